"""Working hours and holidays as their pages list them, the national calendar, and how the stored one differs."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import holidays
from django.db.models import Count

from kinerja.unchanged import until_changed
from organization.models import Holiday, HolidayKind, Schedule, ScheduleHours, WithdrawnHoliday


@dataclass(frozen=True, slots=True)
class Difference:
    """A day on which the national calendar and the stored one differ; ``change`` is "add", "change" or "remove"."""

    day: date
    name: str
    kind: str
    change: str


class HolidayYear(NamedTuple):
    """The free days of a year, those withdrawn, and what the national calendar would change."""

    holidays: tuple[Holiday, ...]
    withdrawn: tuple[WithdrawnHoliday, ...]
    differences: tuple[Difference, ...]


@until_changed("organization_holiday", "organization_withdrawnholiday")
def holiday_year(year: int) -> HolidayYear:
    """What is known of a year's holidays; one short query while nothing changes."""
    return HolidayYear(
        tuple(Holiday.objects.filter(date__year=year)),
        tuple(WithdrawnHoliday.objects.filter(date__year=year)),
        tuple(calendar_differences(year)),
    )


class Week(NamedTuple):
    """A working week, its hours, and how many units have it as their own."""

    schedule: Schedule
    hours: tuple[ScheduleHours, ...]
    units: int


@until_changed("organization_schedule", "organization_schedulehours", "organization_unit")
def weeks() -> tuple[Week, ...]:
    """Every working week, the usual hours of a weekday before the dated ones; one short query while nothing changes."""
    found = Schedule.objects.annotate(used=Count("units")).prefetch_related("hours")
    return tuple(Week(one, tuple(sorted(one.hours.all(), key=_by_day)), one.used) for one in found)


def _by_day(row: ScheduleHours) -> tuple[int, date]:
    return row.weekday, row.valid_from or date.min


def calendar_differences(year: int) -> list[Difference]:
    """What loading the national calendar of a year would do, by date; edited and withdrawn days are left alone."""
    stored = {row.date: row for row in Holiday.objects.filter(date__year=year)}
    withdrawn = set(WithdrawnHoliday.objects.filter(date__year=year).values_list("date", flat=True))
    national = national_calendar(year)
    found = []
    for day, (name, kind) in national.items():
        row = stored.get(day)
        if row is None and day not in withdrawn:
            found.append(Difference(day, name, kind, "add"))
        elif row is not None and row.from_package and (row.name, row.kind) != (name, kind):
            found.append(Difference(day, name, kind, "change"))
    gone = (row for row in stored.values() if row.from_package and row.date not in national)
    found += [Difference(row.date, row.name, row.kind, "remove") for row in gone]
    return sorted(found, key=lambda difference: difference.day)


def national_calendar(year: int) -> dict[date, tuple[str, str]]:
    """Public holidays and joint leave of Indonesia as the ``holidays`` package knows them: day → name, kind."""
    found: dict[date, tuple[str, str]] = {}
    # Joint leave first: a day that is both is a public holiday.
    for category, kind in (("government", HolidayKind.JOINT_LEAVE), ("public", HolidayKind.PUBLIC)):
        calendar = holidays.country_holidays("ID", years=year, categories=(category,), language="id")
        found.update({day: (name[:120], kind.value) for day, name in calendar.items()})
    return dict(sorted(found.items()))


def holiday_with(pk: int) -> Holiday | None:
    """A free day by its id."""
    return Holiday.objects.filter(pk=pk).first()
