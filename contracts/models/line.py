"""A line of a version: the terms of a target while they are drafted, presented and signed."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contracts.models.indicator import Indicator
from contracts.models.planning import Objective
from contracts.models.target import Target
from contracts.models.terms import Contribution, Terms, known_values
from contracts.models.version import Version


class Line(Terms):
    """What a version says about one indicator, with the means of reaching it (the presentation before signature).

    ``target`` is the target that the line makes or changes; empty until an added line of an amendment is in force.
    Weight and values may still be missing in a draft; presenting demands them. ``unfunded_reason`` says why the line
    has no programme or money of its own; empty: it has both.
    """

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="lines")
    target = models.ForeignKey(Target, on_delete=models.SET_NULL, null=True, blank=True, related_name="lines")
    order = models.PositiveSmallIntegerField(_("urutan"), default=0)
    definition_of = models.ForeignKey(
        Indicator,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="lines",
        verbose_name=_("indikator dalam kamus"),
    )
    node = models.ForeignKey(
        Objective,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="lines",
        verbose_name=_("simpul perencanaan"),
    )
    parent = models.ForeignKey(
        Target, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("sasaran atasan")
    )
    succeeds = models.ForeignKey(
        Target,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("sasaran pejabat sebelumnya"),
    )
    definition = models.TextField(_("definisi operasional"), blank=True)
    formula = models.TextField(_("rumus dalam kata-kata"), blank=True)
    data_source = models.CharField(_("sumber data"), max_length=300, blank=True)
    baseline = models.DecimalField(_("capaian tahun lalu"), max_digits=24, decimal_places=6, null=True, blank=True)
    means = models.TextField(_("cara mencapai"), blank=True)
    programme = models.ForeignKey(
        Objective,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("program"),
        limit_choices_to={"kind": "programme"},
    )
    budget = models.DecimalField(_("anggaran (Rp)"), max_digits=18, decimal_places=2, null=True, blank=True)
    unfunded_reason = models.TextField(_("alasan tanpa program/anggaran tersendiri"), blank=True, default="")
    risk = models.TextField(_("risiko dan penanganannya"), blank=True)

    class Meta:
        ordering = ["version", "order", "indicator_code"]
        verbose_name = _("baris perjanjian")
        constraints = [
            models.UniqueConstraint(
                fields=["version", "indicator_code"],
                name="line_natural_key",
                violation_error_message=_("Indikator ini sudah ada dalam perjanjian."),
            ),
            models.CheckConstraint(
                condition=Q(weight__gte=0),
                name="line_weight_not_negative",
                violation_error_message=_("Bobot tidak boleh kurang dari nol."),
            ),
            *known_values("line"),
            models.CheckConstraint(condition=Q(contribution__in=Contribution.values), name="line_contribution_known"),
            models.CheckConstraint(condition=Q(monthly__len=12), name="line_twelve_months"),
            models.CheckConstraint(
                condition=Q(unfunded_reason="") | Q(budget__isnull=True) | Q(budget=0),
                name="line_unfunded_has_no_money",
                violation_error_message=_("Indikator tanpa anggaran tersendiri tidak boleh menyebut anggaran."),
            ),
            models.CheckConstraint(
                condition=~Q(source="cases") | ~Q(register=""),
                name="line_cases_need_register",
                violation_error_message=_("Sasaran dari register perkara harus menyebut registernya."),
            ),
        ]
