"""Letterheads of the region and its offices, each with a look at how it will be printed."""

from dataclasses import replace
from typing import NamedTuple

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from contracts import policies
from contracts.actions.letterheads import remove_letterhead, save_letterhead
from contracts.forms.papers import LetterheadForm, NewLetterheadForm
from contracts.models import Letterhead
from contracts.paper.render import render as render_paper
from contracts.paper.specimen import specimen
from contracts.queries.deed import printed_letterhead
from contracts.queries.letterheads import letterhead_of, letterheads_by_unit
from contracts.queries.papers import logo_of
from contracts.views.guards import demand
from contracts.views.prints import send_pdf
from kinerja.errors import DomainError
from kinerja.ui import wording
from kinerja.ui.htmx import wants_part
from kinerja.ui.lasting import lasting
from organization.models import Unit


@require_GET
def letterheads(request: HttpRequest) -> HttpResponse:
    """All letterheads, the region's first; units without one use that above them."""
    demand(policies.may_plan(request.user))
    crumbs = [(_("Perjanjian"), reverse("agreements"))]
    return render(request, "contracts/letterheads.html", {"all": all_letterheads(), "crumbs": crumbs})


class Letterheads(NamedTuple):
    """The region's letterhead, those of units, and the field by which a unit is chosen for one more."""

    region: SafeString
    units: SafeString
    choice: SafeString


@lasting("contracts_letterhead", "organization_unit")
def all_letterheads() -> Letterheads:
    """The region's letterhead and those of units."""
    heads = letterheads_by_unit()
    region = {"region": next((head for head in heads if head.unit is None), None)}
    units = {"heads": [head for head in heads if head.unit is not None]}
    return Letterheads(
        render_to_string("contracts/_letterhead_region.html", region),
        render_to_string("contracts/_letterhead_units.html", units),
        NewLetterheadForm()["unit"].as_widget(),
    )


@require_POST
def letterhead_new(request: HttpRequest) -> HttpResponse:
    """Go to the empty letterhead of the chosen unit."""
    demand(policies.may_plan(request.user))
    form = NewLetterheadForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Pilih unit yang belum mempunyai kop."))
        return redirect("letterheads")
    return redirect("letterhead", code=form.cleaned_data["unit"].code)


@require_http_methods(["GET", "POST"])
def letterhead_region(request: HttpRequest) -> HttpResponse:
    """The letterhead of the region."""
    demand(policies.may_plan(request.user))
    return _edit(request, None)


@require_http_methods(["GET", "POST"])
def letterhead(request: HttpRequest, code: str) -> HttpResponse:
    """The letterhead of a unit."""
    demand(policies.may_plan(request.user))
    return _edit(request, get_object_or_404(Unit.objects.visible_to(request.user), code=code))


def _edit(request: HttpRequest, unit: Unit | None) -> HttpResponse:
    head = letterhead_of(unit)
    form = LetterheadForm(request.POST or None, request.FILES or None, letterhead=head)
    if request.method == "POST" and form.is_valid():
        try:
            save_letterhead(unit=unit, **form.values())
        except DomainError as error:
            form.add_domain_error(error)
        else:
            messages.success(request, _("Kop naskah disimpan. Naskah yang sudah disepakati tidak berubah."))
            return redirect(request.path)
    context = {
        "unit": unit,
        "head": head,
        "form": form,
        "lines": _typed_lines(request, head),
        "crumbs": [(_("Perjanjian"), reverse("agreements")), (_("Kop naskah"), reverse("letterheads"))],
    }
    # Typing asks for the look alone; nothing is stored by that.
    part = "contracts/_letterhead_look.html" if wants_part(request) else "contracts/letterhead.html"
    return render(request, part, context)


def _typed_lines(request: HttpRequest, head: Letterhead | None) -> list[str]:
    text = request.POST.get("lines", request.GET.get("lines"))
    if text is None:
        return list(head.as_lines()) if head else []
    return [line.strip() for line in text.splitlines() if line.strip()][:4]


@require_POST
def letterhead_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Give up a unit's letterhead."""
    demand(policies.may_plan(request.user))
    try:
        remove_letterhead(letterhead=get_object_or_404(Letterhead, pk=pk))
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("Kop dihapus. Unit ini memakai kop unit di atasnya."))
    return redirect("letterheads")


@require_GET
def letterhead_logo(request: HttpRequest, pk: int) -> HttpResponse:
    """The coat of arms of a letterhead."""
    demand(policies.may_plan(request.user))
    head = get_object_or_404(Letterhead.objects.select_related("logo"), pk=pk)
    if head.logo is None:
        raise Http404
    response = HttpResponse(head.logo.data, content_type=head.logo.media_type)
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_GET
def letterhead_sample(request: HttpRequest, pk: int) -> HttpResponse:
    """A whole specimen paper under this letterhead, marked KONSEP."""
    demand(policies.may_plan(request.user))
    head = get_object_or_404(Letterhead.objects.select_related("unit", "logo"), pk=pk)
    region = Unit.objects.region()
    office = head.unit or region
    offices = [office] if office else []
    deed = replace(
        specimen(
            region.name if region else head.place,
            office.name if office else head.place,
            timezone.localdate(),
        ),
        letterhead=printed_letterhead(head, offices),
        place=head.place,
        paper=head.paper,
    )
    try:
        content = render_paper(deed, logo=logo_of(deed), draft=True)
    except DomainError as error:
        messages.error(request, wording.refusal(error))
        return redirect("letterheads")
    return send_pdf(content, "contoh-kop.pdf")
