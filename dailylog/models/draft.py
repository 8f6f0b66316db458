"""What a person has typed for a day and not yet sent: kept on the server beside the copy in the browser."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from organization.models import Employee


class ActivityDraft(models.Model):
    """The unsent form of one person and day: its fields as the browser names them. Nobody but the person reads it."""

    employee = models.ForeignKey(
        Employee, on_delete=models.CASCADE, related_name="drafts", verbose_name=_("pegawai"), db_index=False
    )
    date = models.DateField(_("tanggal"))
    fields = models.JSONField(_("isian"), default=dict)
    saved_at = models.DateTimeField(_("disimpan pada"), auto_now=True)

    class Meta:
        ordering = ["employee", "date"]
        verbose_name = _("draf kegiatan")
        constraints = [models.UniqueConstraint(fields=["employee", "date"], name="draft_one_a_day")]

    def __str__(self) -> str:
        return f"{self.employee} {self.date}"
