"""Work by a roster: shifts, and who has which on a day."""

from datetime import time

from django.db import models
from django.utils.translation import gettext_lazy as _

from organization.models.employee import Employee
from organization.rules.shifts import ShiftHours, end_of

#: How a free day is written in a pattern; no shift may be called so.
FREE = "L"


class Shift(models.Model):
    """A named stretch of work, for instance the night from 22.00; an end that is not after the start is next morning.

    It ends at 10.00 of the next morning at the latest.
    """

    code = models.CharField(_("kode"), max_length=10, unique=True)
    name = models.CharField(_("nama"), max_length=80)
    start = models.TimeField(_("mulai"))
    end = models.TimeField(_("selesai"))
    break_minutes = models.PositiveSmallIntegerField(_("istirahat (menit)"))

    class Meta:
        ordering = ["start", "code"]
        verbose_name = _("giliran kerja")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(code__regex=r"^[A-Za-z0-9]+$") & ~models.Q(code=FREE),
                name="shift_code_plain",
                violation_error_message=_("Kode giliran terdiri atas huruf dan angka saja, dan bukan L (libur)."),
            ),
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")) | models.Q(end__lte=time(10)),
                name="shift_end_by_ten",
                violation_error_message=_("Giliran berakhir paling lambat pukul 10.00 keesokan harinya."),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def hours(self) -> ShiftHours:
        """The shift in minutes."""
        start = self.start.hour * 60 + self.start.minute
        end = end_of(start, self.end.hour * 60 + self.end.minute)
        return ShiftHours(self.code, self.name, start, end, self.break_minutes)


class RosterDay(models.Model):
    """What a person's roster says of a day: a shift, or, without one, a free day.

    Whoever has a row in a calendar month works by the roster that whole month; dates without a row are free.
    """

    employee = models.ForeignKey(
        Employee, on_delete=models.PROTECT, related_name="roster", verbose_name=_("pegawai"), db_index=False
    )
    date = models.DateField(_("tanggal"))
    shift = models.ForeignKey(
        Shift, on_delete=models.PROTECT, null=True, blank=True, related_name="days", verbose_name=_("giliran")
    )

    class Meta:
        ordering = ["employee", "date"]
        verbose_name = _("hari giliran")
        indexes = [models.Index(fields=["date"], name="rosterday_by_date")]
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "date"],
                name="rosterday_natural_key",
                violation_error_message=_("Giliran pegawai ini pada tanggal itu sudah ada."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employee} {self.date}"
