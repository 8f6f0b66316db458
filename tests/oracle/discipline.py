"""Rules §6: discipline. The supervisor's points need the instant of filing, which no interchange table carries."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from tests.oracle.days import own_hours, required_workdays, seen_days
from tests.oracle.months import Month
from tests.oracle.numbers import HUNDRED, half_up
from tests.oracle.outages import own_filing_deadline
from tests.oracle.records import City, Marks, ScheduleRow
from tests.oracle.shifts import entries_of, marks_of

ABSENT = Fraction(3)
NOTHING_FILED = Fraction(1)
UNPAID = Fraction(3)
WORST = Fraction(150, 100)
LONGEST_WFA = 450


def band(minutes: int) -> Fraction:
    """Points for coming late or leaving early by whole minutes."""
    if minutes <= 0:
        return Fraction(0)
    if minutes <= 30:
        return Fraction(50, 100)
    if minutes <= 60:
        return Fraction(100, 100)
    return Fraction(125, 100) if minutes <= 90 else WORST


def is_absent(marks: Marks | None) -> bool:
    return marks is None or (marks.check_in is None and marks.check_out is None)


def clock_points(marks: Marks, hours: ScheduleRow) -> Fraction:
    """Points of the two marks of a day on which at least one was made."""
    if marks.mode == "wfa":
        if marks.check_in is None or marks.check_out is None:
            return WORST
        present = marks.check_out - marks.check_in - hours.pause
        return band(min(hours.effective, LONGEST_WFA) - present)
    late = WORST if marks.check_in is None else band(marks.check_in - hours.start)
    early = WORST if marks.check_out is None else band(hours.end - marks.check_out)
    return late + early


def day_points(city: City, nip: str, day: date, hours: ScheduleRow) -> Fraction:
    marks = marks_of(city, nip, day, hours)
    if marks is None or is_absent(marks):
        return ABSENT
    points = clock_points(marks, hours)
    if not any(entries_of(city, nip, day)) and city.as_of > own_filing_deadline(city, nip, day):
        points += NOTHING_FILED
    return points


def unpaid_points(city: City, nip: str, month: Month) -> Fraction:
    unpaid = [span for span in city.leave.get(nip, []) if span.kind == "unpaid"]
    days = [day for day in seen_days(city, month) if own_hours(city, nip, day) is not None]
    return UNPAID * sum(any(span.covers(day) for span in unpaid) for day in days)


def absent_days(city: City, nip: str, month: Month) -> int:
    return sum(is_absent(city.attendance.get((nip, day))) for day, _ in required_workdays(city, nip, month))


def discipline(city: City, nip: str, month: Month) -> Fraction:
    points = unpaid_points(city, nip, month)
    for day, hours in required_workdays(city, nip, month):
        points += day_points(city, nip, day, hours)
    return half_up(max(Fraction(0), HUNDRED - points))
