"""Overtime, ordered by a superior before it begins."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from dailylog.models.overtime import Overtime
from dailylog.models.visibility import LogQuerySet
from organization.models import Employee


class OvertimeOrder(models.Model):
    """The order behind a row of ``Overtime``: who ordered what, and when; nobody orders his own.

    ``withdrawn_at``: the order was taken back before the overtime began, and its row of ``Overtime`` is gone.
    """

    employee = models.ForeignKey(
        Employee, on_delete=models.PROTECT, related_name="overtime_orders", verbose_name=_("pegawai"), db_index=False
    )
    date = models.DateField(_("tanggal"))
    start = models.TimeField(_("mulai"))
    end = models.TimeField(_("selesai"))
    order_number = models.CharField(_("nomor surat perintah"), max_length=120)
    work = models.CharField(_("pekerjaan"), max_length=200)
    ordered_by = models.ForeignKey(
        Employee, on_delete=models.PROTECT, related_name="ordered_overtime", verbose_name=_("diperintahkan oleh")
    )
    ordered_at = models.DateTimeField(_("diperintahkan pada"), auto_now_add=True)
    withdrawn_at = models.DateTimeField(_("ditarik pada"), null=True, blank=True)
    overtime = models.OneToOneField(
        Overtime, on_delete=models.SET_NULL, null=True, blank=True, related_name="order", verbose_name=_("lembur")
    )

    objects = LogQuerySet["OvertimeOrder"].as_manager()

    class Meta:
        ordering = ["employee", "date", "start"]
        verbose_name = _("surat perintah lembur")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")),
                name="overtimeorder_end_after_start",
                violation_error_message=_("Jam selesai harus sesudah jam mulai."),
            ),
            models.CheckConstraint(
                condition=~models.Q(ordered_by=models.F("employee")),
                name="overtimeorder_not_by_oneself",
                violation_error_message=_("Lembur tidak dapat diperintahkan untuk diri sendiri."),
            ),
            models.UniqueConstraint(
                fields=["employee", "date", "start"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="overtimeorder_natural_key",
                violation_error_message=_("Lembur yang mulai pada jam ini sudah tercatat."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employee} {self.date}"
