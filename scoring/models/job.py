"""Work to be done: the row is the truth, Celery only wakes it up (reliability §3)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from organization.models import Employee


class JobKind(models.TextChoices):
    """What a job does."""

    SCORE_MONTH = "score_month", _("hitung bulan")
    SCORE_OPD = "score_opd", _("hitung OPD")


class JobState(models.TextChoices):
    """The life of a job."""

    PENDING = "pending", _("menunggu")
    RUNNING = "running", _("berjalan")
    DONE = "done", _("selesai")
    FAILED = "failed", _("gagal")


class Job(models.Model):
    """A unit of background work. A month's job has one child for each OPD; progress is their count.

    ``above``, of a month's job: the figures of the units above the OPDs, which its first part leaves for the others.
    """

    kind = models.CharField(_("jenis"), max_length=20, choices=JobKind.choices)
    month = models.DateField(_("bulan"))
    unit_code = models.CharField(_("OPD"), max_length=60, blank=True)
    as_of = models.DateTimeField(_("keadaan per"))
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="children")
    revision = models.ForeignKey(
        "scoring.Revision", on_delete=models.CASCADE, null=True, related_name="jobs", verbose_name=_("revisi")
    )
    state = models.CharField(_("keadaan"), max_length=10, choices=JobState.choices, default=JobState.PENDING)
    above = models.JSONField(_("unit di atas OPD"), default=dict, editable=False)
    attempts = models.PositiveSmallIntegerField(_("percobaan"), default=0)
    error = models.TextField(_("kesalahan"), blank=True)
    requested_by = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(_("dibuat"), auto_now_add=True)
    sent_at = models.DateTimeField(_("dibangunkan"), null=True, blank=True)
    started_at = models.DateTimeField(_("mulai"), null=True, blank=True)
    finished_at = models.DateTimeField(_("selesai"), null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "id"]
        verbose_name = _("pekerjaan")
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=JobKind.values), name="job_kind_known"),
            models.CheckConstraint(condition=models.Q(state__in=JobState.values), name="job_state_known"),
            models.UniqueConstraint(
                fields=["kind", "month", "unit_code"],
                condition=models.Q(state__in=["pending", "running"]),
                name="job_one_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.month:%Y-%m} {self.unit_code}"
