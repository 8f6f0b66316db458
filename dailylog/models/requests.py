"""What requests have in common: the states, and that nobody grants his own."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from organization.models import Employee


class RequestState(models.TextChoices):
    """The life of a request to a superior."""

    REQUESTED = "requested", _("menunggu putusan")
    APPROVED = "approved", _("dikabulkan")
    REFUSED = "refused", _("ditolak")
    WITHDRAWN = "withdrawn", _("ditarik")


class Request(models.Model):
    """What every request carries: its reason, its state, and who decided it when, with which words."""

    reason = models.TextField(_("alasan"))
    state = models.CharField(_("keadaan"), max_length=9, choices=RequestState.choices, default=RequestState.REQUESTED)
    requested_at = models.DateTimeField(_("diajukan pada"), auto_now_add=True)
    decided_by = models.ForeignKey(
        Employee, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("diputuskan oleh")
    )
    decided_at = models.DateTimeField(_("diputuskan pada"), null=True, blank=True)
    decision_text = models.TextField(_("catatan putusan"), blank=True, default="")

    class Meta:
        abstract = True


def request_constraints(name: str) -> list[models.BaseConstraint]:
    """Constraints of a request with ``employee``; ``name`` leads theirs."""
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
