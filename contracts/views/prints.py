"""Papers to hold in the hand: the stored PDF of a version, a copy from data, the form for the pen."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_GET

from contracts import policies
from contracts.actions.printing import note_print
from contracts.models import State, Version
from contracts.queries import papers
from contracts.views.guards import agreement_or_404, demand, version_or_404
from kinerja.errors import DomainError
from kinerja.ui import wording
from organization.views.guards import person_of


def send_pdf(content: bytes, name: str, *, download: bool = False) -> HttpResponse:
    """A PDF as it is: nothing on the way keeps it, guesses its kind or runs it."""
    response = HttpResponse(content, content_type=papers.PDF)
    response["Content-Disposition"] = content_disposition_header(download, name) or "attachment"
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "frame-ancestors 'self'"
    return response


@require_GET
def agreement_print(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper of a version: the stored bytes once it is agreed, before that a draft marked KONSEP."""
    version = version_or_404(request, pk)
    note_print(version=version, by=person_of(request))
    try:
        content = papers.paper_of(version)
    except DomainError as error:
        return _refused(request, error, "agreement", pk)
    return send_pdf(content, file_name(version), download="unduh" in request.GET)


@require_GET
def ground_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper that proves the ground of an amendment, as it was handed in; to be saved, for it is not our own."""
    version = version_or_404(request, pk)
    if version.ground_file is None:
        raise Http404
    return send_pdf(version.ground_file.data, f"dasar-perubahan-{version.pk}.pdf", download=True)


@require_GET
def agreement_copy(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper of an agreement that came in by table, made from its targets."""
    agreement = agreement_or_404(request, pk)
    name = f"perjanjian-{agreement.year}-{agreement.holder_id}-salinan.pdf"
    try:
        content = papers.copy_of(agreement)
    except DomainError as error:
        return _refused(request, error, "agreement_of", pk)
    return send_pdf(content, name, download="unduh" in request.GET)


@require_GET
def wet_form(request: HttpRequest, pk: int) -> HttpResponse:
    """The agreed paper with room for signatures by pen; ``?bolak-balik`` for sheets printed on both sides."""
    version = version_or_404(request, pk)
    demand(policies.may_record_wet(request.user, version))
    with override("id"):
        # The history is read by others, in the language of the paper.
        note_print(version=version, by=person_of(request), note=_("Formulir tanda tangan basah"))
    try:
        content = papers.wet_form(version, duplex="bolak-balik" in request.GET)
    except DomainError as error:
        return _refused(request, error, "wet", pk)
    return send_pdf(content, f"formulir-{file_name(version)}")


def _refused(request: HttpRequest, error: DomainError, page: str, pk: int) -> HttpResponse:
    """A paper that could not be made: back to its page, with the reason."""
    messages.error(request, wording.refusal(error))
    return redirect(page, pk=pk)


def file_name(version: Version) -> str:
    """A name by which a folder of papers sorts: year, document, version; a draft says so."""
    number = version.document_number or f"{version.agreement_id}"
    safe = "".join(letter if letter.isalnum() else "-" for letter in number)
    draft = "" if version.document_id else "-konsep"
    last = "" if version.state != State.REFUSED else "-ditolak"
    return f"perjanjian-{version.agreement.year}-{safe}-v{version.number}{draft}{last}.pdf"
