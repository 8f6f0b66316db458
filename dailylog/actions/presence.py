"""Coming and going, pressed in the program; the marks of the day follow."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dailylog.actions.refusals import refusing
from dailylog.models import Attendance, PresenceTap, TapKind
from dailylog.queries.taps import last_tap
from dailylog.rules.intervals import minutes_of
from kinerja.days import ONE_DAY
from kinerja.errors import DomainError
from kinerja.ui import wording
from organization.queries.rosters import Rosters
from organization.rules.shifts import NOON


@transaction.atomic
def tap(*, employee_id: int, kind: str, mode: str, now: datetime, place: str = "") -> PresenceTap:
    """Check in or out at ``now``, the server's clock. The first check-in of a day counts, and the last check-out.

    Pressing check-in twice gives the first one again. In a shift over midnight both belong to the date on which it
    starts (``day_of_tap``). Raises ``DomainError`` in a closed month.
    """
    local = timezone.localtime(now)
    clock = local.time().replace(microsecond=0)
    day = day_of_tap(employee_id, kind, local)
    attendance = _lock_day(employee_id, day, mode)
    field = "check_in" if kind == TapKind.IN else "check_out"
    before = getattr(attendance, field)
    if kind == TapKind.IN and before is not None:
        return _checked_in_already(employee_id, attendance)
    setattr(attendance, field, clock)
    if kind == TapKind.IN:
        attendance.mode = mode
    with refusing():
        attendance.save()
    return PresenceTap.objects.create(
        employee_id=employee_id,
        at=now,
        date=day,
        kind=kind,
        mode=attendance.mode,
        place=place,
        before=before,
    )


def day_of_tap(employee_id: int, kind: str, local: datetime) -> date:
    """The date to whose marks a tap at this local time belongs.

    Coming and going in the hours after midnight are of the shift of the evening before while it lasts; going still is
    until noon, as long as nobody has come again. One query, two more the morning after a night.
    """
    today, evening = local.date(), local.date() - ONE_DAY
    night = Rosters([employee_id], today, today).night_before(employee_id, today)
    if night is None:
        return today
    marks = {row.date: row for row in Attendance.objects.filter(employee_id=employee_id, date__range=(evening, today))}
    came = evening in marks and marks[evening].check_in is not None
    again = today in marks and marks[today].check_in is not None
    minute = minutes_of(local.time())
    if kind == TapKind.IN:
        return evening if minute < night.morning and not came else today
    return evening if minute < NOON and not again else today


@transaction.atomic
def undo_tap(*, tap_id: int, employee_id: int, now: datetime) -> None:
    """Take back the last tap of the day within minutes; the mark is again what it was. Raises ``DomainError``."""
    found = PresenceTap.objects.get(pk=tap_id, employee_id=employee_id)
    attendance = Attendance.objects.select_for_update().filter(employee_id=employee_id, date=found.date).first()
    last = last_tap(employee_id, found.date)
    if last is None or last.pk != found.pk or attendance is None:
        raise DomainError("tap_not_last", _("Hanya catatan terakhir yang dapat dibatalkan. Muat ulang halaman."))
    if now > found.undo_until:
        raise DomainError(
            "tap_undo_late", _("Waktu pembatalan sudah lewat. Ajukan perbaikan kehadiran kepada atasan Anda.")
        )
    setattr(attendance, "check_in" if found.kind == TapKind.IN else "check_out", found.before)
    with refusing():
        if attendance.check_in is None and attendance.check_out is None:
            attendance.delete()
        else:
            attendance.save()
    found.undone_at = now
    found.save(update_fields=["undone_at"])


def _lock_day(employee_id: int, day: date, mode: str) -> Attendance:
    with refusing():
        row, _new = Attendance.objects.get_or_create(employee_id=employee_id, date=day, defaults={"mode": mode})
    return Attendance.objects.select_for_update().get(pk=row.pk)


def _checked_in_already(employee_id: int, attendance: Attendance) -> PresenceTap:
    taps = PresenceTap.objects.of(employee_id, attendance.date).standing().filter(kind=TapKind.IN)
    known = taps.order_by("at").first()
    if known is None:
        clock = wording.clock(attendance.check_in) if attendance.check_in else ""
        raise DomainError("tap_in_already", _("Jam masuk sudah tercatat pukul %(clock)s.") % {"clock": clock})
    return known
