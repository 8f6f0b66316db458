"""A volume: many agreements bound in one PDF for the print room. The row is the truth, Celery only wakes it up."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organization.models import Employee, Unit


class VolumeState(models.TextChoices):
    """The life of a volume."""

    PENDING = "pending", _("menunggu")
    RUNNING = "running", _("sedang dijilid")
    DONE = "done", _("selesai")
    FAILED = "failed", _("gagal")


class VolumeQuerySet(models.QuerySet["Volume"]):
    """Volumes, narrowed to what somebody may see."""

    def visible_to(self, user: Any) -> "VolumeQuerySet":
        """What one asked for oneself: a volume holds what its asker may see."""
        return self.filter(requested_by_id=user.pk)


class Volume(models.Model):
    """What somebody asked to be bound, how far it is, and the file once it is done.

    ``unit`` narrows it to a unit with all below (empty: everything in the person's scope), ``heads_only`` to heads of
    the region and its OPDs; ``drafts`` takes in what is not in force yet, marked KONSEP; with
    ``duplex`` each paper begins on an odd page. ``plan`` is the order of the
    agreements, each with the unit it stands below; ``done`` of them are laid out and lie in parts. The file can be made
    again at any time, so that it is thrown away after some days, unlike signed papers; it lies in ``VolumeChunk`` rows.
    """

    requested_by = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="volumes")
    year = models.PositiveSmallIntegerField(_("tahun"))
    unit = models.ForeignKey(
        Unit, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("unit")
    )
    heads_only = models.BooleanField(_("hanya kepala OPD dan pimpinan daerah"), default=False)
    drafts = models.BooleanField(_("sertakan rancangan"), default=False)
    duplex = models.BooleanField(_("untuk cetak bolak-balik"), default=False)
    state = models.CharField(_("keadaan"), max_length=10, choices=VolumeState.choices, default=VolumeState.PENDING)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    plan = models.JSONField(default=list, editable=False)
    size = models.PositiveIntegerField(_("ukuran (bita)"), default=0)
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = VolumeQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("jilid perjanjian")
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=VolumeState.values), name="volume_state_known"),
            models.CheckConstraint(
                condition=~models.Q(state="done") | models.Q(size__gt=0), name="volume_done_has_a_file"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.unit or ''} {self.state}"

    @property
    def open(self) -> bool:
        """Whether it is still to be done."""
        return self.state in {VolumeState.PENDING, VolumeState.RUNNING}

    @property
    def percent(self) -> int:
        """How much of it is laid out, in whole percent."""
        return self.done * 100 // self.total if self.total else 0


class VolumePart(models.Model):
    """What is laid out of a volume so far: a worker that dies, or whose time is up, leaves it to the next.

    ``entries`` are its lines of the contents, ``pages`` its length; ``upto`` agreements of the plan are through.
    """

    volume = models.ForeignKey(Volume, on_delete=models.CASCADE, related_name="parts")
    number = models.PositiveIntegerField()
    content = models.BinaryField()
    entries = models.JSONField()
    pages = models.PositiveIntegerField()
    paper = models.CharField(max_length=2)
    upto = models.PositiveIntegerField()

    class Meta:
        ordering = ["volume", "number"]
        constraints = [models.UniqueConstraint(fields=["volume", "number"], name="volume_part_once")]

    def __str__(self) -> str:
        return f"{self.volume_id}/{self.number}"


class VolumeChunk(models.Model):
    """A piece of a volume's file: a city's is too large to be held in memory, by the worker as by the page."""

    volume = models.ForeignKey(Volume, on_delete=models.CASCADE, related_name="chunks")
    number = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        ordering = ["volume", "number"]
        constraints = [models.UniqueConstraint(fields=["volume", "number"], name="volume_chunk_once")]

    def __str__(self) -> str:
        return f"{self.volume_id}/{self.number}"
