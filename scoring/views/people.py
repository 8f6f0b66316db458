"""A person's month: the own one, and that of somebody whom the viewer answers for."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kinerja.days import last_of_month
from organization.models import Employee
from organization.views.guards import person_of
from scoring.models import Revision
from scoring.periods import local_now, to_local
from scoring.queries.frame import Frame, frame_of
from scoring.queries.person_page import has_post_in, moved_deadlines, still_to_come
from scoring.queries.person_sheet import person_text
from scoring.views import pages
from scoring.views.person_sheet import Sheet, Shown, sheet


@require_GET
def my_month(request: HttpRequest, month: str | None = None) -> HttpResponse:
    """The viewer's own month, by default the running one."""
    frame = frame_of(pages.month_or_404(month) if month else pages.running_month())
    return _month_page(request, person_of(request), frame, pages.month_links(frame, "my_month_of"), own=True)


@require_GET
def person_month_page(request: HttpRequest, nip: str, month: str) -> HttpResponse:
    """The month of somebody else, or one's own at its address for others."""
    first = pages.month_or_404(month)
    employee, _sight = pages.person_or_404(request, nip, first)
    frame = frame_of(first)
    links = pages.month_links(frame, "person_month", nip=nip)
    return _month_page(request, employee, frame, links, own=employee.pk == request.user.pk)


def _month_page(
    request: HttpRequest, employee: Employee, frame: Frame, links: pages.MonthLinks, *, own: bool
) -> HttpResponse:
    if frame.revision is None:
        if own:
            return pages.not_scored(request, links, "my_month_of", _("Bulan saya"))
        return pages.not_scored(request, links, "person_month", employee.name, nip=employee.nip)
    context: dict[str, Any] = {"frame": frame, "links": links, "employee": employee, "own": own}
    text = person_text(frame.revision, employee)
    if not text:
        context["level"] = has_post_in(employee, frame.month)
        return render(request, "scoring/no_figures.html", context)
    shown = sheet(text, employee.nip, _shown(frame, frame.revision), timezone.localdate())
    context |= {"sheet": shown, "deadlines": _deadlines(employee, frame.month, shown)}
    return render(request, "scoring/person_month.html", context)


def _shown(frame: Frame, revision: Revision) -> Shown:
    return Shown(
        revision=revision.pk,
        number=revision.number,
        month=frame.month,
        until=to_local(revision.as_of).date(),
        finished=frame.finished,
        locked=frame.locked,
    )


def _deadlines(employee: Employee, month: date, shown: Sheet) -> list[dict[str, Any]]:
    """Those that have not passed at this moment, as outages left them."""
    now, found = local_now(), shown.deadlines
    if found and shown.disturbed:
        found = moved_deadlines(employee, min(now.date(), last_of_month(month)), found)
    words = {
        "filing": _("Catatan hari ini paling lambat dikirim"),
        "approval": _("Atasan memutuskan kegiatan bulan ini"),
        "reading": _("Nilai sasaran bulan ini dilaporkan"),
        "objection": _("Keberatan atas angka bulan ini ditutup"),
    }
    return [{"until": each.until, "text": words[each.key]} for each in still_to_come(found, now)]
