"""Daily activity: counted and expected minutes and the score they make (rules §4).

The city's counted minutes are reduced in SQL by the same definition; this is the readable reference.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from dailylog.rules.intervals import Interval, shared
from kinerja.rounding import ratio_half_up
from scoring.rules.policy import Policy

FULL = Decimal("100.00")


def counted_minutes(
    activities: Sequence[Interval],
    *,
    required: bool,
    check_in: int | None,
    check_out: int | None,
    start: int = 0,
    end: int = 0,
    effective: int = 0,
    overtime: Sequence[Interval] = (),
) -> int:
    """Minutes of one day's approved activities that count (rules §4). All clock times are minutes since midnight.

    On a required workday the activities count inside presence, at most `effective`; a missing mark is replaced
    by the schedule's start or end, no mark at all counts nothing. Activities inside approved overtime count on
    any day; a minute inside both is counted as overtime only, so that no minute is paid twice.
    """
    extra = shared(activities, overtime)
    if not required or (check_in is None and check_out is None):
        return extra
    presence = (start if check_in is None else check_in, end if check_out is None else check_out)
    present = shared(activities, [presence])
    twice = shared(_inside(activities, presence), overtime)
    return min(effective, present - twice) + extra


def _inside(intervals: Iterable[Interval], window: Interval) -> list[Interval]:
    return [(max(start, window[0]), min(end, window[1])) for start, end in intervals]


def expected_minutes(effective: int, policy: Policy) -> int:
    """Minutes of activity expected on a required workday of so many effective minutes, rounded down (rules §4)."""
    return effective * policy.activity_expected_numerator // policy.activity_expected_denominator


def activity_score(counted: int, expected: int) -> Decimal | None:
    """Counted of expected minutes of the month in percent, at most 100.00; nothing expected: None (rules §4)."""
    if not expected:
        return None
    if counted >= expected:
        return FULL
    return ratio_half_up(Decimal(100 * counted), Decimal(expected), 2)
