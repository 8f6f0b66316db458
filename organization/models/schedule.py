"""Working hours: a table of weekday → start, end, break; rows may be dated (Ramadan)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Schedule(models.Model):
    """A named working week, for instance ``5-day``; units carry one, inherited from the unit above when blank."""

    code = models.CharField(_("kode"), max_length=30, unique=True)

    class Meta:
        ordering = ["code"]
        verbose_name = _("jadwal kerja")

    def __str__(self) -> str:
        return self.code


class ScheduleHours(models.Model):
    """One weekday's hours. Of the rows valid on a date, the one that begins latest counts (rules §1)."""

    schedule = models.ForeignKey(Schedule, on_delete=models.CASCADE, related_name="hours", verbose_name=_("jadwal"))
    weekday = models.PositiveSmallIntegerField(_("hari"), help_text=_("1 = Senin … 7 = Minggu"))
    start = models.TimeField(_("mulai"))
    end = models.TimeField(_("selesai"))
    break_minutes = models.PositiveSmallIntegerField(_("istirahat (menit)"))
    valid_from = models.DateField(_("berlaku sejak"), null=True, blank=True)
    valid_to = models.DateField(_("berlaku sampai"), null=True, blank=True)

    class Meta:
        ordering = ["schedule", "weekday", "valid_from"]
        verbose_name = _("jam kerja")
        constraints = [
            models.UniqueConstraint(
                fields=["schedule", "weekday", "valid_from"],
                nulls_distinct=False,
                name="schedule_hours_natural_key",
                violation_error_message=_(
                    "Hari ini sudah mempunyai jam kerja yang mulai berlaku pada tanggal yang sama."
                ),
            ),
            models.CheckConstraint(condition=models.Q(weekday__range=(1, 7)), name="schedule_hours_weekday"),
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")),
                name="schedule_hours_end_after_start",
                violation_error_message=_("Jam selesai harus sesudah jam mulai."),
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True)
                | models.Q(valid_from__isnull=True)
                | models.Q(valid_to__gte=models.F("valid_from")),
                name="schedule_hours_validity_order",
                violation_error_message=_("Tanggal akhir tidak boleh sebelum tanggal mulai."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.schedule} {self.weekday}"
