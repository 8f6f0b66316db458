from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.rules.calendar import WorkCalendar, end_of
from scoring.rules.policy import Policy

# Nyepi and Idul Fitri 1447 H with its joint leave.
HOLIDAYS = [date(2026, 3, day) for day in (18, 19, 20, 21, 22, 23, 24)]
at = datetime.fromisoformat
POLICY = Policy.default()

days = st.dates(date(2024, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 3, 16), True),
        (date(2026, 3, 13), True),
        (date(2026, 3, 14), False),
        (date(2026, 3, 15), False),
        (date(2026, 3, 18), False),
    ],
)
def test_is_workday(day: date, works: bool) -> None:
    assert WorkCalendar(HOLIDAYS).is_workday(day) is works


@pytest.mark.parametrize(
    ("day", "n", "expected"),
    [
        (date(2026, 3, 2), 10, date(2026, 3, 16)),
        (date(2026, 3, 2), 17, date(2026, 4, 1)),
        (date(2026, 3, 6), 1, date(2026, 3, 9)),
        (date(2026, 3, 7), 1, date(2026, 3, 9)),
        (date(2026, 3, 17), 1, date(2026, 3, 25)),
    ],
)
def test_nth_workday_after(day: date, n: int, expected: date) -> None:
    calendar = WorkCalendar(HOLIDAYS)
    assert [calendar.nth_after(day, n), calendar.nth_after(day, n)] == [expected, expected]


def test_there_is_no_zeroth_workday() -> None:
    with pytest.raises(ValueError, match="0-th"):
        WorkCalendar([]).nth_after(date(2026, 1, 1), 0)


@given(day=days, n=st.integers(1, 40), holidays=st.sets(days, max_size=60))
def test_a_deadline_is_the_nth_workday_and_never_a_free_day(day: date, n: int, holidays: set[date]) -> None:
    calendar = WorkCalendar(holidays)
    found = calendar.nth_after(day, n)
    between = [day + timedelta(step) for step in range(1, (found - day).days + 1)]
    assert calendar.is_workday(found)
    assert sum(map(calendar.is_workday, between)) == n


def test_nth_workday_of_a_month() -> None:
    calendar = WorkCalendar([date(2026, 1, 1)])
    assert calendar.nth_of_month(2026, 1, 1) == date(2026, 1, 2)
    assert calendar.nth_of_month(2026, 6, 1) == date(2026, 6, 1)
    assert calendar.nth_of_month(2026, 2, 21) == date(2026, 3, 2)


def test_deadlines_of_the_month() -> None:
    calendar = WorkCalendar([date(2026, 1, 1)])
    assert calendar.filing_deadline(date(2025, 12, 30), POLICY) == at("2026-01-05T23:59:59")
    assert calendar.approval_deadline(2025, 12, POLICY) == at("2026-01-08T23:59:59")
    assert calendar.reading_deadline(2025, 11, POLICY) == at("2025-12-05T23:59:59")
    assert calendar.objection_deadline(2025, 12, POLICY) == at("2026-01-15T23:59:59")


def test_each_deadline_follows_its_own_value() -> None:
    changed = {"approval.deadline_workday": "1", "reading.deadline_workday": "2", "objection.deadline_workday": "3"}
    policy = Policy.from_values({**changed, "filing.deadline_workdays": "4"})
    calendar = WorkCalendar([])
    assert calendar.approval_deadline(2026, 5, policy) == end_of(date(2026, 6, 1))
    assert calendar.reading_deadline(2026, 5, policy) == end_of(date(2026, 6, 2))
    assert calendar.objection_deadline(2026, 5, policy) == end_of(date(2026, 6, 3))
    assert calendar.filing_deadline(date(2026, 6, 1), policy) == end_of(date(2026, 6, 5))
