"""The second step at the door, as its person sets it up and takes it away."""

from __future__ import annotations

import io
from typing import Any

import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from kinerja.errors import DomainError
from kinerja.ui import wording
from kinerja.ui.address import client_address
from organization import policies
from organization.actions import second_factor as actions
from organization.actions.confirm import confirm_identity
from organization.forms.login import CodeForm, RemovalForm
from organization.middleware import MUST_SET_UP
from organization.models import Employee
from organization.queries.second_factor import factor_of
from organization.views.guards import person_of

#: The sealed secret that waits for its first code, in the session of whoever began: a visit alone writes nothing.
BEGUN = "second_factor_begun"


@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """What is in use; else begin, scan, write the first code, keep the recovery codes."""
    person = person_of(request)
    factor = factor_of(person)
    if "begin" in request.POST and factor is None:
        request.session[BEGUN] = actions.begin()
        return redirect("second_factor")
    context: dict[str, Any] = {"demanded": factor is None and policies.needs_second_factor(person)}
    form = CodeForm(request.POST if request.method == "POST" and "begin" not in request.POST else None)
    if form.is_bound and form.is_valid() and (codes := _confirmed(request, person, form)):
        context["codes"] = codes
    elif factor is None:
        context |= _begun(request, person)
    context |= {"factor": factor, "form": form, "removal": RemovalForm()}
    return render(request, "organization/second_factor.html", context, status=422 if form.errors else 200)


def _confirmed(request: HttpRequest, person: Employee, form: CodeForm) -> list[str]:
    """The recovery codes once the first code is right; empty, with a word in the form, while it is not."""
    sealed = request.session.get(BEGUN)
    if sealed is None:
        form.add_error(None, _("Pemasangan sudah berakhir. Mulai lagi."))
        return []
    try:
        codes = actions.confirm(by=person, sealed=sealed, code=form.cleaned_data["code"], now=timezone.now())
    except DomainError as error:
        form.add_error("code", wording.refusal(error))
        return []
    request.session.pop(BEGUN)
    request.session.pop(MUST_SET_UP, None)
    return codes


def _begun(request: HttpRequest, person: Employee) -> dict[str, Any]:
    """What is to be scanned, if the person has begun; nothing when the server's key has changed since."""
    try:
        secret = actions.unsealed(request.session.get(BEGUN, ""))
    except DomainError:
        return {}
    address = actions.address_of(secret, person.nip)
    return {"qr": _drawn(address), "address": address, "key": actions.key_of(secret)}


@sensitive_post_parameters("password", "code")
@require_POST
def second_factor_remove(request: HttpRequest) -> HttpResponse:
    """Take one's own second step away, with password and code."""
    person = person_of(request)
    form = RemovalForm(request.POST)
    factor = factor_of(person)
    if factor is None:
        return redirect("second_factor")
    if form.is_valid():
        try:
            confirm_identity(by=person, address=client_address(request), **form.cleaned_data)
        except DomainError as error:
            form.add_error("code" if error.code == "code_wrong" else "password", wording.refusal(error))
        else:
            actions.remove(employee_id=person.pk)
            messages.success(request, _("Langkah kedua dicabut."))
            return redirect("account")
    context = {"factor": factor, "removal": form, "form": CodeForm()}
    return render(request, "organization/second_factor.html", context, status=422)


def _drawn(address: str) -> SafeString:
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", border=2, scale=5, xmldecl=False, dark="#000")
    # The address holds the person's number and a random key in base32; segno writes paths alone.
    return mark_safe(out.getvalue().decode())  # noqa: S308 -- drawn by segno from our own address
