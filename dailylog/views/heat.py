"""A month as a calendar: of one person, and of a team in rows."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dailylog.limits import limits_on
from dailylog.queries.heat import Share, months_of, months_text, people_of, people_text
from dailylog.rules.heat import DayKind, sum_of
from dailylog.views.heat_shown import PAGE_SIZE, grid
from dailylog.views.heat_words import duration, shown
from dailylog.views.scope import Scope, scope_of
from kinerja.days import ONE_DAY, last_of_month
from kinerja.ui.errors import Missing
from organization.access import access_for
from organization.models import Employee
from organization.policies import may_see_logs_of
from organization.views.guards import person_of
from organization.views.pages import other_parameters

_MONTH = re.compile(r"(19|20|21)\d\d-(0[1-9]|1[0-2])")


def month_or_404(text: str) -> date:
    """The first day of the month in an address (``2026-03``); 404 with a sentence when it names none."""
    if not _MONTH.fullmatch(text):
        raise Missing(_("“%(text)s” bukan bulan. Tulis sebagai TTTT-BB, misalnya 2026-03.") % {"text": text[:20]})
    return date(int(text[:4]), int(text[5:]), 1)


def _share(month: date) -> Share:
    limits = limits_on(month)
    return Share(limits.expected_numerator, limits.expected_denominator)


@require_GET
def team_heat(request: HttpRequest, nip: str, month: str) -> HttpResponse:
    """A person's month, for the person and for whoever reads the person's daily logs."""
    first = month_or_404(month)
    employee = get_object_or_404(Employee, nip=nip)
    if not may_see_logs_of(request.user, employee):
        raise Http404
    today = timezone.localdate()
    cells = months_of(months_text([employee.pk], first), [employee.pk], first, today, _share(first))[employee.pk]
    total = sum_of(cells)
    context: dict[str, Any] = {
        "employee": employee,
        "month": first,
        "cells": [shown(cell, today, nip) for cell in cells],
        "starts": first.isoweekday(),
        "total": total,
        "logged": duration(total.logged),
        "expected": duration(total.expected),
        "before": _month(first - ONE_DAY, reverse("team_heat", args=[nip, _text(first - ONE_DAY)])),
        "after": _month(_next(first), reverse("team_heat", args=[nip, _text(_next(first))])),
        "own": employee.pk == person_of(request).pk,
        "has_post": any(cell.kind != DayKind.OUTSIDE for cell in cells),
    }
    return render(request, "dailylog/team_heat.html", context)


@require_GET
def team_month(request: HttpRequest, month: str) -> HttpResponse:
    """The month of everyone in the chosen unit: people down, days across; a list on phones.

    Of more people than fit a page it shows those right below, and the units to go on to (``semua`` lists everybody).
    """
    first = month_or_404(month)
    scope = scope_of(request)
    context: dict[str, Any] = {
        "month": first,
        "scope": scope,
        "before": _month(first - ONE_DAY, reverse("team_month", args=[_text(first - ONE_DAY)]) + scope.query),
        "after": _month(_next(first), reverse("team_month", args=[_text(_next(first))]) + scope.query),
    }
    if scope.unit_ids:
        context |= _people(request, scope, first)
    return render(request, "dailylog/team_month.html", context)


def _people(request: HttpRequest, scope: Scope, month: date) -> dict[str, Any]:
    access = access_for(request.user)
    everybody = "semua" in request.GET or not scope.inside
    text = people_text(access, scope.circle, month=month, most=None if everybody else PAGE_SIZE)
    people, brief = people_of(text)
    page = Paginator(people, PAGE_SIZE).get_page(request.GET.get("page"))
    shown_people = [each.id for each in page.object_list]
    drawn = grid(
        text,
        months_text(shown_people, month) if shown_people else "",
        month,
        timezone.localdate(),
        _share(month),
        scope.source,
        page=page.number,
        query=other_parameters(request),
    )
    return {"people": people, "brief": brief, "grid": drawn}


def _next(month: date) -> date:
    return last_of_month(month) + ONE_DAY


def _month(day: date, url: str) -> dict[str, Any]:
    """A neighbouring month with its address."""
    return {"month": day.replace(day=1), "url": url}


def _text(day: date) -> str:
    return f"{day:%Y-%m}"
