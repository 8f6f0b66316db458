"""The dictionary of indicators (kamus IKU): what is measured, defined once for everybody."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from contracts.models.planning import Objective
from contracts.models.terms import Measure, known_values


class Indicator(Measure):
    """An indicator with its meaning in words. A shared one is the region's and hangs on many OPDs (WTP, MCP …).

    ``baseline`` is the last realised value, of ``baseline_year``.
    """

    code = models.CharField(_("kode"), max_length=60, unique=True)
    name = models.CharField(_("indikator"), max_length=400)
    objective = models.ForeignKey(
        Objective,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="indicators",
        verbose_name=_("simpul perencanaan"),
    )
    definition = models.TextField(_("definisi operasional"), blank=True)
    formula = models.TextField(_("rumus dalam kata-kata"), blank=True)
    data_source = models.CharField(_("sumber data"), max_length=300, blank=True)
    baseline = models.DecimalField(_("nilai dasar"), max_digits=24, decimal_places=6, null=True, blank=True)
    baseline_year = models.PositiveSmallIntegerField(_("tahun nilai dasar"), null=True, blank=True)
    shared = models.BooleanField(_("indikator bersama daerah"), default=False)
    active = models.BooleanField(_("dipakai"), default=True)

    class Meta:
        ordering = ["code"]
        verbose_name = _("indikator")
        constraints = [
            *known_values("indicator"),
            models.CheckConstraint(
                condition=~models.Q(source="cases") | ~models.Q(register=""),
                name="indicator_cases_need_register",
                violation_error_message=_("Indikator dari register perkara harus menyebut registernya."),
            ),
            models.CheckConstraint(
                condition=models.Q(baseline__isnull=True) | models.Q(baseline_year__isnull=False),
                name="indicator_baseline_has_a_year",
                violation_error_message=_("Isi juga tahun nilai dasar."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
