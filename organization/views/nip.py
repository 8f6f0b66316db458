"""The page that corrects a mistyped NIP: asked for, its effect shown, then saved with the password of who does it."""

from __future__ import annotations

import hashlib
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from kinerja.errors import DomainError
from kinerja.ui import wording
from kinerja.ui.address import client_address
from organization import policies
from organization.actions import second_factor
from organization.actions.confirm import confirm_identity
from organization.actions.nip import correct_nip
from organization.forms.people import IdentityForm, NipForm
from organization.models import Employee, NipCorrection
from organization.queries.nips import NipImpact, nip_impact_of
from organization.views.guards import board_only, person_of, person_or_404


@sensitive_post_parameters("password", "code")
@require_http_methods(["GET", "POST"])
@board_only
def nip_correct(request: HttpRequest, nip: str) -> HttpResponse:
    """The number that is true, by which letter; what follows from it; password, and saved."""
    employee = person_or_404(request, nip)
    if not policies.may_change_login(request.user, employee.pk):
        raise PermissionDenied
    form = NipForm(request.POST if request.method == "POST" else None)
    if not form.is_valid() or "edit" in request.POST:
        return _ask(request, employee, form)
    if form.cleaned_data["nip"] == employee.nip:
        form.add_error("nip", _("NIP yang baru sama dengan yang sekarang."))
        return _ask(request, employee, form)
    impact = nip_impact_of(employee=employee, nip=form.cleaned_data["nip"])
    seal = _seal(impact)
    seen = request.POST.get("seal")
    identity = IdentityForm(
        request.POST if seen == seal else None, asks_code=second_factor.is_asked(person_of(request).pk)
    )
    if identity.is_valid() and (made := _corrected(request, impact, form, identity)):
        messages.success(
            request,
            _("NIP %(name)s sekarang %(nip)s. Beri tahu pegawai: ia masuk dengan NIP ini.")
            % {"name": employee.name, "nip": wording.nip(made.new_nip)},
        )
        return redirect("org_person", nip=made.new_nip)
    context = {"impact": impact, "seal": seal, "stale": seen not in (None, seal), "sent": form.cleaned_data}
    status = 422 if identity.errors else 200
    return render(request, "organization/nip_impact.html", {**context, "form": identity}, status=status)


def _ask(request: HttpRequest, employee: Employee, form: NipForm) -> HttpResponse:
    context = {"form": form, "person": employee}
    return render(request, "organization/nip_correct.html", context, status=422 if form.errors else 200)


def _corrected(request: HttpRequest, impact: NipImpact, form: NipForm, identity: IdentityForm) -> NipCorrection | None:
    """The correction; None, with a word at the field, where something speaks against it."""
    by, values = person_of(request), identity.cleaned_data
    try:
        confirm_identity(
            by=by, password=values["password"], code=values.get("code", ""), address=client_address(request)
        )
        return correct_nip(employee_id=impact.employee.pk, seen=impact.old, by=by, **form.cleaned_data)
    except DomainError as error:
        identity.add_domain_error(error)
        return None


def _seal(impact: NipImpact) -> str:
    # What was shown is what is confirmed: if the state of affairs changed meanwhile, the effect is shown again.
    seen: tuple[Any, ...] = (
        impact.employee.pk,
        impact.old,
        impact.new,
        impact.taken_by and impact.taken_by.pk,
        impact.borne_before_by and impact.borne_before_by.pk,
        impact.too_young_since,
        [effect.sentence for effect in impact.effects],
    )
    return hashlib.sha256(repr(seen).encode()).hexdigest()
