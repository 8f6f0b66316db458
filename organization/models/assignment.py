"""Who holds which post, when, and how: definitive or acting."""

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _

from organization.models.employee import Employee
from organization.models.position import Position


class AssignmentKind(models.TextChoices):
    """How a post is held."""

    DEFINITIVE = "definitive", _("definitif")
    PLT = "plt", _("pelaksana tugas (Plt.)")
    PLH = "plh", _("pelaksana harian (Plh.)")


class DateRange(models.Func):
    """``daterange(start, end, '[]')``: both ends belong to it; an empty end is endless."""

    function = "DATERANGE"
    output_field = DateRangeField()


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Assignments by date."""

    def on(self, day: date) -> "AssignmentQuerySet":
        """Those in force on ``day``."""
        return self.filter(models.Q(end__isnull=True) | models.Q(end__gte=day), start__lte=day)


class Assignment(models.Model):
    """An employee on a post from ``start`` to ``end``, both inclusive.

    The database forbids two definitive holders of one post, and one person in two definitive posts, at a time.
    """

    employee = models.ForeignKey(
        Employee, on_delete=models.PROTECT, related_name="assignments", verbose_name=_("pegawai")
    )
    position = models.ForeignKey(
        Position, on_delete=models.PROTECT, related_name="assignments", verbose_name=_("jabatan")
    )
    kind = models.CharField(_("kedudukan"), max_length=12, choices=AssignmentKind.choices)
    start = models.DateField(_("mulai"))
    end = models.DateField(_("selesai"), null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["employee", "start", "position"]
        verbose_name = _("penempatan")
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "position", "start"],
                name="assignment_natural_key",
                violation_error_message=_("Penempatan ini sudah tercatat."),
            ),
            models.CheckConstraint(condition=models.Q(kind__in=AssignmentKind.values), name="assignment_kind_known"),
            models.CheckConstraint(
                condition=models.Q(end__isnull=True) | models.Q(end__gte=models.F("start")),
                name="assignment_end_not_before_start",
                violation_error_message=_("Tanggal selesai tidak boleh sebelum tanggal mulai."),
            ),
            ExclusionConstraint(
                name="assignment_one_definitive_holder",
                expressions=[
                    ("position", RangeOperators.EQUAL),
                    (DateRange("start", "end", RangeBoundary(inclusive_lower=True, inclusive_upper=True)), "&&"),
                ],
                condition=models.Q(kind="definitive"),
                violation_error_message=_("Jabatan ini sudah mempunyai pejabat definitif pada tanggal itu."),
            ),
            ExclusionConstraint(
                name="assignment_one_definitive_post",
                expressions=[
                    ("employee", RangeOperators.EQUAL),
                    (DateRange("start", "end", RangeBoundary(inclusive_lower=True, inclusive_upper=True)), "&&"),
                ],
                condition=models.Q(kind="definitive"),
                violation_error_message=_("Pegawai ini sudah memegang jabatan definitif lain pada tanggal itu."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employee} – {self.position}"
