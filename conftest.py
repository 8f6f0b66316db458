"""What every test of the tree shares."""

import os
from typing import TYPE_CHECKING

import pytest
from django.conf import settings

if TYPE_CHECKING:
    from tests.cast import Cast


def pytest_configure(config: pytest.Config) -> None:
    """Give this run its own test database, so that two runs on one server do not meet."""
    name = os.environ.get("KINERJA_TEST_DATABASE")
    if name:
        settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = name


@pytest.fixture
def cast(db: None) -> "Cast":
    """The tiny region with a person for every role (tests/cast.py)."""
    # The models can be imported only once Django is set up.
    from tests.cast import make_cast

    return make_cast()
