"""Filters of the agreements' pages."""

from decimal import Decimal
from typing import Any

from django import template
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contracts.models import Accumulation, Contribution, Polarity
from contracts.rules.comparing_terms import Difference
from kinerja.ui import wording

register = template.Library()

#: Field of a line → what a reader calls it.
PARTS: dict[str, Any] = {
    "indicator": gettext_lazy("Indikator"),
    "objective": gettext_lazy("Sasaran"),
    "unit_of_measure": gettext_lazy("Satuan"),
    "weight": gettext_lazy("Bobot"),
    "year_target": gettext_lazy("Target setahun"),
    "monthly": gettext_lazy("Target"),
    "polarity": gettext_lazy("Arah"),
    "accumulation": gettext_lazy("Akumulasi"),
    "definition": gettext_lazy("Definisi operasional"),
    "formula": gettext_lazy("Rumus"),
    "data_source": gettext_lazy("Sumber data"),
    "contribution": gettext_lazy("Sumbangan"),
    "parent": gettext_lazy("Sasaran atasan"),
}
CHOICES: dict[str, Any] = {"polarity": Polarity, "accumulation": Accumulation, "contribution": Contribution}


@register.filter
def nama_bulan(number: int) -> str:
    """The name of a month, 1 to 12."""
    return str(MONTHS[number])


@register.filter
def bagian(difference: Difference) -> str:
    """What of a line differs, with the month's name where it is a month's target."""
    words = str(PARTS[difference.field])
    return f"{words} {nama_bulan(difference.month)}" if difference.month else words


@register.filter
def isi(value: Any, field: str) -> str:
    """A value of a compared field in words."""
    if value is None or value == "":
        return _("tidak ada")
    if isinstance(value, Decimal):
        return wording.plain(value) + ("%" if field == "weight" else "")
    return str(CHOICES[field](value).label) if field in CHOICES else str(value)
