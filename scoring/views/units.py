"""A unit's month: IKO, targets, the units below, and people as far as the viewer may see them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kinerja.ui.links import link
from organization.models import Unit, UnitKind
from organization.views.pages import page_number
from scoring.models import Revision
from scoring.policies import may_see_people_of, may_see_ranking
from scoring.queries import unit_page as queries
from scoring.queries.frame import frame_of, is_finished
from scoring.queries.regional import regional_lines
from scoring.views import pages, unit_board
from scoring.views.units_shown import unit_or_404


@require_GET
def unit_month(request: HttpRequest, code: str, month: str) -> HttpResponse:
    """A unit in a month; what the viewer may not see of its people is left out."""
    frame = frame_of(pages.month_or_404(month))
    unit = unit_or_404(request, code)
    links = pages.month_links(frame, "unit_month", code=code)
    if frame.revision is None:
        return pages.not_scored(request, links, "unit_month", unit.name, code=code)
    context: dict[str, Any] = {
        "frame": frame,
        "links": links,
        "unit": unit,
        "crumbs": _crumbs(request, unit, month),
    }
    seen = may_see_people_of(request.user, unit.pk)
    if text := queries.unit_text(frame.revision, unit):
        context["board"] = _board(request, frame.revision, unit, text, named=seen)
        if unit.kind == UnitKind.REGION:
            context |= _regional(frame.revision)
        if seen:
            context["people"] = _people(request, frame.revision, unit)
    return render(request, "scoring/unit_month.html", context)


def _board(request: HttpRequest, revision: Revision, unit: Unit, text: str, *, named: bool) -> unit_board.Board:
    month = revision.month_id
    return unit_board.board(
        text,
        unit.code,
        month,
        revision=revision.pk,
        finished=is_finished(revision),
        is_region=unit.kind == UnitKind.REGION,
        named=named,
        ranking_url=link("ranking", month=pages.month_text(month)) if may_see_ranking(request.user) else "",
    )


def _people(request: HttpRequest, revision: Revision, unit: Unit) -> str:
    page = page_number(request)
    text = queries.people_text(revision, unit, page, pages.PAGE_SIZE)
    return unit_board.people(text, revision.month_id, finished=is_finished(revision))


def _regional(revision: Revision) -> dict[str, Any]:
    """A region has no IKO; it has the targets of its head, each with the way to the offices behind it."""
    month = pages.month_text(revision.month_id)
    lines = regional_lines(revision)
    return {
        "is_region": True,
        "missed": sum(line.missed for line in lines),
        "regional": [
            {
                "line": line,
                "word": _(line.standing.word),
                "url": link("target_month", pk=line.row.target_id, month=month),
                "why": link("regional_attribution", pk=line.row.target_id, month=month) if line.missed else "",
            }
            for line in lines
        ],
    }


def _crumbs(request: HttpRequest, unit: Unit, month: str) -> list[tuple[str, str]]:
    """The way back: the ranking, then the units above."""
    steps = []
    if may_see_ranking(request.user):
        steps.append((_("Peringkat"), link("ranking", month=month)))
    steps += [(above.name, link("unit_month", code=above.code, month=month)) for above in queries.ancestors_of(unit)]
    return steps
