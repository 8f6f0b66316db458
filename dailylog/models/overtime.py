"""Approved overtime: the only minutes that count on a day that is not a required workday (rules §4)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from organization.models import Employee


class Overtime(models.Model):
    """An approved order to work from ``start`` to ``end`` on ``date``."""

    employee = models.ForeignKey(
        Employee, on_delete=models.PROTECT, related_name="overtime", verbose_name=_("pegawai"), db_index=False
    )
    date = models.DateField(_("tanggal"))
    start = models.TimeField(_("mulai"))
    end = models.TimeField(_("selesai"))
    order_number = models.CharField(_("nomor surat perintah"), max_length=120)

    class Meta:
        ordering = ["employee", "date", "start"]
        verbose_name = _("perintah lembur")
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "date", "start"],
                name="overtime_natural_key",
                violation_error_message=_("Lembur yang mulai pada jam ini sudah tercatat."),
            ),
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")),
                name="overtime_end_after_start",
                violation_error_message=_("Jam selesai harus sesudah jam mulai."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employee} {self.date}"
