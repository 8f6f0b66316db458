"""Fibre repairs are late in the troubled months, often enough to endanger the pledge."""

from collections import Counter
from datetime import date, datetime, timedelta

import pytest

from scoring.demo.calendar import months_until, objection_closed
from scoring.demo.career import make_city
from scoring.demo.registers import case_rows, troubled_months


@pytest.mark.parametrize("today", [date(2026, 11, 22), date(2026, 6, 17), date(2027, 4, 30)])
def test_late_repairs_spoil_each_troubled_month(today: date) -> None:
    decided, late = Counter[str](), Counter[str]()
    for row in case_rows(make_city(today)):
        if row["register"] == "TIK":
            hours = 72 if row["class"] == "jaringan_fo" else 24
            deadline = datetime.fromisoformat(row["opened_at"]) + timedelta(hours=hours)
            closed = datetime.fromisoformat(row["closed_at"]) if row["closed_at"] else deadline
            key = f"{min(closed, deadline):%Y-%m}"
            decided[key] += 1
            late[key] += closed > deadline

    for key in (f"{month:%Y-%m}" for month in troubled_months(today)):
        assert 100 * (decided[key] - late[key]) < 95 * decided[key], key


def test_troubled_months_reach_the_threshold_in_the_running_year() -> None:
    months = [month for month in troubled_months(date(2026, 11, 22)) if month.year == 2026]

    assert months == [date(2026, 8, 1), date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1)]


@pytest.mark.parametrize("today", [date(2026, 11, 22), date(2026, 6, 17), date(2027, 1, 10), date(2026, 11, 5)])
def test_the_pledge_stands_in_danger_in_the_last_closed_month(today: date) -> None:
    closed = [month for month in months_until(today) if objection_closed(month, today)]

    assert set(closed[-3:]) <= set(troubled_months(today))
    assert closed[-4] not in troubled_months(today)


@pytest.mark.parametrize("today", [date(2027, 2, 19), date(2027, 3, 14), date(2028, 2, 29)])
def test_while_no_pledge_of_the_year_can_be_in_danger_the_last_one_broke(today: date) -> None:
    """Three months in a row are needed (rules §9), and as yet at most two of this year are closed."""
    last = today.year - 1
    broken = [date(last, month, 1) for month in (10, 11, 12)]

    assert set(broken) <= set(troubled_months(today))
    assert date(last, 9, 1) not in troubled_months(today)
