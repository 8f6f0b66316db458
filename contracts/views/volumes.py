"""Volumes of agreements: ask for one, see how far it is, fetch it."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
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
from contracts.views.guards import demand, person_of
from kinerja.errors import DomainError
from organization.models import Employee, Unit

SHOWN = 10


@require_http_methods(["GET", "POST"])
def agreements_print(request: HttpRequest) -> HttpResponseBase:
    """Which agreements to bind or to pack, and the volumes of the last days; the list alone while one is made."""
    demand(policies.may_bind(request.user))
    person = person_of(request)
    years = years_with_agreements(timezone.localdate())
    initial = {"year": request.GET.get("tahun", timezone.localdate().year), "unit": request.GET.get("unit")}
    form = VolumeForm(request.POST or None, years=years, user=person, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            if "zip" in request.POST:
                return _separate(person, form.cleaned_data)
            request_volume(by=person, **form.cleaned_data)
        except DomainError as error:
            form.add_domain_error(error)
        else:
            messages.success(request, _("Jilid sedang dibuat. Halaman ini boleh ditutup."))
            return redirect("agreements_print")
    volumes = list(_own(request).select_related("unit")[:SHOWN])
    context = {
        "form": form,
        "volumes": volumes,
        "busy": any(volume.open for volume in volumes),
        "crumbs": [(_("Perjanjian"), reverse("agreements"))],
    }
    part = "contracts/_volumes.html" if request.headers.get("HX-Request") else "contracts/agreements_print.html"
    return render(request, part, context)


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
    volume = get_object_or_404(_own(request), pk=pk, state=VolumeState.DONE)
    chunks = volume.chunks.order_by("number").values_list("content", flat=True).iterator(chunk_size=1)
    response = StreamingHttpResponse((bytes(chunk) for chunk in chunks), content_type=PDF)
    response["Content-Length"] = str(volume.size)
    return _attached(response, f"perjanjian-{volume.year}-{_slug(volume.unit)}.pdf")


def _attached(response: StreamingHttpResponse, name: str) -> StreamingHttpResponse:
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _own(request: HttpRequest) -> QuerySet[Volume]:
    return Volume.objects.filter(requested_by=person_of(request))
