"""Days on which nobody is required to work."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class HolidayKind(models.TextChoices):
    """Where a free day comes from."""

    PUBLIC = "public", _("libur nasional")
    JOINT_LEAVE = "joint_leave", _("cuti bersama")
    SPECIAL = "special", _("libur khusus daerah")


class Holiday(models.Model):
    """A public holiday, a joint-leave day or a day that the region declares, with the decree that says so."""

    date = models.DateField(_("tanggal"), unique=True)
    name = models.CharField(_("nama"), max_length=120)
    kind = models.CharField(_("jenis"), max_length=20, choices=HolidayKind.choices)
    decree = models.CharField(_("nomor keputusan"), max_length=120, blank=True)
    # True while the row is as the calendar package gave it: loading again may correct it, an edited row never.
    from_package = models.BooleanField(_("dari kalender nasional"), default=False, db_default=False)

    class Meta:
        ordering = ["date"]
        verbose_name = _("hari libur")
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=HolidayKind.values), name="holiday_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.name}"


class WithdrawnHoliday(models.Model):
    """A day of the national calendar that is worked here after all; loading the calendar leaves it out."""

    date = models.DateField(_("tanggal"), unique=True)
    name = models.CharField(_("nama"), max_length=120)
    decree = models.CharField(_("nomor keputusan"), max_length=120)

    class Meta:
        ordering = ["date"]
        verbose_name = _("hari libur yang dicabut")

    def __str__(self) -> str:
        return f"{self.date} {self.name}"
