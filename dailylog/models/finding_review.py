"""What the inspectorate decided about a finding."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from dailylog.models.finding import Finding
from organization.models import Employee


class FindingReview(models.Model):
    """A verdict of the inspectorate, in the place of a superior's or because none came; append-only.

    The finding itself carries the verdict that counts. ``replaced`` keeps what stood there before: state, who decided,
    when and with which words; None when nobody had decided.
    """

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="reviews", verbose_name=_("temuan"))
    reviewer = models.ForeignKey(
        Employee, on_delete=models.PROTECT, related_name="finding_reviews", verbose_name=_("ditinjau oleh")
    )
    at = models.DateTimeField(_("pada"))
    upheld = models.BooleanField(_("terbukti"))
    text = models.TextField(_("alasan"))
    replaced = models.JSONField(_("putusan sebelumnya"), null=True, blank=True, editable=False)

    class Meta:
        ordering = ["finding", "at"]
        verbose_name = _("tinjauan temuan")
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="finding_review_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.finding_id} {self.at}"
