"""Until when a day is filed in time."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dailylog.rules.deadlines import (
    approval_deadline,
    extended,
    filing_deadline,
    is_workday,
    leave_deadline,
    nth_workday_before,
)

NYEPI = {date(2026, 3, 20)}
END = datetime.fromisoformat("2026-03-13T23:59:59")


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2026, 3, 10), date(2026, 3, 13)),
        (date(2026, 3, 13), date(2026, 3, 18)),
        # Over a weekend and a holiday.
        (date(2026, 3, 18), date(2026, 3, 24)),
        # From a free day the workdays after it count.
        (date(2026, 3, 14), date(2026, 3, 18)),
    ],
)
def test_filing_ends_three_workdays_after_the_day(day: date, due: date) -> None:
    assert filing_deadline(day, 3, NYEPI) == datetime.fromisoformat(f"{due}T23:59:59")


@pytest.mark.parametrize(
    ("day", "due"),
    [(date(2026, 3, 31), "2026-04-07T23:59:59"), (date(2026, 12, 5), "2027-01-08T23:59:59")],
)
def test_deciding_ends_on_the_fifth_workday_of_the_next_month(day: date, due: str) -> None:
    assert approval_deadline(day, 5, {date(2027, 1, 1)}) == datetime.fromisoformat(due)


@pytest.mark.parametrize(
    ("asked", "start", "due"),
    [
        # A week ahead: until the last workday but one before it.
        (date(2026, 3, 9), date(2026, 3, 16), "2026-03-12"),
        # Asked for too late for that: the rest of the day of asking, or of the next workday.
        (date(2026, 3, 13), date(2026, 3, 16), "2026-03-13"),
        (date(2026, 3, 14), date(2026, 3, 18), "2026-03-16"),
        (date(2026, 3, 14), date(2026, 3, 17), "2026-03-16"),
    ],
)
def test_leave_is_decided_while_another_superior_still_can(asked: date, start: date, due: str) -> None:
    assert leave_deadline(asked, start, NYEPI) == datetime.fromisoformat(f"{due}T23:59:59")


def test_workdays_are_counted_backwards_as_well() -> None:
    assert nth_workday_before(date(2026, 3, 23), 1, NYEPI) == date(2026, 3, 19)


def outage(start: int, hours: int) -> tuple[datetime, datetime]:
    """An outage that begins so many hours before the deadline."""
    begin = END - timedelta(hours=start)
    return begin, begin + timedelta(hours=hours)


@pytest.mark.parametrize(
    ("outages", "moved"),
    [
        ([], timedelta(0)),
        # Over before the deadline: there was time.
        ([outage(5, 4)], timedelta(0)),
        # Two hours of outage across the deadline: as long again after its end.
        ([outage(1, 2)], timedelta(hours=3)),
        # One that ends with the deadline, or begins with it, leaves no time either.
        ([outage(2, 2)], timedelta(hours=2)),
        ([outage(0, 2)], timedelta(hours=4)),
        # A second one holds the moved deadline.
        ([outage(1, 2), outage(-2, 4)], timedelta(hours=10)),
        # Never more than a day after the end.
        ([outage(60, 62)], timedelta(hours=26)),
    ],
)
def test_outage_at_the_deadline_moves_it(outages: list[tuple[datetime, datetime]], moved: timedelta) -> None:
    assert extended(END, outages) - END == moved


def test_outages_move_a_deadline_in_whatever_order_they_are_told() -> None:
    hour = timedelta(hours=1)
    first, second = (END - hour, END + hour), (END + 2 * hour, END + 5 * hour)
    assert extended(END, [first, second]) - END == extended(END, [second, first]) - END == 8 * hour


@given(st.dates(date(2025, 1, 1), date(2027, 1, 1)), st.integers(1, 120), st.sets(st.integers(0, 150), max_size=30))
def test_leave_is_passed_on_with_a_workday_left_where_it_was_asked_for_in_time(
    asked: date, ahead: int, free: set[int]
) -> None:
    holidays = {asked + timedelta(days=n) for n in free}
    start = asked + timedelta(days=ahead)
    due = leave_deadline(asked, start, holidays)
    assert due is not None
    # The superior has at least what is left of the workday on which it can be read first.
    assert due.date() >= asked
    assert is_workday(due.date(), holidays)
    between = [due.date() + timedelta(days=n) for n in range(1, (start - due.date()).days)]
    workdays = sum(is_workday(day, holidays) for day in between)
    last = nth_workday_before(start, 2, holidays)
    assert workdays == 1 if asked <= last else workdays <= 1


@given(st.dates(date(2025, 1, 1), date(2027, 1, 1)), st.integers(0, 60))
def test_leave_that_has_begun_has_no_deadline_of_its_own(asked: date, days: int) -> None:
    assert leave_deadline(asked, asked - timedelta(days=days), ()) is None
