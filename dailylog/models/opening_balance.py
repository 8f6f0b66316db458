"""What a person brought into a year of the annual leave of earlier years."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from dailylog.rules.leave_balance import CARRIED_UNUSED
from organization.models import Employee


class OpeningBalance(models.Model):
    """Days of annual leave brought into ``year``, entered by BKPSDM: the years before are not in the program.

    Deferred leave (cuti tahunan yang ditangguhkan) is entered here too. ``served_since`` is the first day of unbroken
    service where the NIP does not tell it; the entry of the latest year counts.
    """

    employee = models.ForeignKey(
        Employee, on_delete=models.PROTECT, related_name="opening_balances", verbose_name=_("pegawai"), db_index=False
    )
    year = models.PositiveSmallIntegerField(_("tahun"))
    carried = models.PositiveSmallIntegerField(_("sisa dari tahun sebelumnya"))
    served_since = models.DateField(_("bekerja terus-menerus sejak"), null=True, blank=True)
    note = models.CharField(_("keterangan"), max_length=300, blank=True, default="")

    class Meta:
        ordering = ["employee", "year"]
        verbose_name = _("saldo awal cuti tahunan")
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "year"],
                name="openingbalance_natural_key",
                violation_error_message=_("Saldo awal tahun ini sudah tercatat."),
            ),
            models.CheckConstraint(
                condition=models.Q(carried__lte=CARRIED_UNUSED),
                name="openingbalance_at_most_12",
                violation_error_message=_("Sisa dari tahun sebelumnya paling banyak 12 hari."),
            ),
            models.CheckConstraint(condition=models.Q(year__range=(2000, 2200)), name="openingbalance_year"),
        ]

    def __str__(self) -> str:
        return f"{self.employee_id} {self.year}"
