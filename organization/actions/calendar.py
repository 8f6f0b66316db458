"""Working hours and holidays kept."""

from dataclasses import dataclass
from datetime import date, time

import holidays
from django.db import transaction
from django.utils.translation import gettext as _

from kinerja.errors import DomainError
from organization.actions.conflicts import save_checked
from organization.models import Holiday, HolidayKind, Schedule, ScheduleHours, WithdrawnHoliday


@transaction.atomic
def create_schedule(*, code: str) -> Schedule:
    """A named working week, still without hours."""
    schedule = Schedule(code=code)
    if Schedule.objects.filter(code=code).exists():
        raise DomainError("schedule_code", _("Jadwal %(code)s sudah ada.") % {"code": code})
    save_checked(schedule)
    return schedule


@transaction.atomic
def set_hours(
    *,
    schedule_id: int,
    weekday: int,
    start: time,
    end: time,
    break_minutes: int,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> ScheduleHours:
    """Set the hours of a weekday (1 = Monday) that begin to hold on ``valid_from`` (None: since ever).

    Of several rows valid on a date the one that begins latest counts (rules §1). Raises ``DomainError``.
    """
    Schedule.objects.select_for_update().get(pk=schedule_id)
    present = (end.hour * 60 + end.minute) - (start.hour * 60 + start.minute)
    if present <= break_minutes:
        raise DomainError("hours_empty", _("Jam selesai harus sesudah jam mulai ditambah istirahat."))
    row = ScheduleHours.objects.filter(schedule_id=schedule_id, weekday=weekday, valid_from=valid_from).first()
    row = row or ScheduleHours(schedule_id=schedule_id, weekday=weekday, valid_from=valid_from)
    row.start, row.end, row.break_minutes, row.valid_to = start, end, break_minutes, valid_to
    save_checked(row)
    return row


@transaction.atomic
def remove_hours(*, hours_id: int) -> None:
    """Take away a row of hours."""
    ScheduleHours.objects.select_for_update().get(pk=hours_id).delete()


@transaction.atomic
def set_holiday(*, day: date, name: str, kind: str, decree: str) -> Holiday:
    """Declare or change a free day, with the number of its decree; loading the calendar no longer touches it."""
    if kind == HolidayKind.SPECIAL and not decree:
        raise DomainError("holiday_decree", _("Isi nomor keputusan yang menetapkan libur khusus ini."))
    holiday = Holiday.objects.select_for_update().filter(date=day).first() or Holiday(date=day)
    holiday.name, holiday.kind, holiday.decree, holiday.from_package = name, kind, decree, False
    save_checked(holiday)
    WithdrawnHoliday.objects.filter(date=day).delete()
    return holiday


@transaction.atomic
def remove_holiday(*, day: date, decree: str) -> None:
    """Make a free day a working day again, by decree; loading the calendar does not bring it back."""
    if not decree:
        raise DomainError("holiday_decree", _("Isi nomor keputusan yang mencabut hari libur ini."))
    holiday = Holiday.objects.select_for_update().get(date=day)
    WithdrawnHoliday.objects.update_or_create(date=day, defaults={"name": holiday.name, "decree": decree})
    holiday.delete()


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


@transaction.atomic
def load_holidays(*, year: int) -> list[Difference]:
    """Bring the national calendar of a year in and return what changed; a second time changes nothing."""
    list(Holiday.objects.select_for_update().filter(date__year=year))
    differences = calendar_differences(year)
    for difference in differences:
        if difference.change == "remove":
            Holiday.objects.filter(date=difference.day).delete()
        else:
            values = {"name": difference.name, "kind": difference.kind, "from_package": True}
            Holiday.objects.update_or_create(date=difference.day, defaults=values)
    return differences


def national_calendar(year: int) -> dict[date, tuple[str, str]]:
    """Public holidays and joint leave of Indonesia as the ``holidays`` package knows them: day → name, kind."""
    found: dict[date, tuple[str, str]] = {}
    # Joint leave first: a day that is both is a public holiday.
    for category, kind in (("government", HolidayKind.JOINT_LEAVE), ("public", HolidayKind.PUBLIC)):
        calendar = holidays.country_holidays("ID", years=year, categories=(category,), language="id")
        found.update({day: (name[:120], kind.value) for day, name in calendar.items()})
    return dict(sorted(found.items()))
