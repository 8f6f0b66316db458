"""A target's month: what was promised, what was realised, and out of what."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from contracts.models import Source, Target
from organization.access import access_for
from scoring.models import Achievement, Revision
from scoring.periods import to_local
from scoring.policies import sight_of
from scoring.queries import target_page as queries
from scoring.queries.explain import policy_of, target_tree
from scoring.queries.frame import frame_of, is_finished
from scoring.rules.explanation import Node
from scoring.rules.standing import standing
from scoring.views import pages, tree


@require_GET
def target_month(request: HttpRequest, pk: int, month: str) -> HttpResponse:
    """A target in a month; of its activities only those whose logs the viewer may read are listed."""
    frame = frame_of(pages.month_or_404(month))
    target = get_object_or_404(Target.objects.select_related("agreement__holder"), pk=pk)
    if not _may_see(request, target, frame.revision, frame.month):
        raise Http404
    links = pages.month_links(frame, "target_month", pk=pk)
    if frame.revision is None:
        return pages.not_scored(request, links, "target_month", target.indicator, pk=pk)
    row = queries.achievement_of(frame.revision, target)
    context: dict[str, Any] = {"frame": frame, "links": links, "target": target, "row": row}
    if row is not None:
        context |= _figures(row)
    context |= _facts(request, target, frame.revision)
    return render(request, "scoring/target_month.html", context)


def _may_see(request: HttpRequest, target: Target, revision: Revision | None, month: date) -> bool:
    """The holder, whoever sees the holder, all agreements' readers, and those whose score the target enters."""
    if access_for(request.user).sees_city or sight_of(request.user, target.agreement.holder, month).known:
        return True
    return queries.enters_own_figures(request.user, revision, target)


def _figures(row: Achievement) -> dict[str, Any]:
    policy, stands = policy_of(row.revision), standing(row.achievement, finished=is_finished(row.revision))
    return {
        "standing": stands,
        "standing_word": _(stands.word),
        "formulas": [
            _formula(_("Hitungan bulan ini"), target_tree(row, policy)),
            _formula(_("Hitungan sejak Januari"), target_tree(row, policy, to_date=True)),
        ],
    }


def _formula(title: str, node: Node) -> dict[str, Any]:
    return {
        "title": title,
        "words": tree.formula_words(node),
        "numbers": tree.formula_numbers(node),
        "source": tree.source_of(node),
        "parts": [(tree.label_of(part), tree.value_of(part)) for part in tree.parts_of(node)],
    }


def _facts(request: HttpRequest, target: Target, revision: Revision) -> dict[str, Any]:
    month = revision.month_id
    number = request.GET.get("page")
    if target.source == Source.ACTIVITIES:
        counted = queries.activities_of(target, month)
        seen = queries.visible_activities(counted, request.user)
        count, total = queries.total_of(counted)
        page = Paginator(seen, pages.PAGE_SIZE).get_page(number)
        return {
            "activities": page,
            "page": page,
            "count": count,
            "total": total,
            "hidden": count - page.paginator.count,
        }
    if target.source == Source.CASES:
        unit = queries.holder_unit(revision, target)
        lines = queries.cases_of(target, month, unit, to_local(revision.as_of)) if unit is not None else []
        decided = Paginator(lines, pages.PAGE_SIZE).get_page(number)
        return {"cases": decided, "page": decided, "late": sum(not line.kept for line in lines), "count": len(lines)}
    reading = queries.reading_of(target, month)
    return {"reading": reading, "reading_state": _reading_state(reading.verified) if reading else None}


def _reading_state(verified: bool | None) -> tuple[str, str]:
    """Shape and word of what became of a reported value."""
    if verified is None:
        return "wait", _("Menunggu pemeriksa, sudah dihitung")
    return ("ok", _("Terverifikasi")) if verified else ("no", _("Ditolak pemeriksa, dihitung tidak dilaporkan"))
