"""Running leave ends early: on request, or because the superior calls the person back to work."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dailylog.actions.refusals import refusing
from dailylog.actions.requests import check_decides, close
from dailylog.actions.telling import tell_decided, tell_waiting
from dailylog.limits import is_closed
from dailylog.models import Leave, LeaveReturn, RequestState
from dailylog.queries.team import Team
from dailylog.rules.leave_return import ASKED_BACK, CALLED_BACK, may_be_called, may_still_end
from kinerja.days import ONE_DAY
from kinerja.errors import DomainError
from kinerja.ui import wording
from organization.actions.conflicts import save_checked
from organization.actions.notices import tell


@transaction.atomic
def ask_return(*, employee_id: int, leave_id: int, back_on: date, reason: str, today: date) -> LeaveReturn:
    """Ask to work again from ``back_on`` on, a day of one's own running leave. Raises ``DomainError``."""
    leave = Leave.objects.select_for_update().get(pk=leave_id, employee_id=employee_id)
    if leave.kind not in ASKED_BACK:
        raise DomainError("return_kind", _("Cuti ini diakhiri lebih awal melalui BKPSDM."))
    if not may_still_end(leave.start, leave.end, today):
        raise DomainError("return_not_running", _("Cuti ini tidak sedang berjalan."))
    row = _row(leave, back_on, reason)
    save_checked(row)
    tell_waiting(row)
    return row


@transaction.atomic
def call_back(*, user_id: int, leave_id: int, back_on: date, reason: str, now: datetime) -> LeaveReturn:
    """Call somebody of one's own people back to work on ``back_on``; it counts at once. Raises ``DomainError``.

    What was not taken stays the person's right (PP 11/2017, joint provisions on leave).
    """
    today = timezone.localdate(now)
    leave = Leave.objects.select_for_update().get(pk=leave_id)
    if Team(user_id, first=today, today=today, at=now).post_for(leave.employee_id, today) is None:
        raise DomainError("return_of_another", _("Pegawai dipanggil kembali oleh atasannya."))
    if leave.kind not in CALLED_BACK:
        raise DomainError("return_kind", _("Dari cuti ini pegawai tidak dapat dipanggil kembali."))
    if not may_be_called(leave.start, leave.end, today):
        raise DomainError("return_not_running", _("Cuti ini tidak sedang berjalan."))
    if back_on < today:
        raise DomainError("return_past", _("Pegawai dipanggil kembali paling cepat hari ini."))
    row = _row(leave, back_on, reason, called=True)
    row.state, row.decided_by_id, row.decided_at = RequestState.APPROVED, user_id, now
    save_checked(row)
    _withdraw_asked(leave)
    _shorten(row)
    tell(
        employee_ids=[row.employee_id],
        kind="leave_called_back",
        key=f"called-back-{row.pk}",
        subject=_("Anda dipanggil kembali bekerja mulai %(day)s") % {"day": wording.day(back_on)},
        body=reason,
        url=reverse("requests"),
    )
    return row


@transaction.atomic
def decide_return(*, request_id: int, user_id: int, granted: bool, text: str, now: datetime) -> LeaveReturn:
    """Grant or refuse that a leave ends early; granted, it ends on the day before. Raises ``DomainError``."""
    row = LeaveReturn.objects.select_for_update(of=("self",)).get(pk=request_id)
    check_decides(row, user_id, now)
    if granted:
        _shorten(row)
    close(row, user_id, granted, text, now)
    row.save(update_fields=["state", "decided_by", "decided_at", "decision_text"])
    tell_decided(row, row.title)
    return row


def _row(leave: Leave, back_on: date, reason: str, *, called: bool = False) -> LeaveReturn:
    if not leave.start <= back_on <= leave.end:
        words = {"start": wording.day(leave.start), "end": wording.day(leave.end)}
        raise DomainError("return_outside", _("Pilih hari di dalam masa cuti, %(start)s – %(end)s.") % words)
    if is_closed(back_on):
        raise DomainError("return_closed", _("Bulan ini sudah ditutup dan tidak dapat diubah lagi."))
    return LeaveReturn(
        employee_id=leave.employee_id,
        leave=leave,
        kind=leave.kind,
        start=leave.start,
        planned_end=leave.end,
        back_on=back_on,
        reason=reason,
        called=called,
    )


def _withdraw_asked(leave: Leave) -> None:
    """Who is called back need not be answered any more."""
    LeaveReturn.objects.filter(leave=leave, state=RequestState.REQUESTED).update(state=RequestState.WITHDRAWN)


def _shorten(row: LeaveReturn) -> None:
    """Let the leave end on the day before, or not have been at all."""
    leave = Leave.objects.select_for_update().filter(pk=row.leave_id or 0).first()
    if leave is None or leave.end < row.back_on:
        raise DomainError("return_changed", _("Cuti ini sudah berubah sejak diajukan. Muat ulang halaman."))
    with refusing():
        if row.back_on == leave.start:
            leave.delete()
            row.leave = None
        else:
            leave.end = row.back_on - ONE_DAY
            leave.save(update_fields=["end"])
