"""The queue of a superior: what needs a look, samples, and the routine rest approved together."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from dailylog import policies
from dailylog.actions.decide import Seen, Verdicts, approve, send_back
from dailylog.models import ReturnReason
from dailylog.queries import approval as queries
from dailylog.queries.approval import Queue, Waiting
from dailylog.queries.decided import decisions_of
from dailylog.views.lines import line_of
from dailylog.views.shared import day_or_404
from dailylog.views.strip import draw
from kinerja.errors import DomainError
from kinerja.ui import wording
from organization.models import Employee
from organization.views.guards import person_of

#: How many entries a superior opened are remembered, so that samples count as looked at.
MOST_OPENED = 400
MOST_SAID = 4


@require_GET
def approvals(request: HttpRequest) -> HttpResponse:
    """The oldest day on which something waits, or the news that nothing does."""
    _heads_only(request)
    days = queries.days_waiting(queries.own_team(person_of(request)))
    if days:
        return redirect("approval_day", day=str(next(iter(days))))
    last = queries.last_decision(person_of(request).pk)
    return render(request, "dailylog/approvals_done.html", {"last": last})


@require_http_methods(["GET", "POST"])
def approval_day(request: HttpRequest, day: str) -> HttpResponse:
    """A day's queue with one entry, or one person's day, laid open."""
    _heads_only(request)
    which = day_or_404(day)
    if request.method == "POST":
        return _decide(request, which)
    opened = set(request.session.get("opened", []))
    queue = queries.queue_on(person_of(request), which)
    if not queue.all:
        return redirect("approvals") if queue.days else render(request, "dailylog/approvals_done.html", {"day": which})
    context: dict[str, Any] = {
        "queue": queue,
        "reasons": [choice for choice in ReturnReason.choices if choice[0] != ReturnReason.OTHER],
        "routine_seen": [*queue.samples, *queue.routine],
    }
    who = request.GET.get("o", "")
    groups = queue.by_person()
    at = next((n for n, (one, _rows) in enumerate(groups) if str(one.pk) == who), None)
    if at is not None:
        context |= _person_day(queue, *groups[at])
        context["next_person"] = groups[at + 1][0] if at + 1 < len(groups) else None
    else:
        shown = _shown(queue, request.GET.get("k", ""))
        if shown.activity.pk not in opened:
            opened.add(shown.activity.pk)
            request.session["opened"] = sorted(opened)[-MOST_OPENED:]
        context |= _entry(queue, shown)
    context["unopened"] = queries.unopened(queue, opened)
    context["opened"] = opened
    return render(request, "dailylog/approval.html", context)


def _heads_only(request: HttpRequest) -> None:
    if not policies.decides_for_others(request.user):
        raise PermissionDenied


def _shown(queue: Queue, key: str) -> Waiting:
    return next((each for each in queue.all if str(each.activity.pk) == key), queue.all[0])


def _entry(queue: Queue, shown: Waiting) -> dict[str, Any]:
    rows = queue.all
    at = rows.index(shown)
    background = queries.background_of(shown.activity, queue.team)
    return {
        "shown": shown,
        "activity": shown.activity,
        "number": at + 1,
        "before": rows[at - 1] if at else None,
        "after": rows[at + 1] if at + 1 < len(rows) else None,
        "background": background,
        "strip": draw(background.day, background.same_day),
        "decisions": decisions_of(shown.activity) if shown.decided else [],
        "evidence": list(shown.activity.evidence.all()),
    }


def _person_day(queue: Queue, who: Employee, rows: list[Waiting]) -> dict[str, Any]:
    background = queries.background_of(rows[0].activity, queue.team)
    return {
        "who": who,
        "rows": rows,
        "lines": [line_of(each.activity) for each in rows],
        "strip": draw(background.day, background.same_day),
        "background": background,
    }


def _decide(request: HttpRequest, day: date) -> HttpResponse:
    seen = [found for found in map(_seen, request.POST.getlist("lihat")) if found]
    user_id, today = person_of(request).pk, timezone.localdate()
    reason, text = request.POST.get("alasan", ""), request.POST.get("catatan", "")
    try:
        if reason:
            outcome = send_back(user_id=user_id, seen=seen, today=today, reason=reason, text=text)
            _say(request, outcome, back=True)
        else:
            outcome = approve(user_id=user_id, seen=seen, today=today)
            _say(request, outcome, back=False)
    except DomainError as error:
        messages.error(request, wording.refusal(error))
        return redirect(f"{reverse('approval_day', args=[day])}?k={seen[0].activity_id if seen else ''}")
    return redirect(f"{reverse('approval_day', args=[day])}{_then(request, outcome)}")


def _then(request: HttpRequest, outcome: Verdicts) -> str:
    """What is opened next: a changed entry again with its new text, otherwise the next person or the next entry."""
    if outcome.refused and not outcome.decided:
        return f"?k={outcome.refused[0][0].pk}"
    for name, param in (("orang", "o"), ("lalu", "k")):
        key = request.POST.get(name, "")
        if key.isdecimal():
            return f"?{param}={key}"
    return ""


def _seen(text: str) -> Seen | None:
    key, _colon, version = text.partition(":")
    return Seen(int(key), int(version)) if key.isdecimal() and version.isdecimal() and len(text) < 30 else None


def _say(request: HttpRequest, outcome: Verdicts, *, back: bool) -> None:
    if outcome.decided:
        names = sorted({each.employee.name for each in outcome.decided})
        who = ", ".join(names[:3]) + (_(" dan lain-lain") if len(names) > 3 else "")
        if back:
            words = ngettext(
                "%(count)s kegiatan dikembalikan: %(who)s.",
                "%(count)s kegiatan dikembalikan: %(who)s.",
                len(outcome.decided),
            )
        else:
            words = ngettext(
                "%(count)s kegiatan disetujui: %(who)s.",
                "%(count)s kegiatan disetujui: %(who)s.",
                len(outcome.decided),
            )
        messages.success(request, words % {"count": len(outcome.decided), "who": who})
    for entry, error in outcome.refused[:MOST_SAID]:
        messages.warning(request, f"{entry.employee.name}, {entry.description[:60]}: {wording.refusal(error)}")
    if len(outcome.refused) > MOST_SAID:
        rest = len(outcome.refused) - MOST_SAID
        messages.warning(request, _("Masih %(count)s kegiatan lain tidak dapat diputuskan.") % {"count": rest})
