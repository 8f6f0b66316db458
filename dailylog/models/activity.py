"""Entries of the daily log."""

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from contracts.models import Target
from organization.models import Employee


class ActivityStatus(models.TextChoices):
    """The life of an entry; only approved entries count."""

    SUBMITTED = "submitted", _("terkirim")
    APPROVED = "approved", _("disetujui")
    RETURNED = "returned", _("dikembalikan")


class Activity(models.Model):
    """What an employee did on ``date`` from ``start`` to ``end``, with output and quantity.

    ``filed_at`` is the instant of filing in this program; it is empty for entries that came in by table, which are
    taken as filed in time because the tables do not carry that instant.
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

    class Meta:
        ordering = ["employee", "date", "start"]
        verbose_name = _("kegiatan")
        indexes = [
            BrinIndex(fields=["date"], autosummarize=True, pages_per_range=32, name="activity_date_brin"),
            models.Index(
                fields=["target", "date"], condition=models.Q(target__isnull=False), name="activity_target_date"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "date", "start"],
                name="activity_natural_key",
                violation_error_message=_("Kegiatan yang mulai pada jam ini sudah tercatat."),
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
