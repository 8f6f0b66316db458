"""The life of a month and its revisions (rules §11)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from organization.models import Employee


class Month(models.Model):
    """A month of scoring. ``locked_at`` set means closed: triggers refuse every change of what it was made from."""

    month = models.DateField(_("bulan"), primary_key=True)
    locked_at = models.DateTimeField(_("ditutup pada"), null=True, blank=True)
    locked_by = models.ForeignKey(
        Employee, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ditutup oleh")
    )

    class Meta:
        ordering = ["month"]
        verbose_name = _("bulan penilaian")
        constraints = [models.CheckConstraint(condition=models.Q(month__day=1), name="month_first_day")]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"


class RevisionState(models.TextChoices):
    """A provisional revision is scored over every night; a locked one never changes."""

    RUNNING = "running", _("sedang dihitung")
    PROVISIONAL = "provisional", _("sementara")
    LOCKED = "locked", _("terkunci")
    SUPERSEDED = "superseded", _("digantikan")


class Revision(models.Model):
    """One scoring of a month: its instant, its policy, a copy of the undated inputs, and for a locked one its seal."""

    month = models.ForeignKey(Month, on_delete=models.PROTECT, related_name="revisions", verbose_name=_("bulan"))
    number = models.PositiveIntegerField(_("nomor"))
    state = models.CharField(_("keadaan"), max_length=12, choices=RevisionState.choices)
    as_of = models.DateTimeField(_("keadaan per"))
    policy = models.JSONField(_("kebijakan"), default=dict)
    inputs = models.JSONField(_("salinan masukan"), default=dict)
    seal = models.CharField(_("segel"), max_length=64, blank=True)
    started_at = models.DateTimeField(_("mulai dihitung"), auto_now_add=True)
    finished_at = models.DateTimeField(_("selesai dihitung"), null=True, blank=True)

    class Meta:
        ordering = ["month", "number"]
        verbose_name = _("revisi")
        constraints = [
            models.UniqueConstraint(fields=["month", "number"], name="revision_number_once"),
            models.UniqueConstraint(
                fields=["month"],
                condition=models.Q(state__in=["running", "provisional", "locked"]),
                name="revision_one_current",
            ),
            models.CheckConstraint(condition=models.Q(state__in=RevisionState.values), name="revision_state_known"),
        ]

    def __str__(self) -> str:
        return f"{self.month} r{self.number}"
