"""Approved leave and official travel."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from organization.models import Employee


class LeaveKind(models.TextChoices):
    """Kinds of leave (PP 11/2017) and official duty travel."""

    ANNUAL = "annual", _("cuti tahunan")
    SICK = "sick", _("cuti sakit")
    MATERNITY = "maternity", _("cuti melahirkan")
    IMPORTANT = "important", _("cuti alasan penting")
    LONG = "long", _("cuti besar")
    UNPAID = "unpaid", _("cuti di luar tanggungan negara")
    DINAS_LUAR = "dinas_luar", _("dinas luar")


class Leave(models.Model):
    """Approved absence from ``start`` to ``end``, both inclusive."""

    employee = models.ForeignKey(
        Employee, on_delete=models.PROTECT, related_name="leave", verbose_name=_("pegawai"), db_index=False
    )
    start = models.DateField(_("mulai"))
    end = models.DateField(_("selesai"))
    kind = models.CharField(_("jenis"), max_length=12, choices=LeaveKind.choices)

    class Meta:
        ordering = ["employee", "start"]
        verbose_name = _("cuti atau dinas luar")
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "start"],
                name="leave_natural_key",
                violation_error_message=_("Cuti yang mulai pada tanggal ini sudah tercatat."),
            ),
            models.CheckConstraint(condition=models.Q(kind__in=LeaveKind.values), name="leave_kind_known"),
            models.CheckConstraint(
                condition=models.Q(end__gte=models.F("start")),
                name="leave_end_not_before_start",
                violation_error_message=_("Tanggal selesai tidak boleh sebelum tanggal mulai."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employee} {self.start}"
