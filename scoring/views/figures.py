"""The permanent address of a figure: its formula, this month's numbers, and what it was made of."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kinerja.ui.errors import Missing
from kinerja.ui.htmx import wants_part
from organization.models import Unit
from scoring.models import OrganizationScore, Revision
from scoring.queries.explain import unit_tree
from scoring.queries.frame import Frame
from scoring.queries.person_page import person_month, score_of, target_paths
from scoring.rules.explanation import Node
from scoring.views import pages, tree
from scoring.views.trails import person_trail
from scoring.views.units_shown import unit_or_404, unit_trail

#: A figure with more parts than this keeps them closed.
MOST_OPEN = 4


@require_GET
def explain_figure(request: HttpRequest, revision: int, nip: str, path: str) -> HttpResponse:
    """A figure of a person's month, by its path from the TPP; a superseded revision stays readable."""
    scored = get_object_or_404(Revision.objects.select_related("month"), pk=revision)
    employee, _sight = pages.person_or_404(request, nip, scored.month_id)
    score = score_of(scored, employee)
    if score is None:
        raise Missing(_("Pegawai ini tidak mempunyai angka pada bulan itu."))
    found = person_month(score)
    month = pages.month_text(scored.month_id)
    back = reverse("person_month", kwargs={"nip": nip, "month": month})
    context: dict[str, Any] = {"employee": employee, "owner": employee.name, "revision": scored, "back": back}
    trail = person_trail(found, nip, scored.pk, scored.month_id, links=target_paths(score))
    return _page(request, found.tree, trail, path, context)


@require_GET
def explain_unit_figure(request: HttpRequest, revision: int, code: str, path: str) -> HttpResponse:
    """A figure of a unit's month, by its path from the IKO."""
    scored = get_object_or_404(Revision, pk=revision)
    unit: Unit = unit_or_404(request, code)
    figure = get_object_or_404(OrganizationScore, revision=scored, unit=unit)
    figure.revision, figure.unit = scored, unit
    month = pages.month_text(scored.month_id)
    back = reverse("unit_month", kwargs={"code": code, "month": month})
    context: dict[str, Any] = {"owner": unit.name, "revision": scored, "back": back}
    return _page(request, unit_tree(figure), unit_trail(figure), path, context)


def _page(request: HttpRequest, root: Node, trail: tree.Trail, path: str, context: dict[str, Any]) -> HttpResponse:
    nodes = _walk(root, path)
    node = nodes[-1]
    if wants_part(request):
        return HttpResponse(tree.render_inside(node, trail, path))
    steps = [
        (tree.label_of(each), trail.of(".".join(step.key for step in nodes[: depth + 1])))
        for depth, each in enumerate(nodes)
    ]
    parts = tree.parts_of(node)
    # What stands open is printed: a figure with few parts opens them and still fits one page.
    below = frozenset(f"{path}.{part.key}" for part in parts if len(parts) <= MOST_OPEN)
    context |= {
        "frame": Frame(context["revision"].month_id, context["revision"], None, None),
        "label": tree.label_of(node),
        "value": tree.value_of(node),
        "words": tree.formula_words(node),
        "numbers": tree.formula_numbers(node),
        "source": tree.source_of(node),
        "policy": tree.policy_of(node),
        "places": node.places,
        "tree": tree.render_parts(node, trail, path, opened=below),
        "has_parts": bool(parts or trail.entries.get(path)),
        "link": trail.links.get(path, ""),
        "above": steps[:-1],
        "address": trail.of(path),
    }
    return render(request, "scoring/figure.html", context)


def _walk(root: Node, path: str) -> list[Node]:
    """The figures from the root to the one at a path; 404 when a step is not there."""
    first, *keys = path.split(".")
    nodes = [root]
    for key in keys:
        below = {child.key: child for child in nodes[-1].inputs}
        if key not in below:
            raise Missing(_("Tidak ada angka dengan alamat ini. Buka kembali dari halaman bulannya."))
        nodes.append(below[key])
    if first != root.key:
        raise Missing(_("Tidak ada angka dengan alamat ini. Buka kembali dari halaman bulannya."))
    return nodes
