"""What the page tests of this app share."""

import pytest

from scoring.tests.city import City, make_city, make_working
from tests.cast import Cast


@pytest.fixture
def working(cast: Cast) -> Cast:
    """The cast with working hours, agreements, marks and entries, not yet scored."""
    return make_working(cast)


@pytest.fixture
def city(cast: Cast) -> City:
    """The working cast with its scored month."""
    return make_city(cast)
