"""What the scoring pages have in common: the month in the address, its frame, and what is said when it is empty."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from kinerja.errors import DomainError
from kinerja.ui import wording
from kinerja.ui.errors import Missing, Refused
from organization.models import Employee
from scoring.periods import month_before, parse_month
from scoring.policies import Sight, may_run_months, sight_of
from scoring.queries.frame import Frame, latest_month
from scoring.table_access import may_export

PAGE_SIZE = 50


def month_or_404(text: str) -> date:
    """The month that an address names; 404 with a sentence when it names none."""
    try:
        return parse_month(text)
    except DomainError as error:
        raise Missing(wording.refusal(error)) from error


def day_or_404(text: str) -> date:
    """The day that an address names (``2026-03-17``); 404 with a sentence when it names none."""
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    if day is None:
        raise Missing(
            _("“%(text)s” bukan tanggal. Tulis sebagai TTTT-BB-HH, misalnya 2026-03-17.") % {"text": text[:20]}
        )
    return day


def running_month() -> date:
    """The first day of the month that today belongs to."""
    return timezone.localdate().replace(day=1)


def month_text(month: date) -> str:
    """A month as addresses write it."""
    return f"{month:%Y-%m}"


@dataclass(frozen=True, slots=True)
class MonthLinks:
    """Addresses of the same page in the neighbouring months that have figures."""

    frame: Frame
    before: str
    after: str


def month_links(frame: Frame, url_name: str, **kwargs: Any) -> MonthLinks:
    """The neighbours of a page whose address takes ``month`` and ``kwargs``."""

    def address(month: date | None) -> str:
        return reverse(url_name, kwargs={**kwargs, "month": month_text(month)}) if month else ""

    return MonthLinks(frame, address(frame.before), address(frame.after))


def not_scored(request: HttpRequest, links: MonthLinks, url_name: str, heading: str, **kwargs: Any) -> HttpResponse:
    """The empty state of every page of a month: nobody has scored it yet, and where the last figures are."""
    latest = latest_month(timezone.localdate())
    context = {
        "links": links,
        "frame": links.frame,
        "heading": heading,
        "latest": latest,
        "latest_url": reverse(url_name, kwargs={**kwargs, "month": month_text(latest)}) if latest else "",
        "ahead": links.frame.month > timezone.localdate(),
        # The nightly run takes the running month and the one before it.
        "past": links.frame.month < month_before(running_month()),
        "may_run": may_run_months(request.user),
    }
    return render(request, "scoring/not_scored.html", context)


def person_or_404(request: HttpRequest, nip: str, day: date) -> tuple[Employee, Sight]:
    """A person whose figures the viewer sees on ``day``; 404 for an unknown or unseen one, 403 without the right."""
    employee = get_object_or_404(Employee, nip=nip)
    sight = sight_of(request.user, employee, day)
    if not sight.known:
        raise Http404
    if not sight.figures:
        raise Refused(_("Angka pegawai ini hanya untuk yang bersangkutan, atasannya, BKPSDM, dan Inspektorat."))
    return employee, sight


def export_url(user: Any, name: str, period: str) -> str:
    """The address of a result as a workbook, empty for who may not take it out."""
    if not may_export(user, name):
        return ""
    return f"{reverse('table_export', kwargs={'name': name, 'period': period})}?format=xlsx"
