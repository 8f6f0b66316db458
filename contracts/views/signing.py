"""Pages of signing: read the very paper, then the password; a leader's pile; one's own certificates."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from contracts import policies
from contracts.actions import versions as actions
from contracts.actions.sign import sign as sign_version
from contracts.actions.signature import Intent, admit, party_of
from contracts.forms.agreements import ReasonForm
from contracts.forms.signing import SignForm
from contracts.models import SignerRole, State, StoredFile, Version
from contracts.models.remote import PENDING
from contracts.queries import agreement_page as pages
from contracts.views.guards import demand, version_or_404
from kinerja.errors import DomainError
from kinerja.ui import wording
from kinerja.ui.address import client_address
from kinerja.ui.middleware import CONTENT_SECURITY_POLICY
from organization.actions import second_factor
from organization.views.guards import person_of

#: The page of signing shows the paper in a frame; no other page has one.
FRAMING = f"{CONTENT_SECURITY_POLICY}; frame-src 'self'"


def role_of(request: HttpRequest, version: Version) -> str:
    """As which party the reader would sign; 403 for everybody else."""
    for role in SignerRole.values:
        if policies.signer_of(version, role) == request.user.pk:
            return role
    raise PermissionDenied


@sensitive_post_parameters("password", "code", "passphrase", "nik")
@require_http_methods(["GET", "POST"])
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the paper as it is stored, and sign exactly that."""
    version = version_or_404(request, pk)
    role = role_of(request, version)
    asks_code = second_factor.is_asked(person_of(request).pk)
    form = SignForm(request.POST or None, initial={"shown": _shown(version)}, asks_code=asks_code)
    if request.method == "POST" and form.is_valid() and _signed(request, version, role, form):
        return redirect("agreement", pk=pk)
    refusal = _hindrance(request, version, role)
    if refusal:
        messages.error(request, refusal)
        return redirect("agreement", pk=pk)
    deed = pages.deed_of(version)
    context = {
        "version": version,
        "form": form,
        "role": role,
        "party": party_of(version, role),
        "deed": deed,
        "groups": pages.grouped_rows(version, deed),
        "programme_total": sum(programme.budget for programme in deed.programmes),
        "signatures": pages.signatures_of(version),
        "sha256": _shown(version),
        "last": role == SignerRole.SECOND or version.superior_id is None,
        "being_checked": version.remote_signings.filter(role=role, state__in=PENDING).exists(),
        "crumbs": [
            (_("Perjanjian"), reverse("agreements")),
            (deed.number or str(version.number), reverse("agreement", args=[pk])),
        ],
    }
    response = render(request, "contracts/sign.html", context)
    response["Content-Security-Policy"] = FRAMING
    return response


def _shown(version: Version) -> str:
    return version.document.sha256 if version.document else ""


def _hindrance(request: HttpRequest, version: Version, role: str) -> str:
    """Why the reader cannot sign now; empty if he can."""
    try:
        admit(version, Intent(version.pk, role, person_of(request), _shown(version)))
    except DomainError as error:
        return wording.refusal(error)
    return ""


def _signed(request: HttpRequest, version: Version, role: str, form: SignForm) -> bool:
    try:
        sign_version(
            version_id=version.pk,
            role=role,
            by=person_of(request),
            address=client_address(request),
            **form.order(),
        )
    except DomainError as error:
        form.add_domain_error(error)
        return False
    version.refresh_from_db()
    if version.state == State.IN_FORCE:
        messages.success(request, _("Ditandatangani. Semua pihak sudah menandatangani, dan perjanjian berlaku."))
    else:
        messages.success(request, _("Ditandatangani. Naskah sekarang menunggu pihak kedua."))
    return True


@require_GET
@xframe_options_sameorigin
def sign_document(request: HttpRequest, pk: int, sha256: str) -> HttpResponse:
    """The bytes of the paper that is to be signed, and no others: another digest is 404."""
    version = version_or_404(request, pk)
    document = get_object_or_404(StoredFile, pk=version.document_id, sha256=sha256)
    response = HttpResponse(document.data, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="perjanjian-{version.pk}.pdf"'
    response["Content-Security-Policy"] = "frame-ancestors 'self'"
    return response


@require_http_methods(["GET", "POST"])
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Refuse to sign, with a reason that the other party reads."""
    version = version_or_404(request, pk)
    demand(policies.may_refuse(request.user, version))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.refuse(version=version, by=person_of(request), reason=form.cleaned_data["reason"])
        except DomainError as error:
            form.add_domain_error(error)
        else:
            messages.success(request, _("Penolakan tercatat. Naskah ini tidak berlaku."))
            return redirect("agreement", pk=pk)
    context: dict[str, Any] = {
        "form": form,
        "version": version,
        "heading": _("Tolak menandatangani"),
        "lede": _("Pihak lain membaca alasan ini. Naskah yang ditolak tidak dapat ditandatangani lagi."),
        "button": _("Tolak menandatangani"),
        "crumbs": [(_("Perjanjian"), reverse("agreements"))],
    }
    return render(request, "contracts/reason.html", context)
