"""The day of a team: who is there, where, on what; who has filed, and who needs help."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dailylog import policies
from dailylog.queries.approval import own_team
from dailylog.queries.team_day import Member, Work, narrowed, work_of
from dailylog.queries.team_day import team_day as read
from dailylog.rules.team_day import Need, Presence
from dailylog.views.scope import Scope, scope_of
from dailylog.views.shared import day_or_404, person
from kinerja.ui import wording
from organization.views.pages import other_parameters

PAGE_SIZE = 50
#: So many pieces of work of a person are shown; the rest is counted.
MOST_WORK = 3


@dataclass(frozen=True)
class ShownWork:
    """A piece of work with its shape and the word for it."""

    work: Work
    shape: str
    word: str


@dataclass(frozen=True)
class ShownMember:
    """A person as the page says it: shape and words of presence and needs, and where to decide."""

    member: Member
    shape: str
    presence: str
    filed: str
    work: Sequence[ShownWork]
    more: int
    needs: Sequence[tuple[str, str]]
    decide_url: str


@require_GET
def team_day(request: HttpRequest, day: str = "") -> HttpResponse:
    """Today, or the day in the address, of everyone in the chosen unit; one row a person, fifty a page."""
    which = day_or_404(day) if day else timezone.localdate()
    scope = scope_of(request)
    now = timezone.localtime().replace(tzinfo=None)
    context: dict[str, Any] = {
        "day": which,
        "today": now.date(),
        "scope": scope,
        "before": _address(which - timedelta(days=1), scope),
        "after": _address(which + timedelta(days=1), scope),
        "month": f"{which:%Y-%m}",
        "text": request.GET.get("cari", "").strip()[:60],
        "state": request.GET.get("tampil", ""),
        "states": _states(),
        "query": other_parameters(request),
    }
    if scope.unit_ids:
        context |= _people(request, scope, which, now, context)
    return render(request, "dailylog/team_day.html", context)


def _address(day: date, scope: Scope) -> str:
    return f"{reverse('team_day', args=[day])}{scope.query}"


def _states() -> list[tuple[str, str]]:
    return [
        ("", _("Semua")),
        ("bantuan", _("Perlu bantuan")),
        ("tanpa-catatan", _("Hadir, belum ada catatan")),
        ("belum-hadir", _("Tanpa tanda hadir")),
        ("cuti", _("Cuti, dinas luar")),
    ]


def _people(request: HttpRequest, scope: Scope, day: date, now: datetime, asked: dict[str, Any]) -> dict[str, Any]:
    found = read(request.user, scope.unit_ids, day, now)
    fitting = narrowed(found.members, text=asked["text"], state=asked["state"])
    page = Paginator(fitting, PAGE_SIZE).get_page(request.GET.get("page"))
    members = list(page.object_list)
    work = work_of(members, day)
    links = _decide_urls(request, members, day)
    rows = [_shown(member, work.get(member.id, []), links.get(member.id, ""), day == now.date()) for member in members]
    return {
        "found": found,
        "totals": found.totals,
        "page": page,
        "rows": rows,
        "several_units": len({member.unit_id for member in found.members}) > 1,
    }


def _decide_urls(request: HttpRequest, members: Sequence[Member], day: date) -> dict[int, str]:
    """Where the user decides on a person's entries: only of those whose entries are his to decide."""
    waiting = [member for member in members if member.waiting]
    if not waiting or not policies.decides_for_others(request.user):
        return {}
    team = own_team(person(request))
    address = reverse("approval_day", args=[day])
    return {
        member.id: f"{address}?o={member.id}"
        for member in waiting
        if team.first <= day <= team.today and team.post_for(member.id, day) is not None
    }


def _shown(member: Member, work: list[Work], decide_url: str, today: bool) -> ShownMember:
    shape, presence = _presence(member)
    shown = [ShownWork(each, *_WORK[each.status]()) for each in work[:MOST_WORK]]
    needs = [_need(need, member, today) for need in member.needs]
    return ShownMember(member, shape, presence, _filed(member), shown, max(0, len(work) - MOST_WORK), needs, decide_url)


_WORK: dict[str, Callable[[], tuple[str, str]]] = {
    "planned": lambda: ("plan", _("belum dikerjakan")),
    "submitted": lambda: ("sent", _("menunggu keputusan")),
    "approved": lambda: ("done", _("disetujui")),
    "returned": lambda: ("back", _("dikembalikan")),
}
_MODES: dict[str, Callable[[], str]] = {
    "wfo": lambda: _("di kantor"),
    "wfa": lambda: _("dari mana saja"),
    "field": lambda: _("di lapangan"),
}


def _presence(member: Member) -> tuple[str, str]:
    """Shape and words: ``Di kantor sejak 07.28``, ``07.28–16.02 di kantor``, ``cuti tahunan``."""
    facts = member.facts
    match member.presence:
        case Presence.HERE | Presence.LEFT:
            return _marked(member)
        case Presence.LEAVE:
            return "leave", member.leave_name
        case Presence.FREE:
            return "plan", _("bukan hari kerja")
        case Presence.AHEAD:
            return "plan", _("belum")
        case Presence.AWAITED:
            return "wait", _("belum ada tanda hadir")
    return "bad", _("tanpa tanda hadir") if not facts.leave else member.leave_name


def _marked(member: Member) -> tuple[str, str]:
    facts = member.facts
    mode = _MODES[member.mode]()
    start = wording.clock(facts.check_in) if facts.check_in else "–"
    if member.presence == Presence.HERE:
        return "track", _("%(mode)s sejak %(start)s") % {"mode": mode, "start": start}
    end = wording.clock(facts.check_out) if facts.check_out else "–"
    return "done", _("%(start)s–%(end)s %(mode)s") % {"mode": mode, "start": start, "end": end}


def _filed(member: Member) -> str:
    """How many entries; empty where none is expected."""
    facts = member.facts
    if facts.entries:
        return _("%(count)s catatan") % {"count": facts.entries}
    return _("belum ada catatan") if facts.marked else ""


def _need(need: Need, member: Member, today: bool) -> tuple[str, str]:
    """Shape and words of why somebody needs help."""
    facts = member.facts
    unfiled = _("belum ada catatan sampai 15.30") if today else _("hadir tanpa catatan")
    return {
        Need.ABSENT: ("bad", _("tanpa tanda hadir")),
        Need.RETURNED: ("back", _("%(count)s catatan menunggu perbaikan") % {"count": facts.returned}),
        Need.UNFILED: ("late", unfiled),
        Need.FINDINGS: ("warn", _("%(count)s temuan belum dijelaskan") % {"count": facts.findings}),
        Need.OVERRAN: ("late", _("%(count)s tugas melewati perkiraan waktu") % {"count": facts.overran}),
    }[need]
