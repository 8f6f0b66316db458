"""The marks of a day."""

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from organization.models import Employee


class AttendanceMode(models.TextChoices):
    """Where the day is worked."""

    WFO = "wfo", _("kantor")
    WFA = "wfa", _("dari mana saja")
    FIELD = "field", _("lapangan")


class Attendance(models.Model):
    """Check-in and check-out of an employee on a day, in local time as the machine gave them (seconds included).

    In a shift over midnight the row is of the date on which the shift starts, and going may be of the next morning
    (``organization.rules.shifts.read_marks``); in any other day the database forbids to go before coming.
    """

    employee = models.ForeignKey(
        Employee, on_delete=models.PROTECT, related_name="attendance", verbose_name=_("pegawai"), db_index=False
    )
    date = models.DateField(_("tanggal"))
    check_in = models.TimeField(_("masuk"), null=True, blank=True)
    check_out = models.TimeField(_("pulang"), null=True, blank=True)
    mode = models.CharField(_("cara kerja"), max_length=5, choices=AttendanceMode.choices)

    class Meta:
        ordering = ["employee", "date"]
        verbose_name = _("kehadiran")
        indexes = [BrinIndex(fields=["date"], autosummarize=True, pages_per_range=32, name="attendance_date_brin")]
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "date"],
                name="attendance_natural_key",
                violation_error_message=_("Kehadiran hari ini sudah tercatat."),
            ),
            models.CheckConstraint(condition=models.Q(mode__in=AttendanceMode.values), name="attendance_mode_known"),
        ]

    def __str__(self) -> str:
        return f"{self.employee} {self.date}"
