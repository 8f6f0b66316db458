"""When a running leave may still be ended, and which days come back."""

from datetime import date, timedelta

import pytest

from dailylog.rules.leave_return import ASKED_BACK, CALLED_BACK, given_back, may_be_called, may_still_end

START, END = date(2026, 3, 9), date(2026, 3, 13)


@pytest.mark.parametrize(
    ("today", "called", "ended"),
    [
        (START - timedelta(days=1), False, False),
        (START, True, True),
        (END, True, True),
        (END + timedelta(days=1), False, True),
        (END + timedelta(days=7), False, True),
        (END + timedelta(days=8), False, False),
    ],
)
def test_a_leave_is_called_back_while_it_runs_and_ended_until_a_week_after(
    today: date, called: bool, ended: bool
) -> None:
    assert (may_be_called(START, END, today), may_still_end(START, END, today)) == (called, ended)


@pytest.mark.parametrize(
    ("back_on", "days"), [(START, 5), (date(2026, 3, 12), 2), (END, 1), (END + timedelta(days=1), 0)]
)
def test_days_from_the_return_to_the_planned_end_come_back(back_on: date, days: int) -> None:
    assert given_back(back_on, END) == [END - timedelta(days=n) for n in reversed(range(days))]


def test_sick_leave_ends_on_its_persons_word_only_and_maternity_and_unpaid_leave_on_nobodys() -> None:
    assert frozenset({"annual", "long", "important", "dinas_luar"}) == CALLED_BACK
    assert frozenset({"annual", "long", "important", "dinas_luar", "sick"}) == ASKED_BACK
