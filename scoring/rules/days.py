"""The facts of a required workday in two integers, so that a city's month of explanations stays small.

`plan` is what the schedule says of the day, the same for everybody who works by it; `facts` is what a person made of
it. SQL packs them by the thousand (`queries/reduction.py`), Python reads them back.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

#: date, start, end, break, check-in, check-out, mode, filed, filing was due, counted, expected: times in minutes.
Day = list[str | int | bool | None]

FIRST_DAY = date(2000, 1, 1)
MINUTE = (1 << 11) - 1
#: Written where there is no mark: no minute of a day is this late.
NO_MARK = MINUTE
MODES = ("wfo", "wfa", "field")

# Where each piece begins. Of the plan, the lowest 16 bits count the days since FIRST_DAY.
DATE = (1 << 16) - 1
START, END, BREAK, EXPECTED, DUE = 16, 27, 38, 49, 60
CHECK_OUT, MODE, FILED, COUNTED = 11, 22, 24, 25


def pack_plan(day: date, start: int, end: int, break_minutes: int, expected: int, *, due: bool) -> int:
    """A workday of a schedule; ``due`` says that the filing deadline has passed."""
    number = (day - FIRST_DAY).days
    return number | start << START | end << END | break_minutes << BREAK | expected << EXPECTED | int(due) << DUE


def pack_facts(check_in: int | None, check_out: int | None, mode: str, filed: bool, counted: int) -> int:
    """What a person made of a workday."""
    marks = (NO_MARK if check_in is None else check_in) | (NO_MARK if check_out is None else check_out) << CHECK_OUT
    return marks | MODES.index(mode) << MODE | int(filed) << FILED | counted << COUNTED


def unpack(plan: int, facts: int) -> Day:
    """The day as people read it."""
    check_in, check_out = facts & MINUTE, facts >> CHECK_OUT & MINUTE
    return [
        str(FIRST_DAY + timedelta(days=plan & DATE)),
        plan >> START & MINUTE,
        plan >> END & MINUTE,
        plan >> BREAK & MINUTE,
        None if check_in == NO_MARK else check_in,
        None if check_out == NO_MARK else check_out,
        MODES[facts >> MODE & 3],
        bool(facts >> FILED & 1),
        bool(plan >> DUE & 1),
        facts >> COUNTED & MINUTE,
        plan >> EXPECTED & MINUTE,
    ]


def unpack_days(packed: Sequence[int]) -> list[Day]:
    """The days of a month: first all plans, then all facts, both in the order of the days."""
    half = len(packed) // 2
    return [unpack(plan, facts) for plan, facts in zip(packed[:half], packed[half:], strict=True)]


def pack_days(days: Sequence[Sequence[str | int | bool | None]]) -> list[int]:
    """What ``unpack_days`` reads."""
    plans, facts = [], []
    for day, start, end, break_minutes, check_in, check_out, mode, filed, due, counted, expected in days:
        plan = date.fromisoformat(str(day)), int(start or 0), int(end or 0), int(break_minutes or 0), int(expected or 0)
        plans.append(pack_plan(*plan, due=bool(due)))
        facts.append(pack_facts(_mark(check_in), _mark(check_out), str(mode), bool(filed), int(counted or 0)))
    return plans + facts


def _mark(value: str | int | bool | None) -> int | None:
    return None if value is None else int(value)
