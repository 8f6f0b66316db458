"""The national calendar, and how the stored one differs from it."""

from dataclasses import dataclass
from datetime import date

import holidays

from organization.models import Holiday, HolidayKind, WithdrawnHoliday


@dataclass(frozen=True, slots=True)
class Difference:
    """A day on which the national calendar and the stored one differ; ``change`` is "add", "change" or "remove"."""

    day: date
    name: str
    kind: str
    change: str


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
