"""Entries of the daily log."""

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from contracts.models import Target
from dailylog.models.task import Task
from dailylog.models.visibility import LogQuerySet
from organization.models import Employee


class ActivityStatus(models.TextChoices):
    """The life of an entry; only approved entries count."""

    SUBMITTED = "submitted", _("terkirim")
    APPROVED = "approved", _("disetujui")
    RETURNED = "returned", _("dikembalikan")


class Activity(models.Model):
    """What an employee did on ``date`` from ``start`` to ``end``, with output and quantity.

    ``filed_at`` is the instant of the first filing in this program, which a correction keeps; it is empty for entries
    that came in by table, which are taken as filed in time because the tables do not carry that instant.
    ``version`` begins at 1; a trigger raises it with every change of what was said or shown (dailylog/guards), so that
    a decision binds to what was seen. ``form_key`` is the key of the form that filed it: sent twice, stored once.
    ``estimate_minutes`` is what the task was estimated to take; longer shows.
    """

    employee = models.ForeignKey(
        Employee, on_delete=models.PROTECT, related_name="activities", verbose_name=_("pegawai"), db_index=False
    )
    date = models.DateField(_("tanggal"))
    start = models.TimeField(_("mulai"))
    end = models.TimeField(_("selesai"))
    description = models.TextField(_("kegiatan"))
    output = models.TextField(_("hasil"))
    quantity = models.DecimalField(_("jumlah"), max_digits=18, decimal_places=4, null=True, blank=True)
    target = models.ForeignKey(
        Target,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="activities",
        verbose_name=_("sasaran"),
        db_index=False,
    )
    status = models.CharField(_("status"), max_length=10, choices=ActivityStatus.choices)
    filed_at = models.DateTimeField(_("dikirim pada"), null=True, blank=True)
    unit_of_measure = models.CharField(_("satuan"), max_length=60, blank=True, default="", db_default="")
    outcome = models.TextField(_("manfaat"), blank=True, default="", db_default="")
    place = models.CharField(_("tempat"), max_length=200, blank=True, default="", db_default="")
    task = models.ForeignKey(
        Task,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="activities",
        verbose_name=_("tugas"),
        db_index=False,
    )
    estimate_minutes = models.PositiveSmallIntegerField(_("perkiraan (menit)"), null=True, blank=True)
    version = models.PositiveIntegerField(_("versi"), default=1, db_default=1, editable=False)
    form_key = models.UUIDField(null=True, blank=True, editable=False)

    objects = LogQuerySet["Activity"].as_manager()

    class Meta:
        ordering = ["employee", "date", "start"]
        verbose_name = _("kegiatan")
        indexes = [
            BrinIndex(fields=["date"], autosummarize=True, pages_per_range=32, name="activity_date_brin"),
            models.Index(
                fields=["target", "date"], condition=models.Q(target__isnull=False), name="activity_target_date"
            ),
            models.Index(fields=["task", "date"], condition=models.Q(task__isnull=False), name="activity_task_date"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "date", "start"],
                name="activity_natural_key",
                violation_error_message=_("Kegiatan yang mulai pada jam ini sudah tercatat."),
            ),
            models.UniqueConstraint(
                fields=["employee", "form_key"],
                condition=models.Q(form_key__isnull=False),
                name="activity_form_once",
                violation_error_message=_("Formulir ini sudah dikirim."),
            ),
            models.CheckConstraint(condition=models.Q(status__in=ActivityStatus.values), name="activity_status_known"),
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")),
                name="activity_end_after_start",
                violation_error_message=_("Jam selesai harus sesudah jam mulai."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.description}"

    @property
    def minutes(self) -> int:
        """Length of the entry in whole minutes."""
        return (self.end.hour - self.start.hour) * 60 + self.end.minute - self.start.minute

    @property
    def unit(self) -> str:
        """In what the quantity is counted; entries that came in by table leave that to their target."""
        return self.unit_of_measure or (self.target.unit_of_measure if self.target else "")

    @property
    def overran(self) -> int:
        """Minutes beyond the estimate of the task; 0 within it or without one."""
        return max(0, self.minutes - self.estimate_minutes) if self.estimate_minutes else 0

    @property
    def receipt(self) -> str:
        """The number under which a person can speak of the entry."""
        return f"CH-{self.date:%Y-%m%d}-{self.pk:06d}"
