"""The presentation before signature: what was shown, and what the reviewers said of each line."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contracts.models.line import Line
from contracts.models.version import Version
from organization.models import Employee


class Presentation(models.Model):
    """One presentation of a version. ``digest`` is the SHA-256 of the lines as they were shown.

    "Sebelum meneken perjanjian kinerja harus dipaparkan target dan cara pencapaian target": a version is agreed only
    when every line of its latest presentation was found fit, and no reviewer's last word on a line is against it.
    """

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="presentations")
    number = models.PositiveSmallIntegerField(_("paparan ke"))
    presented_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    presented_at = models.DateTimeField(default=timezone.now)
    held_on = models.DateField(_("tanggal paparan"), null=True, blank=True)
    panel = models.TextField(_("tim penelaah"), blank=True)
    minutes = models.TextField(_("notulen"), blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["version", "number"]
        verbose_name = _("paparan")
        constraints = [models.UniqueConstraint(fields=["version", "number"], name="presentation_number_once")]

    def __str__(self) -> str:
        return f"{self.version} #{self.number}"


class Fitness(models.TextChoices):
    """What a reviewer says of a line."""

    FIT = "fit", _("layak")
    IMPROVE = "improve", _("perlu perbaikan")


class Verdict(models.Model):
    """A reviewer's word on a line of a presentation. Append-only: a reviewer's last word counts."""

    presentation = models.ForeignKey(Presentation, on_delete=models.CASCADE, related_name="verdicts")
    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="verdicts")
    reviewer = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    fitness = models.CharField(_("hasil telaah"), max_length=7, choices=Fitness.choices)
    note = models.TextField(_("catatan"), blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["presentation", "line", "at", "pk"]
        verbose_name = _("hasil telaah")
        constraints = [
            models.CheckConstraint(condition=Q(fitness__in=Fitness.values), name="verdict_fitness_known"),
            models.CheckConstraint(
                condition=Q(fitness="fit") | ~Q(note=""),
                name="verdict_improvement_says_what",
                violation_error_message=_("Tuliskan apa yang perlu diperbaiki."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line} {self.fitness}"
