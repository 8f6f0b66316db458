"""Case registers with service clocks (rules §2)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from organization.models import Unit


class LimitUnit(models.TextChoices):
    """What a limit counts."""

    WORKING_DAYS = "working_days", _("hari kerja")
    HOURS = "hours", _("jam")


class Register(models.Model):
    """A register of cases, for instance PPID requests or ICT incidents."""

    code = models.CharField(_("kode"), max_length=40, unique=True)
    name = models.CharField(_("nama"), max_length=200)

    class Meta:
        ordering = ["code"]
        verbose_name = _("register")

    def __str__(self) -> str:
        return self.name


class CaseClass(models.Model):
    """A class of cases with the limit that new cases get."""

    register = models.ForeignKey(Register, on_delete=models.CASCADE, related_name="classes", verbose_name=_("register"))
    code = models.CharField(_("kelas"), max_length=60)
    limit = models.PositiveIntegerField(_("batas"))
    limit_unit = models.CharField(_("satuan batas"), max_length=12, choices=LimitUnit.choices)

    class Meta:
        ordering = ["register", "code"]
        verbose_name = _("kelas perkara")
        constraints = [
            models.UniqueConstraint(fields=["register", "code"], name="case_class_natural_key"),
            models.CheckConstraint(condition=models.Q(limit_unit__in=LimitUnit.values), name="case_class_unit_known"),
            models.CheckConstraint(
                condition=models.Q(limit__gte=1),
                name="case_class_limit_positive",
                violation_error_message=_("Batas paling sedikit 1."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.register}: {self.code}"


class Case(models.Model):
    """One case. Its limit is frozen at receipt; a later change of the class does not touch it."""

    case_class = models.ForeignKey(CaseClass, on_delete=models.PROTECT, related_name="cases", verbose_name=_("kelas"))
    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="cases", verbose_name=_("register"))
    number = models.CharField(_("nomor"), max_length=80)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="cases", verbose_name=_("unit"))
    opened_at = models.DateTimeField(_("diterima pada"))
    closed_at = models.DateTimeField(_("selesai pada"), null=True, blank=True)
    limit = models.PositiveIntegerField(_("batas"))
    limit_unit = models.CharField(_("satuan batas"), max_length=12, choices=LimitUnit.choices)

    class Meta:
        ordering = ["register", "number"]
        verbose_name = _("perkara")
        indexes = [models.Index(fields=["opened_at"], name="case_opened_at")]
        constraints = [
            models.UniqueConstraint(fields=["register", "number"], name="case_natural_key"),
            models.CheckConstraint(condition=models.Q(limit_unit__in=LimitUnit.values), name="case_unit_known"),
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True) | models.Q(closed_at__gte=models.F("opened_at")),
                name="case_closed_not_before_opened",
                violation_error_message=_("Waktu selesai tidak boleh sebelum waktu diterima."),
            ),
        ]

    def __str__(self) -> str:
        return self.number
