"""What a superior decided about an entry."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from dailylog.models.activity import Activity
from organization.models import Assignment, Employee


class Verdict(models.TextChoices):
    """Approve or send back; nothing is rejected for good without a way to correct it."""

    APPROVE = "approve", _("disetujui")
    RETURN = "return", _("dikembalikan")


class ReturnReason(models.TextChoices):
    """Why an entry goes back; short and mutually exclusive."""

    EVIDENCE = "evidence", _("Bukti tidak sesuai")
    QUANTITY = "quantity", _("Jumlah keliru")
    NOT_THEIRS = "not_theirs", _("Bukan tugasnya")
    DUPLICATE = "duplicate", _("Ganda")
    UNCLEAR = "unclear", _("Kurang jelas")
    OTHER = "other", _("Lain")


class Decision(models.Model):
    """A verdict on one version of an entry; append-only.

    Inserting it is what changes the entry's status: a trigger locks the entry, refuses a version that is no longer
    the current one, an entry that does not wait, and whoever decides on himself, and then sets the status.
    ``assignment`` is the post by which ``decided_by`` decided. ``returned`` keeps what a returned entry said, because
    the entry itself will change; an approved one does not.
    """

    activity = models.ForeignKey(
        Activity, on_delete=models.PROTECT, related_name="decisions", verbose_name=_("kegiatan"), db_index=False
    )
    version = models.PositiveIntegerField(_("versi"))
    verdict = models.CharField(_("putusan"), max_length=8, choices=Verdict.choices)
    reason = models.CharField(_("alasan"), max_length=12, choices=ReturnReason.choices, blank=True, default="")
    text = models.TextField(_("catatan"), blank=True, default="")
    decided_by = models.ForeignKey(
        Employee, on_delete=models.PROTECT, related_name="decisions", verbose_name=_("diputuskan oleh"), db_index=False
    )
    assignment = models.ForeignKey(
        Assignment, on_delete=models.PROTECT, related_name="decisions", verbose_name=_("sebagai"), db_index=False
    )
    at = models.DateTimeField(_("pada"), auto_now_add=True)
    returned = models.JSONField(_("isi yang dikembalikan"), null=True, blank=True, editable=False)

    class Meta:
        ordering = ["activity", "version"]
        verbose_name = _("putusan")
        indexes = [models.Index(fields=["decided_by", "at"], name="decision_by_at")]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "version"],
                name="decision_once_a_version",
                violation_error_message=_("Kegiatan ini sudah diputuskan."),
            ),
            models.CheckConstraint(condition=models.Q(verdict__in=Verdict.values), name="decision_verdict_known"),
            models.CheckConstraint(
                condition=models.Q(verdict="approve", reason="")
                | models.Q(verdict="return", reason__in=ReturnReason.values),
                name="decision_return_has_reason",
                violation_error_message=_("Pilih alasan pengembalian."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity_id} v{self.version} {self.verdict}"
