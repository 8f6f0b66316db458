"""Check in, check out, and take a tap by mistake back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dailylog import policies
from dailylog.actions import presence
from dailylog.models import AttendanceMode, PresenceTap, TapKind
from dailylog.rules.places import rough_place
from kinerja.errors import DomainError
from kinerja.ui import wording
from organization.views.guards import person_of


@require_POST
def tap(request: HttpRequest) -> HttpResponse:
    """Check in or out now, by the server's clock."""
    if not policies.keeps_log(request.user):
        raise PermissionDenied
    kind = TapKind.OUT if request.POST.get("jenis") == TapKind.OUT else TapKind.IN
    mode = request.POST.get("cara", "")
    try:
        found = presence.tap(
            employee_id=person_of(request).pk,
            kind=kind,
            mode=mode if mode in AttendanceMode.values else AttendanceMode.WFO,
            now=timezone.now(),
            place=_hint(request.POST.get("tempat", "")),
        )
    except DomainError as error:
        messages.error(request, wording.refusal(error))
    else:
        clock = wording.clock(timezone.localtime(found.at).time())
        words = _("Masuk tercatat pukul %(clock)s.") if kind == TapKind.IN else _("Pulang tercatat pukul %(clock)s.")
        messages.success(request, words % {"clock": clock})
    return redirect("today")


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the last tap back."""
    found = get_object_or_404(PresenceTap, pk=pk, employee_id=person_of(request).pk)
    try:
        presence.undo_tap(tap_id=found.pk, employee_id=person_of(request).pk, now=timezone.now())
    except DomainError as error:
        messages.error(request, wording.refusal(error))
    else:
        messages.success(request, _("Catatan kehadiran dibatalkan."))
    return redirect("today")


def _hint(text: str) -> str:
    """The place that a phone told; what is none is left out, for nobody is kept from tapping by a hint."""
    try:
        return str(rough_place(text))
    except ValueError:
        return ""
