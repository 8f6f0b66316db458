"""What every test of the tree shares."""

import os

import pytest
from django.conf import settings


def pytest_configure(config: pytest.Config) -> None:
    """Give this run its own test database, so that two runs on one server do not meet."""
    name = os.environ.get("KINERJA_TEST_DATABASE")
    if name:
        settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = name
