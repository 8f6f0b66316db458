"""Presence as people tap it, and corrections of it."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dailylog.models.attendance import AttendanceMode
from dailylog.models.requests import Request, request_constraints
from dailylog.models.visibility import LogQuerySet
from kinerja.ui import wording
from organization.models import Employee

#: How long a tap by mistake can be taken back by oneself; later it is a correction, which a superior decides.
UNDO_WITHIN = timedelta(minutes=10)


class TapKind(models.TextChoices):
    """Coming or going."""

    IN = "in", _("masuk")
    OUT = "out", _("pulang")


class TapQuerySet(LogQuerySet["PresenceTap"]):
    """Taps, narrowed to those that count."""

    def standing(self) -> Self:
        """Those that nobody has taken back."""
        return self.filter(undone_at__isnull=True)


class PresenceTap(models.Model):
    """A check-in or check-out pressed in the program, by the clock of the server; the marks of the day follow from it.

    ``before`` is the mark that it replaced, which undoing restores. ``place`` is what the phone told, rounded to a
    hundredth of a degree (about 1 km): a hint, no proof.
    """

    employee = models.ForeignKey(
        Employee, on_delete=models.PROTECT, related_name="taps", verbose_name=_("pegawai"), db_index=False
    )
    at = models.DateTimeField(_("pada"))
    date = models.DateField(_("tanggal"))
    kind = models.CharField(_("jenis"), max_length=3, choices=TapKind.choices)
    mode = models.CharField(_("cara kerja"), max_length=5, choices=AttendanceMode.choices)
    place = models.CharField(_("perkiraan tempat"), max_length=40, blank=True, default="")
    before = models.TimeField(_("jam sebelumnya"), null=True, blank=True)
    undone_at = models.DateTimeField(_("dibatalkan pada"), null=True, blank=True)

    objects = TapQuerySet.as_manager()

    class Meta:
        ordering = ["employee", "at"]
        verbose_name = _("ketukan kehadiran")
        indexes = [models.Index(fields=["employee", "date"], name="tap_employee_date")]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=TapKind.values), name="tap_kind_known"),
            models.CheckConstraint(condition=models.Q(mode__in=AttendanceMode.values), name="tap_mode_known"),
        ]

    def __str__(self) -> str:
        return f"{self.employee} {self.kind} {self.at}"

    @property
    def undo_until(self) -> datetime:
        """Until when oneself can take it back."""
        return self.at + UNDO_WITHIN


class PresenceCorrection(Request):
    """A person asks that the marks of a day be set right, with the reason; the superior decides.

    ``before`` keeps the marks as they stood when the correction was granted.
    """

    employee = models.ForeignKey(
        Employee, on_delete=models.PROTECT, related_name="corrections", verbose_name=_("pegawai"), db_index=False
    )
    date = models.DateField(_("tanggal"))
    check_in = models.TimeField(_("masuk"), null=True, blank=True)
    check_out = models.TimeField(_("pulang"), null=True, blank=True)
    mode = models.CharField(_("cara kerja"), max_length=5, choices=AttendanceMode.choices)
    before = models.JSONField(_("sebelumnya"), null=True, blank=True)

    objects = LogQuerySet["PresenceCorrection"].as_manager()

    class Meta:
        ordering = ["employee", "date", "pk"]
        verbose_name = _("perbaikan kehadiran")
        constraints = [
            *request_constraints("correction"),
            models.CheckConstraint(condition=models.Q(mode__in=AttendanceMode.values), name="correction_mode_known"),
            models.UniqueConstraint(
                fields=["employee", "date"],
                condition=models.Q(state="requested"),
                name="correction_one_waiting",
                violation_error_message=_("Permohonan untuk hari ini masih menunggu putusan."),
            ),
            models.CheckConstraint(
                condition=models.Q(check_in__isnull=False) | models.Q(check_out__isnull=False),
                name="correction_has_a_mark",
                violation_error_message=_("Isi jam masuk, jam pulang, atau keduanya."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employee} {self.date}"

    #: How addresses name this kind of request.
    slug = "kehadiran"

    @property
    def title(self) -> str:
        """What is asked for, in a line."""
        marks = [wording.clock(mark) if mark else "–" for mark in (self.check_in, self.check_out)]
        return gettext("Kehadiran %(day)s: masuk %(start)s, pulang %(end)s") % {
            "day": wording.day(self.date),
            "start": marks[0],
            "end": marks[1],
        }
