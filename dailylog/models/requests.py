"""What requests have in common: the states, and that nobody grants his own."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RequestState(models.TextChoices):
    """The life of a request to a superior."""

    REQUESTED = "requested", _("menunggu putusan")
    APPROVED = "approved", _("dikabulkan")
    REFUSED = "refused", _("ditolak")
    WITHDRAWN = "withdrawn", _("ditarik")


def request_constraints(name: str) -> list[models.BaseConstraint]:
    """Constraints of a model with ``employee``, ``state``, ``decided_by`` and ``decided_at``; ``name`` leads theirs."""
    return [
        models.CheckConstraint(condition=models.Q(state__in=RequestState.values), name=f"{name}_state_known"),
        models.CheckConstraint(
            condition=models.Q(state__in=["requested", "withdrawn"])
            | models.Q(decided_by__isnull=False, decided_at__isnull=False),
            name=f"{name}_decided_by_someone",
        ),
        models.CheckConstraint(
            condition=models.Q(decided_by__isnull=True) | ~models.Q(decided_by=models.F("employee")),
            name=f"{name}_not_decided_by_oneself",
            violation_error_message=_("Permohonan sendiri tidak dapat diputuskan sendiri."),
        ),
    ]
