"""What people report and decide month by month. ``month`` is always the first day of the month."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from contracts.models import Target
from organization.models import Employee


class Rating(models.TextChoices):
    """The superior's rating against the seven BerAKHLAK values (rules §5)."""

    ABOVE = "above", _("di atas ekspektasi")
    MEETS = "meets", _("sesuai ekspektasi")
    BELOW = "below", _("di bawah ekspektasi")


class Reading(models.Model):
    """A reported value. ``verified``: empty – waits for its verifier (it still counts), no – rejected."""

    target = models.ForeignKey(
        Target, on_delete=models.PROTECT, related_name="readings", verbose_name=_("sasaran"), db_index=False
    )
    month = models.DateField(_("bulan"))
    value = models.DecimalField(_("nilai"), max_digits=24, decimal_places=6)
    verified = models.BooleanField(_("terverifikasi"), null=True, blank=True)
    note = models.TextField(_("catatan"), blank=True)

    class Meta:
        ordering = ["target", "month"]
        verbose_name = _("laporan nilai")
        constraints = [
            models.UniqueConstraint(fields=["target", "month"], name="reading_natural_key"),
            models.CheckConstraint(condition=models.Q(month__day=1), name="reading_month_first_day"),
        ]

    def __str__(self) -> str:
        return f"{self.target} {self.month:%Y-%m}"


class Justification(models.Model):
    """Accountable evidence for a miss and the reviewer's verdict; it decides the pledge, never the score."""

    target = models.ForeignKey(
        Target, on_delete=models.PROTECT, related_name="justifications", verbose_name=_("sasaran"), db_index=False
    )
    month = models.DateField(_("bulan"))
    accepted = models.BooleanField(_("diterima"))
    note = models.TextField(_("alasan"))

    class Meta:
        ordering = ["target", "month"]
        verbose_name = _("pertanggungjawaban")
        constraints = [
            models.UniqueConstraint(fields=["target", "month"], name="justification_natural_key"),
            models.CheckConstraint(condition=models.Q(month__day=1), name="justification_month_first_day"),
        ]

    def __str__(self) -> str:
        return f"{self.target} {self.month:%Y-%m}"


class BehaviourRating(models.Model):
    """The behaviour rating of an employee for a month."""

    employee = models.ForeignKey(
        Employee, on_delete=models.PROTECT, related_name="behaviour", verbose_name=_("pegawai"), db_index=False
    )
    month = models.DateField(_("bulan"))
    rating = models.CharField(_("penilaian"), max_length=5, choices=Rating.choices)

    class Meta:
        ordering = ["employee", "month"]
        verbose_name = _("penilaian perilaku")
        constraints = [
            models.UniqueConstraint(fields=["employee", "month"], name="behaviour_natural_key"),
            models.CheckConstraint(condition=models.Q(rating__in=Rating.values), name="behaviour_rating_known"),
            models.CheckConstraint(condition=models.Q(month__day=1), name="behaviour_month_first_day"),
        ]

    def __str__(self) -> str:
        return f"{self.employee} {self.month:%Y-%m}"


class Sanction(models.Model):
    """A disciplinary sanction that cuts the TPP by ``percent`` from ``start`` to ``end`` (PP 94/2021)."""

    employee = models.ForeignKey(
        Employee, on_delete=models.PROTECT, related_name="sanctions", verbose_name=_("pegawai"), db_index=False
    )
    start = models.DateField(_("mulai"))
    end = models.DateField(_("selesai"))
    percent = models.DecimalField(_("persen"), max_digits=5, decimal_places=2)
    reference = models.CharField(_("nomor keputusan"), max_length=120)

    class Meta:
        ordering = ["employee", "start"]
        verbose_name = _("hukuman disiplin")
        constraints = [
            models.UniqueConstraint(fields=["employee", "start"], name="sanction_natural_key"),
            models.CheckConstraint(
                condition=models.Q(end__gte=models.F("start")),
                name="sanction_end_not_before_start",
                violation_error_message=_("Tanggal selesai tidak boleh sebelum tanggal mulai."),
            ),
            models.CheckConstraint(
                condition=models.Q(percent__gte=0, percent__lte=100),
                name="sanction_percent_range",
                violation_error_message=_("Persen harus 0 sampai 100."),
            ),
        ]

    def __str__(self) -> str:
        return self.reference
