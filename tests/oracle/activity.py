"""Rules §4: daily activity. Overtime is not in the interchange tables, so free days count nothing."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from tests.oracle.days import required_workdays
from tests.oracle.months import Month
from tests.oracle.numbers import HUNDRED, half_up
from tests.oracle.records import City, ScheduleRow
from tests.oracle.shifts import entries_of, marks_of


def counted_minutes(city: City, nip: str, day: date, hours: ScheduleRow) -> int:
    """Minutes of the union of approved activities inside presence, at most the day's effective minutes."""
    marks = marks_of(city, nip, day, hours)
    if marks is None or (marks.check_in is None and marks.check_out is None):
        return 0
    came = hours.start if marks.check_in is None else marks.check_in
    left = hours.end if marks.check_out is None else marks.check_out
    minutes: set[int] = set()
    for activity in entries_of(city, nip, day):
        if activity.status == "approved":
            minutes |= set(range(activity.start, activity.end))
    return min(len(minutes & set(range(came, left))), hours.effective)


def expected_minutes(hours: ScheduleRow) -> int:
    return 300 * hours.effective // 450


def activity_score(city: City, nip: str, month: Month) -> Fraction | None:
    counted = expected = 0
    for day, hours in required_workdays(city, nip, month):
        counted += counted_minutes(city, nip, day, hours)
        expected += expected_minutes(hours)
    if expected == 0:
        return None
    return half_up(min(HUNDRED, HUNDRED * counted / expected))
