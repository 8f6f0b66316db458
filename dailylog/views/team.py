"""The day of a team: who is there, where, on what; who has filed, and who needs help."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from dailylog import policies
from dailylog.queries.approval import SINCE_DAYS, own_team
from dailylog.queries.offices import offices_text
from dailylog.queries.team_day import Member, TeamDay, narrowed, team_day, team_text, work_text
from dailylog.rules.team_day import REMIND_AT
from dailylog.views.offices_shown import offices_summed
from dailylog.views.scope import Scope, scope_of
from dailylog.views.shared import day_or_404
from dailylog.views.team_shown import Asked, around, listed, summed
from kinerja.ui.htmx import wants_part
from organization.access import access_for
from organization.views.guards import person_of
from organization.views.pages import other_parameters

PAGE_SIZE = 50
LONGEST_SEARCH = 60


@require_GET
def team_page(request: HttpRequest, day: str = "") -> HttpResponse:
    """Today, or the day in the address, of everyone in the chosen unit; one row a person, fifty a page.

    Of more than fifty people it names those right below, and the units; what these add up to is asked for once the
    page stands (``jumlah``). Every search and state goes through all of them.
    """
    which = day_or_404(day) if day else timezone.localdate()
    scope = scope_of(request)
    now = timezone.localtime().replace(tzinfo=None)
    asked = Asked(which, now.date(), now.time() >= REMIND_AT, scope.source)
    context: dict[str, Any] = {"day": which, "scope": scope, "around": around(asked)}
    if not scope.unit_ids:
        return _offices(request, context, which)
    sums = summed(_text(request, scope, which, brief=False), asked) if "jumlah" in request.GET else None
    if sums is not None and wants_part(request):
        return HttpResponse(sums)
    context |= {"sums": sums, **_people(request, scope, asked, now)}
    return render(request, "dailylog/team_day.html", context)


def _offices(request: HttpRequest, context: dict[str, Any], day: date) -> HttpResponse:
    """The OPDs to choose from; with ``jumlah`` how many of each are there, as a part or within the page."""
    offices = offices_summed(offices_text(day)) if "jumlah" in request.GET else None
    if offices is not None and wants_part(request):
        return HttpResponse(offices)
    return render(request, "dailylog/team_day.html", context | {"offices": offices, "month": f"{day:%Y-%m}"})


def _text(request: HttpRequest, scope: Scope, day: date, *, brief: bool) -> str:
    return team_text(access_for(request.user), scope.circle, day=day, brief=brief)


def _people(request: HttpRequest, scope: Scope, asked: Asked, now: datetime) -> dict[str, Any]:
    state, search = request.GET.get("tampil", ""), request.GET.get("cari", "").strip()[:LONGEST_SEARCH]
    # Where there is no unit below, the list is all there is to show.
    text = _text(request, scope, asked.day, brief=bool(scope.inside) and not (state or search))
    found = team_day(text, asked.day, now)
    page = _page(found, search, state, request.GET.get("page", ""))
    members = list(page.object_list)
    drawn = listed(
        text,
        work_text(members, asked.day) if members else "",
        asked,
        search=search,
        state=state,
        page=page.number,
        query=other_parameters(request),
        decided=_decided(request, members, asked.day),
    )
    return {"found": found, "members": members, "people": drawn}


def _page(found: TeamDay, search: str, state: str, number: str) -> Page[Member]:
    return Paginator(narrowed(found.members, text=search, state=state), PAGE_SIZE).get_page(number)


def _decided(request: HttpRequest, members: Sequence[Member], day: date) -> tuple[int, ...]:
    """Those of the people whose waiting entries of the day are the user's to decide."""
    waiting = [member for member in members if member.waiting]
    reached = access_for(request.user).day - timedelta(days=SINCE_DAYS) <= day
    if not waiting or not reached or not policies.decides_for_others(request.user):
        return ()
    team = own_team(person_of(request))
    if not team.first <= day <= team.today:
        return ()
    return tuple(member.id for member in waiting if team.post_for(member.id, day) is not None)
