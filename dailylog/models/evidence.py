"""Photographs that prove an entry."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from dailylog.models.activity import Activity
from organization.models import Employee


class Evidence(models.Model):
    """A photograph of an entry, re-encoded as JPEG and kept on disk below ``media/bukti`` by its SHA-256.

    What the camera wrote into the file is read, then stripped: ``taken_at`` and a place rounded to a thousandth of a
    degree (about 100 m). ``look`` is the perceptual hash (dHash, 64 bits as a signed number), ``look_parts`` its four
    quarters, by which near-same pictures are found. ``source_sha256`` is of the bytes that were sent.
    A trigger keeps the photographs of an entry once anybody has decided on it.
    """

    activity = models.ForeignKey(
        Activity, on_delete=models.PROTECT, related_name="evidence", verbose_name=_("kegiatan")
    )
    employee = models.ForeignKey(
        Employee, on_delete=models.PROTECT, related_name="evidence", verbose_name=_("pengunggah"), db_index=False
    )
    sha256 = models.CharField(_("sidik jari berkas"), max_length=64, db_index=True)
    source_sha256 = models.CharField(_("sidik jari kiriman"), max_length=64, db_index=True)
    width = models.PositiveIntegerField(_("lebar (piksel)"))
    height = models.PositiveIntegerField(_("tinggi (piksel)"))
    size = models.PositiveIntegerField(_("ukuran (bita)"))
    look = models.BigIntegerField(_("sidik rupa"))
    look_parts = ArrayField(models.IntegerField(), size=4, verbose_name=_("bagian sidik rupa"))
    taken_at = models.DateTimeField(_("diambil pada"), null=True, blank=True)
    latitude = models.DecimalField(_("lintang"), max_digits=6, decimal_places=3, null=True, blank=True)
    longitude = models.DecimalField(_("bujur"), max_digits=6, decimal_places=3, null=True, blank=True)
    uploaded_at = models.DateTimeField(_("diunggah pada"), auto_now_add=True)

    class Meta:
        ordering = ["activity", "pk"]
        verbose_name = _("bukti")
        indexes = [GinIndex(fields=["look_parts"], name="evidence_look")]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "sha256"],
                name="evidence_once_an_entry",
                violation_error_message=_("Foto ini sudah dilampirkan."),
            ),
            models.CheckConstraint(condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"), name="evidence_sha256"),
            models.CheckConstraint(condition=models.Q(look_parts__len=4), name="evidence_look_four_parts"),
        ]

    def __str__(self) -> str:
        return f"{self.activity_id} {self.sha256[:12]}"

    @property
    def path(self) -> str:
        """Where the picture lies, below the media folder."""
        return f"bukti/{self.sha256[:2]}/{self.sha256[2:4]}/{self.sha256}.jpg"

    @property
    def small_path(self) -> str:
        """Where its small copy for lists lies."""
        return self.path.removesuffix(".jpg") + "-kecil.jpg"
