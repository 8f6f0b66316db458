"""Working hours and holidays kept."""

from collections.abc import Iterable
from datetime import date, time
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from kinerja.errors import DomainError
from organization.actions.conflicts import save_checked
from organization.actions.notices import tell
from organization.models import Holiday, HolidayKind, Role, RoleGrant, Schedule, ScheduleHours, WithdrawnHoliday
from organization.queries.calendar import Difference, calendar_differences

#: From this month on next year's calendar is asked for: the joint decree of three ministers is out by then, and the
#: deadlines of the last days of December count the first days of January.
ASKED_FROM = 11


@transaction.atomic
def create_schedule(*, code: str) -> Schedule:
    """A named working week, still without hours."""
    return _save_schedule(Schedule(code=code))


@transaction.atomic
def rename_schedule(*, schedule_id: int, code: str) -> Schedule:
    """Another name for a working week; its hours and its units stay. Raises ``DomainError`` for a name in use."""
    schedule = Schedule.objects.select_for_update().get(pk=schedule_id)
    schedule.code = code
    return _save_schedule(schedule)


def _save_schedule(schedule: Schedule) -> Schedule:
    if Schedule.objects.filter(code=schedule.code).exclude(pk=schedule.pk).exists():
        raise DomainError("schedule_code", _("Jadwal %(code)s sudah ada.") % {"code": schedule.code})
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
def set_hours_of_days(*, schedule_id: int, weekdays: Iterable[int], **hours: Any) -> None:
    """The same hours for several weekdays, all or none; ``hours`` as ``set_hours`` takes them."""
    for weekday in weekdays:
        set_hours(schedule_id=schedule_id, weekday=weekday, **hours)


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


def remind_of_holidays(*, day: date) -> int:
    """Tell BKPSDM and the operators, once a month, of a year whose holidays nobody has entered; how many were told.

    It is the running year, and from November on the next one. Without them New Year's Day is a workday on which
    everybody is absent.
    """
    asked = [day.year, day.year + 1] if day.month >= ASKED_FROM else [day.year]
    missing = [year for year in asked if not Holiday.objects.filter(date__year=year).exists()]
    if not missing:
        return 0
    people = RoleGrant.objects.on(day).filter(role__in=[Role.BKPSDM, Role.OPERATOR], employee__is_active=True)
    return tell(
        employee_ids=people.values_list("employee_id", flat=True),
        kind="holidays_missing",
        key=f"holidays_missing:{missing[0]}:{day:%Y-%m}",
        subject=_("Hari libur %(year)s belum dimuat") % {"year": missing[0]},
        body=_("Tanpa hari libur, tanggal merah dihitung sebagai hari kerja dan batas waktu terlalu cepat."),
        url=reverse("org_holidays", args=[missing[0]]),
    )
