"""The cross-checks of rules §8, one file each; a new one is a file and a line in ``DAY_CHECKS``.

A check gets one day of one person in plain values and gives what contradicts. Nothing is subtracted here: a finding is
shown, can be explained, and is decided by a superior.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from dailylog.rules.checks.absent import activity_on_absent_or_leave_day
from dailylog.rules.checks.copied import copy_pasted_days
from dailylog.rules.checks.facts import DayFacts, Found
from dailylog.rules.checks.outside import activity_outside_presence
from dailylog.rules.checks.overlap import overlapping_activities
from dailylog.rules.checks.overtime import overtime_without_activity
from dailylog.rules.checks.photo import photo_far_or_old
from dailylog.rules.checks.quantity import impossible_quantity
from dailylog.rules.checks.reused import reused_photo
from dailylog.rules.checks.short import short_wfa_day

DayCheck = Callable[[DayFacts], Iterable[Found]]

DAY_CHECKS: Mapping[str, DayCheck] = {
    "overtime_without_activity": overtime_without_activity,
    "activity_outside_presence": activity_outside_presence,
    "activity_on_absent_or_leave_day": activity_on_absent_or_leave_day,
    "overlapping_activities": overlapping_activities,
    "short_wfa_day": short_wfa_day,
    "reused_photo": reused_photo,
    "photo_far_or_old": photo_far_or_old,
    "copy_pasted_days": copy_pasted_days,
    "impossible_quantity": impossible_quantity,
}


def check(facts: DayFacts) -> list[tuple[str, Found]]:
    """Everything that contradicts on a day, with the kind of finding."""
    return [(kind, found) for kind, judge in DAY_CHECKS.items() for found in judge(facts)]
