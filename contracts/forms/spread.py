"""The buttons that fill the twelve months from the figure of the year, before anything is saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from contracts.forms.lines import MONTH_FIELDS
from contracts.models import Accumulation
from contracts.rules.spreading import respread
from kinerja.ui.numbers import NumberField, spelled

LAST_YEAR = "last"
BLANK = "blank"


def typed_months(values: Mapping[str, Any]) -> list[Decimal | None]:
    """The twelve numbers as they stand in a form; what is no number counts as empty."""
    return [_number(values.get(name)) for name in MONTH_FIELDS]


def fill(
    values: Mapping[str, Any], how: str, *, first_month: int, last_year: Sequence[Decimal | None]
) -> tuple[dict[str, Any], str]:
    """The values of a form with its months filled, and a sentence where that was not possible.

    ``values`` are what was typed, with the stored months before ``first_month``, which stay.
    """
    filled = dict(values)
    if how == BLANK:
        return filled | dict.fromkeys(MONTH_FIELDS[first_month - 1 :], ""), ""
    total = _number(values.get("total"))
    if total is None:
        return filled, _("Isi target setahun dengan angka, lalu bagi ke bulan-bulannya.")
    try:
        monthly = respread(
            total,
            typed_months(values),
            accumulation_of(values),
            first=first_month,
            shape=last_year if how == LAST_YEAR else None,
        )
    except ValueError:
        return filled, (
            _("Tidak ada pola tahun lalu untuk indikator ini.")
            if how == LAST_YEAR
            else _("Bulan-bulan yang sudah lewat melebihi target setahun.")
        )
    return filled | dict(zip(MONTH_FIELDS, map(spelled, monthly), strict=True)), ""


def accumulation_of(values: Mapping[str, Any]) -> str:
    """The accumulation chosen in a form; a sum where nothing known was chosen."""
    chosen = str(values.get("accumulation", ""))
    return chosen if chosen in Accumulation.values else Accumulation.SUM.value


def _number(value: Any) -> Decimal | None:
    if isinstance(value, Decimal):
        return value
    try:
        found: Decimal | None = NumberField(required=False).clean(value)
    except ValidationError:
        return None
    return found
