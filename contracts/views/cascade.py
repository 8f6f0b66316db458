"""Pages of the cascade: the tree, one branch of it, and its gaps."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from contracts.models import Agreement, Target
from contracts.queries import gaps
from contracts.queries.cascade import Look
from contracts.queries.cascade_frame import Frame, Office, frame_of
from contracts.queries.cascade_sql import PART
from contracts.views import cascade_shown as shown
from contracts.views.planning import readers_only
from contracts.views.planning_shown import year_among
from kinerja.ui.htmx import wants_part
from organization.access import access_for
from organization.views.pages import other_parameters

#: Word in the address → kind of gap, its heading, and what to do about it.
GAPS: dict[str, tuple[str, Any, Any]] = {
    "tak-dipikul": (
        gaps.UNCARRIED,
        _("Sasaran perencanaan yang tidak dipikul siapa pun"),
        _("Pilih pejabat yang memikulnya, lalu hubungkan baris perjanjiannya atau indikatornya ke sasaran itu."),
    ),
    "tanpa-induk": (
        gaps.LOOSE,
        _("Sasaran kinerja tanpa induk"),
        _("Tidak menjabarkan sasaran atasan dan tidak terhubung ke pohon perencanaan."),
    ),
    "pembagian": (
        gaps.UNEQUAL,
        _("Pembagian yang tidak sama dengan sasaran induknya"),
        _("Sumbangan langsung di bawahnya, dijumlahkan setahun, lebih atau kurang dari yang dijanjikan induknya."),
    ),
    "tanpa-perjanjian": (
        gaps.WITHOUT,
        _("Unit yang pejabatnya belum mempunyai perjanjian"),
        _("Unit yang kosong pejabatnya tidak termasuk."),
    ),
}


def _asked(request: HttpRequest) -> tuple[Frame, Look, Office | None]:
    """What may be looked at, what is looked at, and the OPD to which that is narrowed."""
    today = timezone.localdate()
    frame = frame_of(access_for(request.user), today)
    code = request.GET.get("opd", "")
    opd = next((one for one in frame.opds if one.code == code), None)
    year = year_among(list(frame.years), request.GET.get("tahun", ""), today)
    return frame, Look(request.user, year, opd.pk if opd else None), opd


def _frame(request: HttpRequest, frame: Frame, look: Look, opd: Office | None) -> dict[str, Any]:
    opds = tuple((one.code, one.name) for one in frame.opds)
    return {
        "year": look.year,
        "opd": opd,
        "choices": shown.choices(frame.years, look.year, opds, opd.code if opd else ""),
        "query": other_parameters(request),
    }


@require_GET
@readers_only
def tree(request: HttpRequest) -> HttpResponse:
    """The plan with the targets on it and, on top, what is missing."""
    frame, look, opd = _asked(request)
    told = gaps.told(look)
    query = other_parameters(request)
    context = {
        **_frame(request, frame, look, opd),
        "tree": shown.tree(told.text, access_for(request.user).employee_id, query, pruned=look.part == PART),
        "large": told.large,
        # Of a large city they are counted once the page stands.
        "gaps": None if told.gaps is None else _counted(told.gaps, query),
    }
    return render(request, "contracts/planning/cascade.html", context)


def _counted(counted: dict[str, int], query: str) -> SafeString:
    lines = tuple((word, str(heading), counted[kind]) for word, (kind, heading, _advice) in GAPS.items())
    return shown.counts(lines, query)


@require_GET
@readers_only
def gap_counts(request: HttpRequest) -> HttpResponse:
    """How many gaps of each kind there are; to htmx only the list."""
    frame, look, opd = _asked(request)
    counted = _counted(gaps.known_counts(look), other_parameters(request))
    if wants_part(request):
        return HttpResponse(counted)
    return render(request, "contracts/planning/counts.html", {**_frame(request, frame, look, opd), "gaps": counted})


@require_GET
@readers_only
def branch(request: HttpRequest, pk: int) -> HttpResponse:
    """One target with those above it and what is derived from it; to htmx only what is derived."""
    target = get_object_or_404(Target.objects.select_related("agreement"), pk=pk)
    if not Agreement.objects.visible_to(request.user).filter(pk=target.agreement_id).exists():
        raise Http404
    look = Look(request.user, target.agreement.year)
    part = wants_part(request)
    page, query = request.GET.get("page", ""), other_parameters(request)
    drawn = shown.branch(look, pk, page, query, access_for(request.user).employee_id, part=part)
    if part:
        return HttpResponse(drawn.html)
    context = {"branch": drawn, "agreement": target.agreement_id, "year": look.year}
    return render(request, "contracts/planning/branch.html", context)


@require_GET
@readers_only
def gap_list(request: HttpRequest, word: str) -> HttpResponse:
    """The gaps of one kind, 50 a page; of a large city they are looked for once the page stands."""
    if word not in GAPS:
        raise Http404
    kind, heading, advice = GAPS[word]
    frame, look, opd = _asked(request)
    if wants_part(request):
        return HttpResponse(_page_of(request, look, kind))
    context = {**_frame(request, frame, look, opd), "heading": heading, "advice": advice}
    if not look.large or "tampil" in request.GET:
        context["list"] = _page_of(request, look, kind)
    return render(request, "contracts/planning/gaps.html", context)


def _page_of(request: HttpRequest, look: Look, kind: str) -> SafeString:
    page, query = request.GET.get("page", ""), other_parameters(request)
    return shown.gaps(look, kind, page, query, access_for(request.user).employee_id)
