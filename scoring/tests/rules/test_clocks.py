from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.rules.calendar import WorkCalendar
from scoring.rules.clocks import deadline, decided_at, on_time, realisation

at = datetime.fromisoformat
CALENDAR = WorkCalendar([date(2026, 3, day) for day in (18, 19, 20, 21, 22, 23, 24)])
PPID = at("2026-04-01T23:59:59")
FIBRE = at("2026-01-04T10:00:00")


@pytest.mark.parametrize(
    ("opened_at", "limit", "unit", "expected"),
    [
        (at("2026-03-02T07:00"), 17, "working_days", PPID),
        (at("2026-03-02T23:59:59"), 17, "working_days", PPID),
        (at("2026-03-02T00:00"), 10, "working_days", at("2026-03-16T23:59:59")),
        (at("2026-01-01T10:00:00.000500"), 72, "hours", FIBRE),
        (at("2026-02-28T23:30:01"), 24, "hours", at("2026-03-01T23:30:01")),
    ],
)
def test_deadline(opened_at: datetime, limit: int, unit: str, expected: datetime) -> None:
    assert deadline(opened_at, limit, unit, CALENDAR) == expected


def test_an_unknown_unit_is_refused() -> None:
    with pytest.raises(ValueError, match="weeks"):
        deadline(FIBRE, 1, "weeks", CALENDAR)


@pytest.mark.parametrize(
    ("closed_at", "timely", "decided"),
    [
        (FIBRE, True, FIBRE),
        (FIBRE - timedelta(seconds=1), True, FIBRE - timedelta(seconds=1)),
        (FIBRE + timedelta(microseconds=999_999), True, FIBRE),
        (FIBRE + timedelta(seconds=1), False, FIBRE),
        (None, False, FIBRE),
    ],
)
def test_to_the_second(closed_at: datetime | None, timely: bool, decided: datetime) -> None:
    assert on_time(closed_at, FIBRE) is timely
    assert decided_at(closed_at, FIBRE) == decided


@given(st.one_of(st.none(), st.datetimes(at("2025-01-01T00:00"), at("2027-01-01T00:00"))))
def test_a_case_is_decided_no_later_than_its_deadline(closed_at: datetime | None) -> None:
    assert decided_at(closed_at, FIBRE) <= FIBRE


@pytest.mark.parametrize(
    ("timely", "decided", "expected"),
    [(47, 50, "94.00"), (1, 3, "33.33"), (2, 3, "66.67"), (1, 8, "12.50"), (0, 4, "0.00"), (5, 5, "100.00")],
)
def test_realisation(timely: int, decided: int, expected: str) -> None:
    assert str(realisation(timely, decided)) == expected


def test_no_decided_case_is_no_realisation() -> None:
    assert realisation(0, 0) is None


@given(st.integers(1, 500).flatmap(lambda decided: st.tuples(st.integers(0, decided), st.just(decided))))
def test_realisation_is_a_percentage(counts: tuple[int, int]) -> None:
    share = realisation(*counts)
    assert share is not None
    assert Decimal(0) <= share <= Decimal(100)
