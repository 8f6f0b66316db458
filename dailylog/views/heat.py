"""A month as a calendar: of one person, and of a team in rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from dailylog.queries.heat import days_of, months_of, people_of
from dailylog.rules.heat import Cell, DayKind, MonthSum, sum_of
from dailylog.views.scope import scope_of
from dailylog.views.shared import person
from kinerja.ui import wording
from kinerja.ui.errors import Missing
from organization.models import Employee
from organization.policies import may_see_logs_of
from organization.views.pages import other_parameters

PAGE_SIZE = 25
ONE_DAY = timedelta(days=1)
_MONTH = re.compile(r"(19|20|21)\d\d-(0[1-9]|1[0-2])")


@dataclass(frozen=True)
class ShownCell:
    """A day as it is drawn: shape, a letter where there is no room for one, its state, all in words, shade, address."""

    cell: Cell
    shape: str
    letter: str
    state: str
    words: str
    css: str
    url: str = ""

    @property
    def hours(self) -> str:
        """The logged time, short: ``5j 15m``; empty for none."""
        return duration(self.cell.logged, short=True) if self.cell.logged else ""

    @property
    def check_in(self) -> time | None:
        """The mark of coming, if there is one."""
        return self.cell.marks.check_in if self.cell.marks else None

    @property
    def check_out(self) -> time | None:
        """The mark of going, if there is one."""
        return self.cell.marks.check_out if self.cell.marks else None

    @property
    def expected(self) -> str:
        """The expected time, short; empty for none."""
        return duration(self.cell.expected, short=True) if self.cell.expected else ""


@dataclass(frozen=True)
class PersonRow:
    """A person's month in a row of the team."""

    employee: Employee
    cells: Sequence[ShownCell]
    total: MonthSum
    logged: str
    expected: str


def month_or_404(text: str) -> date:
    """The first day of the month in an address (``2026-03``); 404 with a sentence when it names none."""
    if not _MONTH.fullmatch(text):
        raise Missing(_("“%(text)s” bukan bulan. Tulis sebagai TTTT-BB, misalnya 2026-03.") % {"text": text[:20]})
    return date(int(text[:4]), int(text[5:]), 1)


def duration(minutes: int, *, short: bool = False) -> str:
    """Minutes as hours and minutes: ``5 jam 15 menit``; short ``5j 15m``."""
    whole, rest = divmod(minutes, 60)
    if short:
        return _("%(hours)sj %(minutes)sm") % {"hours": wording.number(whole), "minutes": f"{rest:02d}"}
    words = {"hours": wording.number(whole), "minutes": rest}
    return _("%(hours)s jam %(minutes)s menit") % words if rest else _("%(hours)s jam") % words


@require_GET
def team_heat(request: HttpRequest, nip: str, month: str) -> HttpResponse:
    """A person's month, for the person and for whoever reads the person's daily logs."""
    first = month_or_404(month)
    employee = get_object_or_404(Employee, nip=nip)
    if not may_see_logs_of(request.user, employee):
        raise Http404
    today = timezone.localdate()
    cells = months_of([employee.pk], first, today)[employee.pk]
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
        "own": employee.pk == person(request).pk,
        "has_post": any(cell.kind != DayKind.OUTSIDE for cell in cells),
    }
    return render(request, "dailylog/team_heat.html", context)


@require_GET
def team_month(request: HttpRequest, month: str) -> HttpResponse:
    """The month of everyone in the chosen unit: people down, days across; a list on phones."""
    first = month_or_404(month)
    scope = scope_of(request)
    today = timezone.localdate()
    context: dict[str, Any] = {
        "month": first,
        "scope": scope,
        "days": list(days_of(first)),
        "today": today,
        "before": _month(first - ONE_DAY, reverse("team_month", args=[_text(first - ONE_DAY)]) + scope.query),
        "after": _month(_next(first), reverse("team_month", args=[_text(_next(first))]) + scope.query),
        "query": other_parameters(request),
    }
    if scope.unit_ids:
        page = Paginator(people_of(request.user, scope.unit_ids, first), PAGE_SIZE).get_page(request.GET.get("page"))
        people = list(page.object_list)
        months = months_of([each.pk for each in people], first, today)
        context |= {"page": page, "rows": [_row(each, months[each.pk], today) for each in people]}
    return render(request, "dailylog/team_month.html", context)


def _row(employee: Employee, cells: Sequence[Cell], today: date) -> PersonRow:
    total = sum_of(cells)
    drawn = [shown(cell, today) for cell in cells]
    return PersonRow(employee, drawn, total, duration(total.logged, short=True), duration(total.expected, short=True))


def shown(cell: Cell, today: date, nip: str = "") -> ShownCell:
    """A day with its shape, letter, words and shade; with a NIP it leads to the day's page."""
    shape, letter, state = _look(cell, today)
    words = state
    if cell.logged:
        words = _("%(words)s, tercatat %(time)s") % {"words": words, "time": duration(cell.logged)}
    if cell.expected:
        words = _("%(words)s dari %(time)s") % {"words": words, "time": duration(cell.expected)}
    off = cell.kind in {DayKind.HOLIDAY, DayKind.FREE, DayKind.OUTSIDE, DayKind.AHEAD} and not cell.logged
    css = "off" if off else f"tm-l{cell.level}"
    if cell.day == today:
        css += " now"
    leads = nip and (cell.present or cell.logged or cell.kind in {DayKind.WORK, DayKind.LEAVE})
    return ShownCell(cell, shape, letter, state, words, css, _day_url(nip, cell.day) if leads else "")


def _look(cell: Cell, today: date) -> tuple[str, str, str]:
    """Shape, letter and words of a day, apart from its minutes."""
    match cell.kind:
        case DayKind.LEAVE:
            return "leave", pgettext("kalender", "C"), cell.why
        case DayKind.HOLIDAY:
            return "", pgettext("kalender", "L"), cell.why
        case DayKind.FREE:
            return "", "", _("bukan hari kerja")
        case DayKind.AHEAD:
            return "", "", _("belum")
        case DayKind.OUTSIDE:
            return "", "", _("tanpa jabatan")
    if not cell.present:
        return (
            ("wait", "", _("belum ada tanda hadir")) if cell.day == today else ("bad", _("A"), _("tanpa tanda hadir"))
        )
    if cell.late:
        words = _("terlambat %(minutes)s menit") if cell.logged else _("terlambat %(minutes)s menit, tanpa catatan")
        return "late", pgettext("kalender", "T"), words % {"minutes": cell.late}
    return ("done", "", _("hadir")) if cell.logged else ("draft", pgettext("kalender", "K"), _("hadir tanpa catatan"))


def _day_url(nip: str, day: date) -> str:
    """The page of a person's day; it belongs to the floor above, without which there is none."""
    try:
        return reverse("day_detail", kwargs={"nip": nip, "day": str(day)})
    except NoReverseMatch:
        return ""


def _next(month: date) -> date:
    return max(days_of(month)) + ONE_DAY


def _month(day: date, url: str) -> dict[str, Any]:
    """A neighbouring month with its address."""
    return {"month": day.replace(day=1), "url": url}


def _text(day: date) -> str:
    return f"{day:%Y-%m}"
