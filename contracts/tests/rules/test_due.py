"""The last day for signing, and the days on which the late are reminded."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.rules.due import due_on, is_reminder_day

DAYS = st.dates(date(2000, 1, 1), date(2100, 11, 30))


@pytest.mark.parametrize(
    ("ratified", "due"),
    [
        (date(2026, 12, 28), date(2027, 1, 28)),
        (date(2026, 12, 31), date(2027, 1, 31)),
        (date(2027, 1, 31), date(2027, 2, 28)),
        (date(2028, 1, 30), date(2028, 2, 29)),
        (date(2027, 3, 31), date(2027, 4, 30)),
    ],
)
def test_due_a_month_later_clipped_to_its_end(ratified: date, due: date) -> None:
    assert due_on(ratified) == due


@given(DAYS)
def test_due_in_the_next_month_and_never_later_than_the_same_day(ratified: date) -> None:
    due = due_on(ratified)
    assert (due.year * 12 + due.month) - (ratified.year * 12 + ratified.month) == 1
    assert due.day <= ratified.day
    assert due.day == ratified.day or (due + timedelta(days=1)).day == 1


@given(DAYS, DAYS)
def test_a_later_budget_is_never_due_earlier(one: date, other: date) -> None:
    assert due_on(min(one, other)) <= due_on(max(one, other))


@given(DAYS)
def test_reminded_a_week_before_on_the_day_and_weekly_after(due: date) -> None:
    days = [due + timedelta(days=shift) for shift in range(-20, 30)]
    reminded = [(day - due).days for day in days if is_reminder_day(due, day)]
    assert reminded == [-7, 0, 7, 14, 21, 28]
