"""Volumes of agreements: ask for one, see how far it is, fetch it."""

from datetime import date
from typing import Any

from crispy_forms.templatetags.crispy_forms_filters import as_crispy_form
from django.contrib import messages
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from contracts import policies
from contracts.actions.volumes import request_volume
from contracts.forms.papers import VolumeForm
from contracts.models import Volume, VolumeState
from contracts.paper.packing import pack
from contracts.queries.papers import PDF
from contracts.queries.separate import any_paper, separate_papers
from contracts.queries.volumes import places
from contracts.queries.years import years_with_agreements
from contracts.views.guards import demand
from kinerja.errors import DomainError
from kinerja.ui.fields import form_fields
from kinerja.ui.htmx import wants_part
from kinerja.ui.lasting import lasting
from organization.access import access_for
from organization.models import Employee, Unit
from organization.views.guards import person_of

SHOWN = 10


@require_http_methods(["GET", "POST"])
def agreements_print(request: HttpRequest) -> HttpResponseBase:
    """Which agreements to bind or to pack, and the volumes of the last days; the list alone while one is made."""
    demand(policies.may_bind(request.user))
    person = person_of(request)
    form = VolumeForm(request.POST, **_choices(request)) if request.method == "POST" else None
    if form is not None and form.is_valid():
        try:
            if "zip" in request.POST:
                return _separate(person, form.cleaned_data)
            request_volume(by=person, **form.cleaned_data)
        except DomainError as error:
            form.add_domain_error(error)
        else:
            messages.success(request, _("Jilid sedang dibuat. Halaman ini boleh ditutup."))
            return redirect("agreements_print")
    volumes = list(Volume.objects.visible_to(request.user).select_related("unit")[:SHOWN])
    context = {
        # With what is wrong with the whole of it, above the fields.
        "fields": as_crispy_form(form) if form is not None else _blank(request),
        "volumes": volumes,
        "busy": any(volume.open for volume in volumes),
        "crumbs": [(_("Perjanjian"), reverse("agreements"))],
    }
    part = "contracts/_volumes.html" if wants_part(request) else "contracts/agreements_print.html"
    return render(request, part, context)


def _scope(request: HttpRequest) -> frozenset[int] | None:
    access = access_for(request.user)
    return None if access.sees_city else access.unit_ids


def _choices(request: HttpRequest) -> dict[str, Any]:
    return {"years": years_with_agreements(timezone.localdate()), "scope": _scope(request)}


def _blank(request: HttpRequest) -> SafeString:
    """The form before anything is chosen, but for what the address says."""
    today = timezone.localdate()
    return blank(_scope(request), today, request.GET.get("tahun", str(today.year)), request.GET.get("unit", ""))


@lasting("organization_unit", "contracts_agreement")
def blank(scope: frozenset[int] | None, today: date, year: str, unit: str) -> SafeString:
    """The fields of the form for whoever may choose among the units of a scope."""
    years = years_with_agreements(today)
    return form_fields(VolumeForm(years=years, scope=scope, initial={"year": year, "unit": unit}))


def _separate(person: Employee, values: dict[str, Any]) -> StreamingHttpResponse:
    """The stored papers one by one in a ZIP, read while it is sent; drafts have none."""
    unit = values["unit"]
    found = places(year=values["year"], user=person, unit=unit, heads_only=values["heads_only"])
    if not any_paper(found):
        raise DomainError("nothing_to_pack", _("Belum ada naskah bertanda tangan yang tersimpan dalam lingkup itu."))
    response = StreamingHttpResponse(pack(separate_papers(found)), content_type="application/zip")
    return _attached(response, f"perjanjian-{values['year']}-{_slug(unit)}.zip")


def _slug(unit: Unit | None) -> str:
    return slugify(unit.name) if unit else "seluruh-lingkup"


@require_GET
def volume_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file of one's own volume."""
    demand(policies.may_bind(request.user))
    volume = get_object_or_404(Volume.objects.visible_to(request.user), pk=pk, state=VolumeState.DONE)
    chunks = volume.chunks.order_by("number").values_list("content", flat=True).iterator(chunk_size=1)
    response = StreamingHttpResponse((bytes(chunk) for chunk in chunks), content_type=PDF)
    response["Content-Length"] = str(volume.size)
    return _attached(response, f"perjanjian-{volume.year}-{_slug(volume.unit)}.pdf")


def _attached(response: StreamingHttpResponse, name: str) -> StreamingHttpResponse:
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
