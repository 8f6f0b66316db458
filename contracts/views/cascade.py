"""Pages of the cascade: the tree, one branch of it, and its gaps."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from contracts.models import Agreement, Target
from contracts.queries import cascade, gaps, planning
from contracts.queries.cascade import Look
from contracts.queries.years import years_agreed
from contracts.views.planning import readers_only, year_asked
from organization.models import Unit, UnitKind
from organization.views.pages import other_parameters

PAGE_SIZE = 50
#: A cascade of at most so many targets is shown with all branches open.
OPEN = 40

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


def _look(request: HttpRequest, years: list[int]) -> Look:
    opd = _opds(request).filter(code=request.GET.get("opd", "")).first()
    return Look(request.user, year_asked(request, years), opd.pk if opd else None)


def _opds(request: HttpRequest) -> Any:
    return Unit.objects.visible_to(request.user).filter(kind=UnitKind.OPD).order_by("code")


def _years() -> list[int]:
    today = timezone.localdate()
    return sorted({*planning.years(today), *years_agreed(), today.year})


def _frame(request: HttpRequest, look: Look, years: list[int]) -> dict[str, Any]:
    return {
        "year": look.year,
        "years": years,
        "opds": list(_opds(request)),
        "opd": next((unit for unit in _opds(request) if unit.pk == look.opd_id), None),
        "query": other_parameters(request),
    }


@require_GET
@readers_only
def tree(request: HttpRequest) -> HttpResponse:
    """The plan with the targets on it and, on top, what is missing."""
    years = _years()
    look = _look(request, years)
    found = cascade.cascade_of(look)
    context = {
        **_frame(request, look, years),
        "cascade": found,
        "large": look.large,
        "open": found.whole and found.total <= OPEN,
        # Of a large city they are counted once the page stands.
        "gaps": None if look.large else _counted(look, found.uncarried),
    }
    return render(request, "contracts/planning/cascade.html", context)


def _counted(look: Look, uncarried: int | None = None) -> list[tuple[str, Any, int]]:
    counted = gaps.counts(look, uncarried=uncarried)
    return [(word, heading, counted[kind]) for word, (kind, heading, _advice) in GAPS.items()]


@require_GET
@readers_only
def gap_counts(request: HttpRequest) -> HttpResponse:
    """How many gaps of each kind there are; to htmx only the list."""
    years = _years()
    look = _look(request, years)
    context = {**_frame(request, look, years), "gaps": _counted(look)}
    partial = getattr(request, "htmx", False)
    return render(request, f"contracts/planning/{'_counts' if partial else 'counts'}.html", context)


@require_GET
@readers_only
def branch(request: HttpRequest, pk: int) -> HttpResponse:
    """One target with those above it and what is derived from it; to htmx only what is derived."""
    target = get_object_or_404(Target.objects.select_related("agreement"), pk=pk)
    if not Agreement.objects.visible_to(request.user).filter(pk=target.agreement_id).exists():
        raise Http404
    path, shown, whole = cascade.branch_of(Look(request.user, target.agreement.year), target)
    page = Paginator(shown.children, len(shown.children) or 1 if whole else PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "path": path,
        "branch": shown,
        "page": page,
        "query": other_parameters(request),
        "whole": whole,
        "open": whole and len(shown.children) <= OPEN,
        "year": target.agreement.year,
        "back": f"{reverse('cascade')}?tahun={target.agreement.year}",
    }
    partial = getattr(request, "htmx", False)
    return render(request, f"contracts/planning/{'_opened' if partial else 'branch'}.html", context)


@require_GET
@readers_only
def gap_list(request: HttpRequest, word: str) -> HttpResponse:
    """The gaps of one kind, 50 a page; of a large city they are looked for once the page stands."""
    if word not in GAPS:
        raise Http404
    kind, heading, advice = GAPS[word]
    years = _years()
    look = _look(request, years)
    partial = getattr(request, "htmx", False)
    context = {**_frame(request, look, years), "kind": kind, "word": word, "heading": heading, "advice": advice}
    if partial or not look.large or "tampil" in request.GET:
        found = gaps.Gaps(look, kind)
        context["page"] = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
        context["groups"] = found.by_indicator(PAGE_SIZE // 5) if kind == gaps.LOOSE else ()
    return render(request, f"contracts/planning/{'_gaps' if partial else 'gaps'}.html", context)
