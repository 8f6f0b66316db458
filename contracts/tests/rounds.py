"""Rounds and last year's agreements, for tests."""

from datetime import date
from decimal import Decimal
from typing import Any

from contracts.models import Agreement, Indicator, Round, Target
from organization.models import Employee, Level
from tests.cast import Cast

YEAR = 2026
EVERYBODY = list(Level.values)


def make_round(cast: Cast, **values: Any) -> Round:
    """A round of everybody for 2026, open since 2 January, due on the 28th."""
    given: dict[str, Any] = {
        "year": YEAR,
        "levels": EVERYBODY,
        "pledge_levels": ["opd_head"],
        "budget_ratified_on": date(YEAR - 1, 12, 28),
        "due_on": date(YEAR, 1, 28),
        "opened_at": f"{YEAR}-01-02T08:00+07:00",
        "opened_by": cast.ortala,
    }
    return Round.objects.create(**{**given, **values})


def signed_last_year(
    holder: Employee, superior: Employee | None, *codes: str, year: int = YEAR - 1, **values: Any
) -> Agreement:
    """A signed agreement that came in by table, its weights 100, ten units in each month."""
    agreement = Agreement.objects.create(
        year=year, holder=holder, superior=superior, signed_on=date(year, 1, 5), **values
    )
    for code in codes:
        make_target(agreement, code, weight=Decimal(100) / len(codes))
    return agreement


def make_target(agreement: Agreement, code: str, **values: Any) -> Target:
    """A target to be counted from the daily log."""
    given: dict[str, Any] = {
        "indicator_code": code,
        "objective": "Meningkatnya pelayanan",
        "indicator": f"Indikator {code}",
        "unit_of_measure": "berkas",
        "polarity": "maximize",
        "accumulation": "sum",
        "source": "activities",
        "weight": Decimal(100),
        "monthly": [Decimal(10)] * 12,
    }
    return Target.objects.create(agreement=agreement, **{**given, **values})


def make_indicator(code: str, **values: Any) -> Indicator:
    """An entry of the dictionary that says everything."""
    given: dict[str, Any] = {
        "name": f"Indikator {code}",
        "unit_of_measure": "berkas",
        "polarity": "maximize",
        "accumulation": "sum",
        "source": "activities",
        "definition": "Berkas yang diselesaikan",
        "formula": "Jumlah berkas",
        "data_source": "Catatan harian",
    }
    return Indicator.objects.create(code=code, **{**given, **values})
