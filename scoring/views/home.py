"""The first page after login: where the day's question of that role is answered."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET

from dailylog.policies import keeps_log
from organization.access import access_for
from organization.models import Role
from organization.queries.tree import headed_opd, headed_unit
from scoring.queries.frame import latest_finished_month
from scoring.views.pages import month_text

_CITY_WATCHERS = frozenset({Role.ORTALA.value, Role.INSPECTORATE.value, Role.MONITOR.value})


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Send everyone to the page of their role."""
    access = access_for(request.user)
    if Role.OPERATOR in access.roles:
        return redirect("runs")
    if Role.BKPSDM in access.roles:
        return redirect("org_people")
    month = month_text(latest_finished_month(timezone.localdate()))
    if access.leads_region or access.roles & _CITY_WATCHERS:
        return redirect("ranking", month=month)
    opd = headed_opd(access)
    if opd is not None:
        return redirect("unit_month", code=opd.code, month=month)
    return redirect("today" if keeps_log(request.user) else "my_month")


@require_GET
def ranking_now(request: HttpRequest) -> HttpResponse:
    """The ranking of the last month that is over: the menu's address."""
    return redirect("ranking", month=month_text(latest_finished_month(timezone.localdate())))


@require_GET
def unit_now(request: HttpRequest) -> HttpResponse:
    """The unit that the viewer heads, in the last month that is over: the menu's address."""
    access = access_for(request.user)
    month = month_text(latest_finished_month(timezone.localdate()))
    unit = headed_unit(access)
    if unit is None:
        return redirect("home")
    return redirect("unit_month", code=unit.code, month=month)
