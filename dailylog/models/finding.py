"""What a cross-check found (rules §8)."""

from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dailylog.models.activity import Activity
from dailylog.models.visibility import LogQuerySet
from dailylog.rules.intervals import clock_of
from kinerja.ui import wording
from organization.models import Employee


class FindingKind(models.TextChoices):
    """The cross-checks of rules §8, in their order."""

    OVERTIME_WITHOUT_ACTIVITY = "overtime_without_activity", _("Pulang larut tanpa kegiatan")
    ACTIVITY_OUTSIDE_PRESENCE = "activity_outside_presence", _("Kegiatan di luar jam hadir")
    ACTIVITY_ON_ABSENT_OR_LEAVE_DAY = "activity_on_absent_or_leave_day", _("Kegiatan pada hari tidak hadir atau cuti")
    OVERLAPPING_ACTIVITIES = "overlapping_activities", _("Kegiatan bertumpang tindih")
    SHORT_WFA_DAY = "short_wfa_day", _("Hari kerja dari mana saja kurang jam")
    REUSED_PHOTO = "reused_photo", _("Foto pernah dipakai")
    PHOTO_FAR_OR_OLD = "photo_far_or_old", _("Waktu atau tempat foto tidak cocok")
    COPY_PASTED_DAYS = "copy_pasted_days", _("Uraian sama berhari-hari")
    IMPOSSIBLE_QUANTITY = "impossible_quantity", _("Jumlah jauh di atas kebiasaan")
    APPROVED_IN_BULK_UNREAD = "approved_in_bulk_unread", _("Disetujui sekaligus tanpa dibaca")


class FindingState(models.TextChoices):
    """Open until explained; then a superior clears or upholds it. One still open when the month closes counts."""

    OPEN = "open", _("menunggu penjelasan")
    EXPLAINED = "explained", _("sudah dijelaskan")
    CLEARED = "cleared", _("diterima")
    UPHELD = "upheld", _("terbukti")


class Finding(models.Model):
    """One contradiction on one day of one person, with the facts that show it (``facts``).

    ``mark`` tells findings of one kind and day apart (for instance the ids of two entries), so that the same check
    run again finds the same row. ``gone_at``: what contradicted was corrected before anybody upheld it.
    """

    employee = models.ForeignKey(
        Employee, on_delete=models.PROTECT, related_name="findings", verbose_name=_("pegawai"), db_index=False
    )
    date = models.DateField(_("tanggal"))
    kind = models.CharField(_("jenis"), max_length=32, choices=FindingKind.choices)
    mark = models.CharField(_("tanda"), max_length=80, blank=True, default="")
    activities = models.ManyToManyField(Activity, related_name="findings", verbose_name=_("kegiatan"))
    facts = models.JSONField(_("fakta"), default=dict)
    state = models.CharField(_("keadaan"), max_length=9, choices=FindingState.choices, default=FindingState.OPEN)
    found_at = models.DateTimeField(_("ditemukan pada"), auto_now_add=True)
    explanation = models.TextField(_("penjelasan"), blank=True, default="")
    explained_at = models.DateTimeField(_("dijelaskan pada"), null=True, blank=True)
    decided_by = models.ForeignKey(
        Employee,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decided_findings",
        verbose_name=_("diputuskan oleh"),
    )
    decided_at = models.DateTimeField(_("diputuskan pada"), null=True, blank=True)
    verdict_text = models.TextField(_("catatan putusan"), blank=True, default="")
    gone_at = models.DateTimeField(_("tidak berlaku lagi sejak"), null=True, blank=True)

    objects = LogQuerySet["Finding"].as_manager()

    class Meta:
        ordering = ["employee", "date", "kind", "mark"]
        verbose_name = _("temuan")
        indexes = [models.Index(fields=["date", "state"], name="finding_date_state")]
        constraints = [
            models.UniqueConstraint(fields=["employee", "date", "kind", "mark"], name="finding_natural_key"),
            models.CheckConstraint(condition=models.Q(kind__in=FindingKind.values), name="finding_kind_known"),
            models.CheckConstraint(
                condition=models.Q(state="open")
                | models.Q(state="explained", explained_at__isnull=False)
                | models.Q(state__in=["cleared", "upheld"], decided_by__isnull=False, decided_at__isnull=False),
                name="finding_state_has_author",
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by__isnull=True) | ~models.Q(decided_by=models.F("employee")),
                name="finding_not_decided_by_oneself",
                violation_error_message=_("Temuan tidak diputuskan oleh orang yang bersangkutan."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.kind}"

    @property
    def words(self) -> str:
        """What was found, in a sentence in the language of the page."""
        message = str(self.facts.get("message", ""))
        params = {name: _worded(name, value) for name, value in self.facts.get("params", {}).items()}
        return gettext(message) % params if message else ""


def _worded(name: str, value: Any) -> Any:
    """A parameter as people read it; the end of its name says what it is."""
    if name.endswith("_clock"):
        return wording.clock(clock_of(int(value)))
    if name.endswith("_date"):
        return wording.day(date.fromisoformat(str(value)))
    return wording.plain(value) if name.endswith("_number") else value
