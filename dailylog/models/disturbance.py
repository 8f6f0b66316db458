"""The ledger of outages: a deadline that falls into one moves to its end."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from organization.models import Employee, Unit


class Disturbance(models.Model):
    """The program was down from ``start`` to ``end``; no units means everywhere.

    A deadline inside an outage moves to as long after its end as it lasted, but at most a day
    (dailylog.rules.deadlines), for whoever works in one of the units or below that day (dailylog.rules.outages).
    """

    start = models.DateTimeField(_("mulai"))
    end = models.DateTimeField(_("selesai"))
    units = models.ManyToManyField(Unit, blank=True, related_name="disturbances", verbose_name=_("unit"))
    note = models.CharField(_("keterangan"), max_length=300)
    entered_by = models.ForeignKey(
        Employee, on_delete=models.PROTECT, related_name="entered_disturbances", verbose_name=_("dicatat oleh")
    )
    entered_at = models.DateTimeField(_("dicatat pada"), auto_now_add=True)

    class Meta:
        ordering = ["start"]
        verbose_name = _("gangguan")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")),
                name="disturbance_end_after_start",
                violation_error_message=_("Waktu selesai harus sesudah waktu mulai."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.start} {self.note}"
