"""Volumes of agreements: ask for one, see how far it is, fetch it."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from contracts import policies
from contracts.actions.volumes import request_volume
from contracts.forms.papers import VolumeForm
from contracts.models import Volume, VolumeState
from contracts.queries.agreements import years_with_agreements
from contracts.views.guards import demand, person_of
from contracts.views.prints import send_pdf
from kinerja.errors import DomainError

SHOWN = 10


@require_http_methods(["GET", "POST"])
def agreements_print(request: HttpRequest) -> HttpResponse:
    """Which agreements to bind, and the volumes of the last days; the list alone while one is being made."""
    demand(policies.may_bind(request.user))
    person = person_of(request)
    years = years_with_agreements(timezone.localdate())
    initial = {"year": request.GET.get("tahun", timezone.localdate().year), "unit": request.GET.get("unit")}
    form = VolumeForm(request.POST or None, years=years, user=person, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
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


@require_GET
def volume_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The file of one's own volume."""
    demand(policies.may_bind(request.user))
    volume = get_object_or_404(_own(request).defer(None), pk=pk, state=VolumeState.DONE)
    of = slugify(volume.unit.name) if volume.unit else "seluruh-lingkup"
    return send_pdf(bytes(volume.content or b""), f"perjanjian-{volume.year}-{of}.pdf", download=True)


def _own(request: HttpRequest) -> QuerySet[Volume]:
    # The file itself is read where it is sent only.
    return Volume.objects.filter(requested_by=person_of(request)).defer("content")
