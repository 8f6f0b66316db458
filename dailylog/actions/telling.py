"""Who is told about requests: the one for whom it waits, and the one who asked."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from dailylog.models import Request
from dailylog.queries.awaited import awaited_by
from kinerja.ui import wording
from organization.actions.notices import tell


def tell_waiting(request: Request) -> None:
    """Tell the one who decides on a request that has just been made, and until when; nobody where nobody is there."""
    found = awaited_by(request)
    if found is None:
        return
    decider_id, until = found
    with override(settings.LANGUAGE_CODE):
        tell(
            employee_ids=[decider_id],
            kind="request_waits",
            key=f"waits-{_name(request)}",
            subject=_("%(name)s mengajukan: %(what)s") % {"name": request.employee.name, "what": request.title},
            body=_("Putuskan paling lambat %(until)s.") % {"until": wording.day(until.date())},
            url=reverse("requests"),
        )


def tell_decided(request: Request, about: str) -> None:
    """Tell whoever asked what was decided."""
    tell(
        employee_ids=[request.employee_id],
        kind="request_decided",
        key=_name(request),
        subject=f"{about}: {request.get_state_display()}",
        body=request.decision_text,
        url=reverse("requests"),
    )


def _name(request: Request) -> str:
    return f"{request._meta.model_name}-{request.pk}"  # noqa: SLF001 -- Django documents _meta for this use
