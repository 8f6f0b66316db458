"""The page "Hari ini": what was planned, what was done, sent with one button."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from dailylog import policies
from dailylog.actions.check import check_days
from dailylog.actions.drafts import forget_rows, save_draft
from dailylog.forms.day import DaySources, copying, free_window, make_rows
from dailylog.forms.kept import kept_before
from dailylog.forms.row import Row
from dailylog.forms.sending import USUAL_DAY, Sending, sent_rows
from dailylog.limits import month_of
from dailylog.models import ActivityDraft, AttendanceMode
from dailylog.queries import day_page
from dailylog.queries.day_page import DayPage
from dailylog.rules.intervals import NOON, minutes_of
from dailylog.views.fresh_rows import drawn
from dailylog.views.kept_rows import with_kept
from dailylog.views.lines import line_of, other_days
from dailylog.views.send_day import Outcome, send
from dailylog.views.shared import day_or_404
from dailylog.views.strip import draw
from kinerja.ui import wording
from organization.access import access_for
from organization.queries.around import units_held
from organization.views.guards import person_of


@require_http_methods(["GET", "POST"])
def today(request: HttpRequest, day: str | None = None) -> HttpResponse:
    """A day of one's own: read it, write it, send it."""
    if not policies.keeps_log(request.user):
        raise PermissionDenied
    now = timezone.localtime()
    which = day_or_404(day) if day else now.date()
    if which > now.date():
        return redirect("today")
    if request.method == "POST":
        limits, closed = month_of(which)
        held = access_for(request.user).held if which == now.date() else units_held(person_of(request).pk, which)
        if held and not closed:
            return _send(request, Sending(person_of(request), which, unit_ids=held, limits=limits))
    page = day_page.read(person_of(request), which)
    typed = _unsent(page)
    sources = _sources(page, copy="salin" in request.GET or copying(typed))
    rows = with_kept(make_rows(sources, draft=typed), page, typed) if page.writable else []
    return render(request, "dailylog/today.html", _context(request, page, rows, draft=page.draft))


@require_POST
def draft(request: HttpRequest, day: str) -> HttpResponse:
    """Keep what is typed and not yet sent; the script calls this while somebody types."""
    if not policies.keeps_log(request.user):
        raise PermissionDenied
    which = day_or_404(day)
    fields = {name: str(value) for name, value in request.POST.items() if "-" in name and value}
    saved = save_draft(employee_id=person_of(request).pk, day=which, fields=fields)
    return JsonResponse({"saved": wording.clock(timezone.localtime(saved.saved_at).time())})


def _sources(page: DayPage, *, copy: bool) -> DaySources:
    now = timezone.localtime()
    presence, hours = page.day.presence(), page.day.hours
    window, minute = presence or (hours.window if hours else USUAL_DAY), minutes_of(now.time())
    night = page.day.night
    if night and ((page.day.date == now.date() and minute < night.morning) or not (presence or hours)):
        window = page.day.night_presence() or (0, night.morning)
    busy = [(minutes_of(each.start), minutes_of(each.end)) for each in page.activities]
    if hours and hours.break_minutes:
        # Nobody is proposed to have worked through the break; whoever did says so.
        busy.append((NOON, NOON + hours.break_minutes))
    return DaySources(
        tasks=page.tasks,
        habits=page.habits,
        targets=page.targets,
        window=free_window(window, page.day.date, now.date(), minute),
        busy=busy,
        copies=day_page.copies_of(page.day.employee, page) if copy else (),
    )


def _send(request: HttpRequest, sending: Sending) -> HttpResponse:
    """File what was sent; nothing of the page is read unless something has to be shown again."""
    on = sending.day
    outcome = send(sent_rows(sending, request.POST, request.FILES), sending, now=timezone.now())
    if outcome.filed:
        check_days([sending.employee.pk], on, now=timezone.now(), month=(sending.limits, False))
    forget_rows(employee_id=sending.employee.pk, day=on, prefixes=outcome.settled)
    _say(request, outcome, sending)
    copies = "salin" in request.GET or copying(request.POST)
    if not outcome.wrong:
        # What was copied and not yet sent is still there after a part was.
        return redirect(f"{request.path}?salin=1" if copies else request.path)
    # What went through is stored; the page shows it, and the rest as it was typed.
    page = day_page.read(sending.employee, on)
    rest = _rest(request.POST, outcome)
    rows = _as_typed(outcome, make_rows(_sources(page, copy=copies), data=rest))
    rows = with_kept(rows, page, kept_before(rest), data=rest)
    return render(request, "dailylog/today.html", _context(request, page, rows, wrong=outcome.wrong), status=422)


def _as_typed(outcome: Outcome, rows: list[Row]) -> list[Row]:
    """The rows of the page with those that went wrong in their places, as they were sent."""
    kept = {row.prefix: row for row in outcome.wrong}
    for row in rows:
        if row.prefix in kept:
            kept[row.prefix].slot = row.slot
    there = [kept.pop(row.prefix, row) for row in rows]
    # A suggestion may have gone meanwhile; what was typed into it has not.
    return [*there, *kept.values()]


def _sent_before(request: HttpRequest, sending: Sending) -> bool:
    """Whether this very form has been sent already: a second press is no reason for a warning."""
    return any(value in sending.filed_keys for name, value in request.POST.items() if name.endswith("-key"))


def _say(request: HttpRequest, outcome: Outcome, sending: Sending) -> None:
    clock = wording.clock(timezone.localtime().time())
    if outcome.filed:
        message = ngettext(
            "%(count)s kegiatan terkirim pukul %(clock)s.",
            "%(count)s kegiatan terkirim pukul %(clock)s.",
            outcome.filed,
        )
        messages.success(request, message % {"count": outcome.filed, "clock": clock})
    if outcome.put_off:
        message = ngettext("%(count)s tugas dilanjutkan besok.", "%(count)s tugas dilanjutkan besok.", outcome.put_off)
        messages.success(request, message % {"count": outcome.put_off})
    if not outcome.settled and not outcome.wrong and not _sent_before(request, sending):
        messages.warning(request, _("Belum ada yang dikirim. Pilih Selesai pada satu kegiatan, atau tulis kegiatan."))


def _rest(posted: QueryDict, outcome: Outcome) -> QueryDict:
    """What was sent without the rows that are settled: a suggestion that was used is a fresh one again."""
    left = posted.copy()
    for name in list(left):
        if name.split("-")[0] in outcome.settled:
            del left[name]
    return left


def _unsent(page: DayPage) -> dict[str, str]:
    """The draft without rows that have been filed meanwhile, told by their keys."""
    draft = page.draft
    if draft is None:
        return {}
    filed = {str(each.form_key) for each in page.activities if each.form_key}
    gone = {name.split("-")[0] for name, value in draft.fields.items() if name.endswith("-key") and value in filed}
    return {name: value for name, value in draft.fields.items() if name.split("-")[0] not in gone}


def _leaves(page: DayPage, now: datetime) -> bool:
    """Whether the next thing to press is going: after coming today, or in the morning after a night."""
    if page.day.attendance is not None and page.day.attendance.check_in is not None:
        return True
    marks = page.day.night_marks
    return marks is not None and marks.check_in is not None and marks.check_out is None and now.hour < 12


def _context(
    request: HttpRequest,
    page: DayPage,
    rows: list[Row],
    *,
    draft: ActivityDraft | None = None,
    wrong: list[Row] | None = None,
) -> dict[str, Any]:
    now = timezone.localtime()
    return {
        "page": page,
        "day": page.day,
        "today": now.date(),
        "other_days": other_days(page, now.date()),
        "lines": [line_of(each) for each in page.activities],
        "strip": draw(page.day, page.activities),
        "planned_rows": [row for row in rows if row.kind in {"task", "copy"}],
        "other_rows": [
            (row, drawn(row, page.targets) if row.fresh else "") for row in rows if row.kind in {"usual", "free"}
        ],
        "kept_rows": [row for row in rows if row.kind == "kept"],
        "late": now.replace(tzinfo=None) > page.day.deadline,
        "wrong": wrong or [],
        "draft": draft,
        "may_copy": page.habits.last_day is not None and not (page.tasks or page.activities or "salin" in request.GET),
        "leaves": _leaves(page, now),
        "working": page.day.required or page.day.night or page.activities or "kerja" in request.GET or bool(wrong),
        "modes": AttendanceMode.choices,
        "undo_until": page.undo_until(timezone.now()),
    }
