"""A leader's pile: choose what was read, one password, and see how it goes."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from contracts.actions.sign_batch import Choice, start_batch, work_off
from contracts.forms.signing import BatchForm
from contracts.models import ItemState, SigningBatch
from contracts.queries.signing import Pending, pending_for
from kinerja.errors import DomainError
from kinerja.ui import wording
from kinerja.ui.address import client_address
from kinerja.ui.htmx import wants_part
from organization.actions import second_factor
from organization.views.guards import person_of

#: How long one request signs before it shows how far it came.
SECONDS = 2.0


@sensitive_post_parameters("password", "code")
@require_http_methods(["GET", "POST"])
def sign_batch(request: HttpRequest) -> HttpResponse:
    """What waits for the reader's signature; those that are ticked are signed together."""
    person = person_of(request)
    pending = pending_for(person)
    # Without a paper there is nothing to confirm.
    form = BatchForm(request.POST or None, asks_code=second_factor.is_asked(person.pk)) if pending else None
    ticked = set(request.POST.getlist("pilih"))
    if form is not None and request.method == "POST" and form.is_valid():
        try:
            batch = start_batch(
                choices=_choices(pending, ticked),
                by=person,
                password=form.cleaned_data["password"],
                code=form.cleaned_data.get("code", ""),
                address=client_address(request),
            )
        except DomainError as error:
            form.add_domain_error(error)
        else:
            return redirect("sign_batch_progress", pk=batch.pk)
    context = {
        "rows": [(one, one.key in ticked) for one in pending],
        "form": form,
        "crumbs": [(_("Perjanjian"), reverse("agreements"))],
    }
    return render(request, "contracts/sign_batch.html", context)


def _choices(pending: list[Pending], ticked: set[str]) -> list[Choice]:
    # A box names the bytes of the paper: one that changed meanwhile has another name and is not signed unseen.
    return [Choice(one.version.pk, one.role, one.sha256) for one in pending if one.key in ticked]


@require_http_methods(["GET", "POST"])
def sign_batch_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far a pile came; posting goes on with it. The page posts by itself until everything is tried."""
    batch = get_object_or_404(SigningBatch, pk=pk, by=person_of(request))
    stopped = ""
    if request.method == "POST":
        try:
            work_off(batch=batch, seconds=SECONDS)
        except DomainError as error:
            stopped = wording.refusal(error)
            messages.error(request, stopped)
        if not wants_part(request):
            return redirect("sign_batch_progress", pk=pk)
    items = list(batch.items.select_related("version__agreement__holder", "version__position__unit"))
    context = {
        "batch": batch,
        "items": items,
        "total": len(items),
        "done": sum(one.state == ItemState.DONE for one in items),
        "failed": [one for one in items if one.state == ItemState.FAILED],
        "waiting": sum(one.state == ItemState.WAITING for one in items),
        "tried": sum(one.state != ItemState.WAITING for one in items),
        "stopped": stopped,
        "crumbs": [(_("Perjanjian"), reverse("agreements")), (_("Menunggu tanda tangan"), reverse("sign_batch"))],
    }
    part = "contracts/_pile_progress.html" if wants_part(request) else "contracts/sign_batch_progress.html"
    return render(request, part, context)
