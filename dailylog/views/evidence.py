"""Photographs, to those who may read the entry; and taken away by whoever filed it."""

from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dailylog import policies
from dailylog.actions.evidence import detach
from dailylog.models import Evidence
from kinerja.errors import DomainError
from kinerja.ui import wording
from kinerja.ui.errors import Missing
from organization.views.guards import person_of


@require_GET
def evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """The photograph as it is kept."""
    return _file(_evidence_or_404(request, pk).path)


@require_GET
def evidence_small(request: HttpRequest, pk: int) -> HttpResponse:
    """The photograph, small, for lists."""
    return _file(_evidence_or_404(request, pk).small_path)


@require_POST
def evidence_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a photograph away from an own entry that nobody has decided on."""
    found = _evidence_or_404(request, pk)
    if not policies.may_change_activity(request.user, found.activity):
        raise PermissionDenied
    try:
        detach(evidence_id=found.pk, employee_id=person_of(request).pk)
    except DomainError as error:
        messages.error(request, wording.refusal(error))
    else:
        messages.success(request, _("Foto dilepas dari kegiatan ini."))
    return redirect("activity_edit", pk=found.activity_id)


def _evidence_or_404(request: HttpRequest, pk: int) -> Evidence:
    found = get_object_or_404(Evidence.objects.select_related("activity__employee"), pk=pk)
    if not policies.may_see_evidence(request.user, found):
        raise Http404
    return found


def _file(path: str) -> HttpResponse:
    try:
        content = (Path(settings.MEDIA_ROOT) / path).read_bytes()
    except FileNotFoundError as error:
        raise Missing(_("Berkas foto ini tidak ditemukan di server. Beri tahu operator sistem.")) from error
    answer = HttpResponse(content, content_type="image/jpeg")
    # A photograph under its number never changes; only this person's browser keeps it, and not for long.
    answer["Cache-Control"] = "private, max-age=600"
    return answer
