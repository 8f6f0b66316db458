"""A unit's month: IKO, targets, the units below, and people as far as the viewer may see them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from organization.models import Unit, UnitKind
from scoring.models import IndividualScore, OrganizationScore, Revision
from scoring.policies import may_see_people_of, may_see_ranking
from scoring.queries import unit_page as queries
from scoring.queries.frame import frame_of, is_finished
from scoring.queries.regional import regional_lines
from scoring.rules.standing import standing
from scoring.views import pages
from scoring.views.tree import with_unit
from scoring.views.units_shown import reason_text, unit_or_404


@require_GET
def unit_month(request: HttpRequest, code: str, month: str) -> HttpResponse:
    """A unit in a month; what the viewer may not see of its people is left out."""
    frame = frame_of(pages.month_or_404(month))
    unit = unit_or_404(request, code)
    links = pages.month_links(frame, "unit_month", code=code)
    if frame.revision is None:
        return pages.not_scored(request, links, "unit_month", unit.name, code=code)
    figure = queries.figure_of(frame.revision, unit)
    context: dict[str, Any] = {
        "frame": frame,
        "links": links,
        "unit": unit,
        "figure": figure,
        "crumbs": _crumbs(request, unit, month),
        "reasons": reason_text(figure) if figure else "",
    }
    if figure is not None:
        own = _regional(frame.revision) if unit.kind == UnitKind.REGION else _figures(figure)
        context |= own | _units(frame.revision, unit, month)
    if unit.kind == UnitKind.OPD:
        context["place"], context["ranked"] = queries.place_of(frame.revision, unit)
        context["ranking_url"] = reverse("ranking", kwargs={"month": month}) if may_see_ranking(request.user) else ""
    if may_see_people_of(request.user, unit.pk):
        context |= _people(request, frame.revision, unit)
    return render(request, "scoring/unit_month.html", context)


def _figures(figure: OrganizationScore) -> dict[str, Any]:
    lines = queries.target_lines(figure)
    stands = standing(figure.iko, finished=is_finished(figure.revision))
    return {
        "targets": [_target(line, figure.revision.month_id) for line in lines],
        "behind": sum(line.standing.key in {"watch", "behind"} for line in lines),
        "standing": stands,
        "standing_word": _(stands.word),
        "history": [value for _month, value in queries.history_of(figure.unit, figure.revision.month_id)],
        "why": reverse(
            "explain_unit_figure", kwargs={"revision": figure.revision_id, "code": figure.unit.code, "path": "iko"}
        ),
    }


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
                "url": reverse("target_month", kwargs={"pk": line.row.target_id, "month": month}),
                "why": reverse("regional_attribution", kwargs={"pk": line.row.target_id, "month": month})
                if line.missed
                else "",
            }
            for line in lines
        ],
    }


def _target(line: queries.TargetLine, month: date) -> dict[str, Any]:
    target = line.row.target
    unit = target.unit_of_measure
    realised, promised = line.row.realised, line.row.target_value
    return {
        "row": line.row,
        "standing": line.standing,
        "word": _(line.standing.word),
        "short": line.short,
        "realised": "–" if realised is None else with_unit(realised, unit),
        "promised": "" if promised is None else with_unit(promised, unit),
        "url": reverse("target_month", kwargs={"pk": target.pk, "month": pages.month_text(month)}),
    }


def _units(revision: Revision, unit: Unit, month: str) -> dict[str, Any]:
    """The units below; the caption names the weakest one that is short of its targets."""
    lines = queries.unit_lines(revision, unit)
    first = lines[0].figure if lines else None
    short = first is not None and first.iko is not None and first.iko < 100
    return {
        "weakest": first.unit.name if first is not None and short else "",
        "units": [
            {
                "figure": line.figure,
                "values": [value for _month, value in line.history],
                "standing": line.standing,
                "word": _(line.standing.word),
                "reason": reason_text(line.figure),
                "url": reverse("unit_month", kwargs={"code": line.figure.unit.code, "month": month}),
            }
            for line in lines
        ],
    }


def _people(request: HttpRequest, revision: Revision, unit: Unit) -> dict[str, Any]:
    page = Paginator(queries.people_of(revision, unit), pages.PAGE_SIZE).get_page(request.GET.get("page"))
    month = pages.month_text(revision.month_id)
    finished = is_finished(revision)
    return {"page": page, "people": [_person(score, month, finished=finished) for score in page.object_list]}


def _person(score: IndividualScore, month: str, *, finished: bool) -> dict[str, Any]:
    stands = standing(score.iki, finished=finished)
    url = reverse("person_month", kwargs={"nip": score.employee.nip, "month": month})
    return {"score": score, "standing": stands, "word": _(stands.word), "url": url}


def _crumbs(request: HttpRequest, unit: Unit, month: str) -> list[tuple[str, str]]:
    """The way back: the ranking, then the units above."""
    steps = []
    if may_see_ranking(request.user):
        steps.append((_("Peringkat"), reverse("ranking", kwargs={"month": month})))
    steps += [
        (above.name, reverse("unit_month", kwargs={"code": above.code, "month": month}))
        for above in queries.ancestors_of(unit)
    ]
    return steps
