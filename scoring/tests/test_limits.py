"""What the day is told of the months: which are closed, and from when on none is."""

from datetime import UTC, date, datetime

import pytest

from dailylog.limits import is_closed, open_since
from scoring.models import Month

pytestmark = pytest.mark.django_db
LOCKED = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("locked", "first"),
    [
        ([], date(2026, 9, 21)),
        ([9], date(2026, 10, 1)),
        ([9, 10], date(2026, 11, 1)),
        ([8], date(2026, 9, 21)),
        # A month that was closed out of turn: what lies before it is not asked for either.
        ([10], date(2026, 11, 1)),
    ],
)
def test_the_first_day_that_may_still_change(locked: list[int], first: date) -> None:
    Month.objects.bulk_create(Month(month=date(2026, each, 1), locked_at=LOCKED) for each in locked)
    Month.objects.get_or_create(month=date(2026, 11, 1))
    assert open_since(date(2026, 9, 21)) == first
    assert is_closed(date(2026, 10, 7)) is (10 in locked)
