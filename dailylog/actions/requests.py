"""Corrections of presence and leave: asked for, decided by the superior, and what then becomes of the day."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dailylog.actions.annual_leave import check_annual
from dailylog.actions.refusals import SENTENCES, refusing
from dailylog.actions.telling import tell_decided, tell_waiting
from dailylog.limits import is_closed
from dailylog.models import Attendance, Leave, LeaveKind, LeaveRequest, PresenceCorrection, Request, RequestState
from dailylog.queries.awaited import day_of, due_of
from dailylog.queries.leave_terms import remarks_on, sentence_of
from dailylog.queries.team import Team
from kinerja.errors import DomainError
from kinerja.ui import wording
from organization.actions.conflicts import save_checked
from organization.actions.notices import tell

#: The longest leave there is: that out of the state's charge, three years.
LONGEST = timedelta(days=3 * 366)


@transaction.atomic
def ask_correction(
    *,
    employee_id: int,
    day: date,
    check_in: time | None,
    check_out: time | None,
    mode: str,
    reason: str,
    today: date,
) -> PresenceCorrection:
    """Ask that the marks of a day be set to these; an empty one stays as it is. Raises ``DomainError``."""
    if day > today:
        raise DomainError("correction_ahead", _("Hari itu belum tiba."))
    _check_open(day)
    request = PresenceCorrection(
        employee_id=employee_id, date=day, check_in=check_in, check_out=check_out, mode=mode, reason=reason
    )
    try:
        save_checked(request)
    except DomainError as error:
        # Whether going may precede coming stands in the roster: a trigger says so, no constraint of the model.
        sentence = SENTENCES.get(error.code)
        raise DomainError(error.code, _(sentence)) if sentence else error from error
    tell_waiting(request)
    return request


@transaction.atomic
def ask_leave(*, employee_id: int, kind: str, start: date, end: date, reason: str) -> LeaveRequest:
    """Ask for leave or duty travel from ``start`` to ``end``, both inclusive. Raises ``DomainError``.

    Annual leave is asked for as long as the balance lasts; what waits for a decision counts as used. What the terms of
    the other kinds forbid is refused (``dailylog.rules.leave_terms``).
    """
    if end < start:
        raise DomainError("leaverequest_end_not_before_start", _("Tanggal selesai tidak boleh sebelum tanggal mulai."))
    if end - start > LONGEST:
        raise DomainError("leaverequest_end_far", _("Satu permohonan paling lama tiga tahun. Periksa tanggalnya."))
    during = Q(start__lte=end, end__gte=start)
    if Leave.objects.filter(during, employee_id=employee_id).exists():
        raise DomainError("leave_there", _("Pada tanggal itu sudah ada cuti atau dinas luar."))
    if LeaveRequest.objects.filter(during, employee_id=employee_id, state=RequestState.REQUESTED).exists():
        raise DomainError("leave_asked", _("Permohonan untuk tanggal itu masih menunggu putusan."))
    _check_open(start)
    if kind == LeaveKind.ANNUAL:
        check_annual(employee_id=employee_id, start=start, end=end)
    request = LeaveRequest(employee_id=employee_id, kind=kind, start=start, end=end, reason=reason)
    for remark in remarks_on([request]).get(id(request), ()):
        if remark.blocks:
            raise DomainError(remark.code, sentence_of(remark))
    save_checked(request)
    tell_waiting(request)
    return request


@transaction.atomic
def decide_correction(*, request_id: int, user_id: int, granted: bool, text: str, now: datetime) -> PresenceCorrection:
    """Grant or refuse a correction; a granted one sets the marks, and what they were is kept with it."""
    request = PresenceCorrection.objects.select_for_update().get(pk=request_id)
    check_decides(request, user_id, now)
    if granted:
        with refusing():
            day, _new = Attendance.objects.get_or_create(
                employee_id=request.employee_id, date=request.date, defaults={"mode": request.mode}
            )
            day = Attendance.objects.select_for_update().get(pk=day.pk)
            request.before = {
                "check_in": str(day.check_in or ""),
                "check_out": str(day.check_out or ""),
                "mode": day.mode,
            }
            day.check_in = request.check_in or day.check_in
            day.check_out = request.check_out or day.check_out
            day.mode = request.mode
            day.save()
    close(request, user_id, granted, text, now)
    request.save(update_fields=["state", "decided_by", "decided_at", "decision_text", "before"])
    tell_decided(request, _("Perbaikan kehadiran %(day)s") % {"day": wording.day(request.date)})
    return request


@transaction.atomic
def decide_leave(*, request_id: int, user_id: int, granted: bool, text: str, now: datetime) -> LeaveRequest:
    """Grant or refuse leave; a granted request becomes a row of leave. Annual leave only as long as it lasts."""
    request = LeaveRequest.objects.select_for_update().get(pk=request_id)
    check_decides(request, user_id, now)
    if granted:
        if request.kind == LeaveKind.ANNUAL:
            check_annual(employee_id=request.employee_id, start=request.start, end=request.end, granting=True)
        if request.kind == LeaveKind.UNPAID and not text.strip():
            raise DomainError("unpaid_decree", _("Tulis nomor keputusan pejabat pembina kepegawaian pada catatan."))
        leave = Leave(employee_id=request.employee_id, kind=request.kind, start=request.start, end=request.end)
        with refusing():
            leave.save(force_insert=True)
        request.leave = leave
    close(request, user_id, granted, text, now)
    request.save(update_fields=["state", "decided_by", "decided_at", "decision_text", "leave"])
    tell_decided(request, request.title)
    return request


@transaction.atomic
def withdraw_request(*, request: Request, employee_id: int) -> None:
    """Take back one's own request while it waits. Raises ``DomainError``."""
    row = type(request)._default_manager.select_for_update().get(pk=request.pk, employee_id=employee_id)  # noqa: SLF001 -- documented
    _check_waiting(row)
    row.state = RequestState.WITHDRAWN
    row.save(update_fields=["state"])


@transaction.atomic
def take_back_leave(*, request_id: int, employee_id: int, today: date) -> None:
    """Give back one's own leave that was granted and has not begun; its days may be asked for again.

    Whoever granted it is told. Raises ``DomainError``.
    """
    row = LeaveRequest.objects.select_for_update().get(pk=request_id, employee_id=employee_id)
    leave = row.leave
    if row.state != RequestState.APPROVED or leave is None:
        raise DomainError("leave_not_granted", _("Hanya cuti yang sudah dikabulkan yang dapat dibatalkan."))
    if leave.start <= today:
        raise DomainError(
            "leave_begun", _("Cuti ini sudah dimulai. Bila Anda kembali bekerja lebih awal, ajukan kembali bekerja.")
        )
    row.leave, row.state = None, RequestState.WITHDRAWN
    row.save(update_fields=["leave", "state"])
    with refusing():
        leave.delete()
    tell(
        employee_ids=[row.decided_by_id] if row.decided_by_id else [],
        kind="leave_taken_back",
        key=f"leave-taken-back-{row.pk}",
        subject=_("%(name)s membatalkan %(what)s") % {"name": row.employee.name, "what": row.title},
        url=reverse("requests"),
    )


def check_decides(request: Request, user_id: int, now: datetime) -> None:
    """Raise ``DomainError`` unless the request waits, and for this user."""
    today = timezone.localtime(now).date()
    day = min(day_of(request), today)
    team = Team(user_id, first=day, today=today, at=now, requests=True)
    if team.decider(request.employee_id, day, due_of(request)) is None:
        raise DomainError("request_of_another", _("Permohonan ini diputuskan oleh atasan pegawai yang bersangkutan."))
    _check_waiting(request)


def _check_waiting(request: Request) -> None:
    if request.state != RequestState.REQUESTED:
        raise DomainError("request_decided", _("Permohonan ini sudah diputuskan atau ditarik."))


def _check_open(day: date) -> None:
    if is_closed(day):
        raise DomainError("month_closed", _("Bulan ini sudah ditutup dan tidak dapat diubah lagi."))


def close(request: Request, user_id: int, granted: bool, text: str, now: datetime) -> None:
    """Put the verdict on a request; a refusal needs a reason."""
    if not granted and not text.strip():
        raise DomainError("refusal_empty", _("Tulis alasan penolakan."))
    request.state = RequestState.APPROVED if granted else RequestState.REFUSED
    request.decided_by_id, request.decided_at, request.decision_text = user_id, now, text.strip()
