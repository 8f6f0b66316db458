"""Days and months, against the calendar itself."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja.days import ONE_DAY, days_between, days_of_month, last_of_month, months_after

DAYS = st.dates(date(1900, 1, 1), date(2999, 12, 31))


@given(DAYS)
def test_the_last_day_of_a_month_is_followed_by_a_first(day: date) -> None:
    last = last_of_month(day)

    assert (last.year, last.month) == (day.year, day.month)
    assert (last + timedelta(days=1)).day == 1


@given(DAYS)
def test_a_month_has_each_of_its_days_once(day: date) -> None:
    days = days_of_month(day)

    assert days[0].day == 1
    assert [each.day for each in days] == list(range(1, len(days) + 1))
    assert days[-1] == last_of_month(day)


def test_a_stretch_holds_both_ends_and_nothing_where_it_is_turned_round() -> None:
    first = date(2026, 2, 27)

    assert days_between(first, date(2026, 3, 1)) == [first, date(2026, 2, 28), date(2026, 3, 1)]
    assert days_between(first, first) == [first]
    assert days_between(first, first - ONE_DAY) == []


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 3, 31), 0, date(2026, 3, 31)),
        (date(2026, 11, 30), 27, date(2029, 2, 28)),
    ],
)
def test_so_many_months_later_is_the_same_day_or_the_last(day: date, months: int, later: date) -> None:
    assert months_after(day, months) == later
