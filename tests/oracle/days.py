"""Rules §1: calendar, schedules, assignments, required workdays; and the deadlines of rules §11."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from tests.oracle.months import Month
from tests.oracle.records import Assignment, City, Position, ScheduleRow
from tests.oracle.shifts import is_rostered

END_OF_DAY = time(23, 59, 59)


def is_office_day(city: City, day: date) -> bool:
    """Monday to Friday and no holiday: the workday of deadlines (rules §2 and §11)."""
    return day.isoweekday() <= 5 and day not in city.holidays


def office_day_after(city: City, day: date, count: int) -> date:
    """The `count`-th office day after `day`."""
    while count > 0:
        day += timedelta(days=1)
        if is_office_day(city, day):
            count -= 1
    return day


def schedule_of(city: City, unit_code: str) -> str:
    """The schedule that a unit carries or inherits; empty when no unit above carries one."""
    code = unit_code
    while code:
        if city.units[code].schedule:
            return city.units[code].schedule
        code = city.units[code].parent
    return ""


def work_hours(city: City, unit_code: str, day: date) -> ScheduleRow | None:
    """The hours of a unit on a day; `None` when it is no workday there."""
    if day in city.holidays:
        return None
    schedule = schedule_of(city, unit_code)
    rows = [
        row
        for row in city.schedules
        if row.code == schedule
        and row.weekday == day.isoweekday()
        and (row.valid_from is None or row.valid_from <= day)
        and (row.valid_to is None or day <= row.valid_to)
    ]
    return max(rows, key=lambda row: row.valid_from or date.min, default=None)


def assignment_on(city: City, nip: str, day: date) -> Assignment | None:
    """The definitive assignment; without one, the acting one that began latest (then the lower post code)."""
    held = sorted((a for a in city.assignments.get(nip, []) if a.covers(day)), key=lambda a: a.position)
    definitive = [a for a in held if a.kind == "definitive"]
    if definitive:
        return definitive[0]
    return max(held, key=lambda a: a.start, default=None)


def deciding_assignment(city: City, nip: str, month: Month) -> Assignment | None:
    """The assignment of the last day of the month on which the employee has any."""
    for day in reversed(month.days()):
        found = assignment_on(city, nip, day)
        if found is not None:
            return found
    return None


def deciding_position(city: City, nip: str, month: Month) -> Position | None:
    found = deciding_assignment(city, nip, month)
    return city.positions[found.position] if found else None


def seen_days(city: City, month: Month) -> list[date]:
    """The days of the month that are not after the as-of instant's date (rules §11)."""
    return [day for day in month.days() if day <= city.as_of.date()]


def own_hours(city: City, nip: str, day: date) -> ScheduleRow | None:
    """The hours of the roster, else of the unit of that day's assignment; `None` when free or without an assignment."""
    found = assignment_on(city, nip, day)
    if is_rostered(city, nip, day):
        return city.rosters.get((nip, day)) if found else None
    return work_hours(city, city.positions[found.position].unit, day) if found else None


def on_leave(city: City, nip: str, day: date) -> bool:
    return any(span.covers(day) for span in city.leave.get(nip, []))


def required_workdays(city: City, nip: str, month: Month) -> list[tuple[date, ScheduleRow]]:
    """The required workdays with their hours, as far as they have come by the as-of instant."""
    found = []
    for day in seen_days(city, month):
        hours = own_hours(city, nip, day)
        if hours is not None and not on_leave(city, nip, day):
            found.append((day, hours))
    return found


def filing_deadline(city: City, day: date) -> datetime:
    """23:59:59 of the third office day after the day (rules §11)."""
    return datetime.combine(office_day_after(city, day, 3), END_OF_DAY)


def reporting_deadline(city: City, month: Month) -> datetime:
    """23:59:59 of the fifth office day of the next month (rules §11)."""
    return datetime.combine(office_day_after(city, month.last, 5), END_OF_DAY)
