"""Rosters (docs/decisions/0028): hours of a person's own, marks and entries on both sides of midnight."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from tests.oracle.months import Month
from tests.oracle.records import Activity, City, Marks, ScheduleRow

MIDNIGHT = 24 * 60
TEN_IN_THE_MORNING = 34 * 60
TOO_EARLY = 4 * 60
ONE_DAY = timedelta(days=1)


def is_rostered(city: City, nip: str, day: date) -> bool:
    """Whether the roster has the month of the day: one row of the month is enough."""
    return (nip, Month(day.year, day.month)) in city.rostered


def until_morning(city: City, nip: str, evening: date) -> int:
    """Until which minute of the next date the shift of an evening lasts."""
    shift = city.rosters.get((nip, evening))
    return max(0, shift.end - MIDNIGHT) if shift else 0


def entries_of(city: City, nip: str, day: date) -> Iterator[Activity]:
    """What belongs to a day: of the next morning too what begins inside its shift, but nothing of the night before."""
    before = until_morning(city, nip, day - ONE_DAY)
    yield from (each for each in city.activities.get((nip, day), []) if each.start >= before)
    after = until_morning(city, nip, day)
    for each in city.activities.get((nip, day + ONE_DAY), []):
        if each.start < after:
            yield replace(each, start=each.start + MIDNIGHT, end=each.end + MIDNIGHT)


def marks_of(city: City, nip: str, day: date, hours: ScheduleRow) -> Marks | None:
    """The marks of a day, those of the next morning beyond the 24th hour."""
    marks = city.attendance.get((nip, day))
    if marks is None or hours.end < MIDNIGHT:
        return marks
    came, left = marks.check_in, marks.check_out
    if came is not None and came < hours.start - TOO_EARLY and came < hours.end - MIDNIGHT:
        came += MIDNIGHT
    if left is not None:
        begun = hours.start if came is None else came
        if left < begun or left <= TEN_IN_THE_MORNING - MIDNIGHT:
            left = min(TEN_IN_THE_MORNING, left + MIDNIGHT)
    return replace(marks, check_in=came, check_out=left)
