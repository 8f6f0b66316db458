"""Files that papers are made of and papers themselves, kept by their content."""

import hashlib

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class StoredFileManager(models.Manager["StoredFile"]):
    """Keeps a content once."""

    def keep(self, content: bytes, media_type: str) -> "StoredFile":
        """The stored file with exactly these bytes, made if it is not there yet."""
        sha256 = hashlib.sha256(content).hexdigest()
        made, _created = self.get_or_create(
            sha256=sha256, defaults={"content": content, "size": len(content), "media_type": media_type}
        )
        return made


class StoredFile(models.Model):
    """Bytes that never change: a signed agreement, a scan, a coat of arms. A trigger refuses UPDATE and DELETE.

    They live in the database, so that a signature, its bytes and the state that it causes are one transaction and
    one backup (docs/decisions/0013-papers-live-in-the-database.md).
    """

    sha256 = models.CharField(max_length=64, unique=True)
    media_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField(_("ukuran (bita)"))
    content = models.BinaryField()
    created_at = models.DateTimeField(default=timezone.now)

    objects = StoredFileManager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("berkas tersimpan")

    def __str__(self) -> str:
        return self.sha256[:12]

    @property
    def data(self) -> bytes:
        """The content as ``bytes`` (the driver hands out a memory view)."""
        return bytes(self.content)


class Paper(models.TextChoices):
    """Size of the printed sheet: F4 (215 × 330 mm) is the habit of government offices."""

    F4 = "f4", "F4 (215 × 330 mm)"
    A4 = "a4", "A4 (210 × 297 mm)"


class Letterhead(models.Model):
    """What stands above the papers of a unit; the one without a unit is the region's and serves everybody else."""

    unit = models.OneToOneField(
        "organization.Unit", on_delete=models.CASCADE, null=True, blank=True, related_name="letterhead"
    )
    lines = models.TextField(_("baris kop"), help_text=_("Satu baris kop setiap baris, paling banyak empat."))
    logo = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("lambang")
    )
    place = models.CharField(_("kota penandatanganan"), max_length=80)
    paper = models.CharField(_("kertas"), max_length=2, choices=Paper.choices, default=Paper.F4)

    class Meta:
        ordering = ["unit_id"]
        verbose_name = _("kop naskah")
        constraints = [
            models.UniqueConstraint(
                models.functions.Coalesce("unit_id", 0),
                name="letterhead_one_a_unit",
                violation_error_message=_("Unit ini sudah mempunyai kop naskah."),
            ),
            models.CheckConstraint(condition=models.Q(paper__in=Paper.values), name="letterhead_paper_known"),
        ]

    def __str__(self) -> str:
        return self.lines.splitlines()[0] if self.lines else "–"

    def as_lines(self) -> tuple[str, ...]:
        """The lines that are not blank."""
        return tuple(line.strip() for line in self.lines.splitlines() if line.strip())
