"""Recording a paper that was signed by pen."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from contracts import policies
from contracts.actions.wet import record_wet_signatures
from contracts.forms.papers import WetForm
from contracts.queries.agreement_page import deed_of
from contracts.views.guards import demand, version_or_404
from kinerja.errors import DomainError
from organization.views.guards import person_of


@require_http_methods(["GET", "POST"])
def wet(request: HttpRequest, pk: int) -> HttpResponse:
    """First the form to print, then its scan with the day; afterwards the agreement is in force."""
    version = version_or_404(request, pk)
    demand(policies.may_record_wet(request.user, version))
    form = WetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            record_wet_signatures(
                version=version,
                by=person_of(request),
                scan=form.content(),
                signed_on=form.cleaned_data["signed_on"],
            )
        except DomainError as error:
            form.add_domain_error(error)
        else:
            messages.success(request, _("Perjanjian berlaku dengan naskah yang ditandatangani di atas kertas."))
            return redirect("agreement", pk=pk)
    context = {
        "form": form,
        "version": version,
        "deed": deed_of(version),
        "crumbs": [
            (_("Perjanjian"), reverse("agreements")),
            (version.agreement.holder.name, reverse("agreement", args=[pk])),
        ],
    }
    return render(request, "contracts/wet.html", context)
