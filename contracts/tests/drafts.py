"""Drafts for tests: a version to write in, terms to write, and a signed agreement of the superior above it."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import time_machine
from django.utils import timezone

from contracts.actions.amend import amend
from contracts.actions.line_terms import LineTerms
from contracts.actions.opening import open_version
from contracts.models import Agreement, Indicator, Target, Version
from organization.models import Employee

YEAR = 2027
TWELVE = (Decimal(10),) * 12


def draft_of(holder: Employee, *, year: int = YEAR) -> Version:
    """A new draft of somebody's agreement."""
    return open_version(holder=holder, year=year, by=holder)


def terms(code: str = "A-1", **changes: Any) -> LineTerms:
    """The terms of a complete line of 10 files a month with all the weight."""
    values: dict[str, Any] = {
        "indicator_code": code,
        "objective": "Layanan informasi cepat",
        "indicator": f"Berkas {code} yang dilayani",
        "unit_of_measure": "berkas",
        "polarity": "maximize",
        "accumulation": "sum",
        "source": "activities",
        "contribution": "support",
        "weight": Decimal(100),
        "monthly": TWELVE,
        "definition": "Berkas yang selesai dilayani.",
        "formula": "Jumlah berkas.",
        "data_source": "Catatan harian",
        "means": "Meja layanan buka setiap hari kerja.",
        "unfunded_reason": "Dikerjakan dalam kegiatan sekretariat.",
        "risk": "Petugas sakit; ada petugas cadangan.",
    }
    return LineTerms(**{**values, **changes})


def signed_target(holder: Employee, superior: Employee | None, *, year: int = YEAR, **changes: Any) -> Target:
    """A target of a signed and sealed agreement, 120 files a month; a second call adds to another agreement only."""
    agreement = Agreement.objects.create(
        year=year, holder=holder, superior=superior, signed_on=date(year, 1, 4), position=_post(holder)
    )
    values: dict[str, Any] = {
        "indicator_code": "ATAS-1",
        "objective": "Layanan informasi cepat",
        "indicator": "Berkas yang dilayani",
        "unit_of_measure": "berkas",
        "polarity": "maximize",
        "accumulation": "sum",
        "source": "activities",
        "weight": Decimal(100),
        "monthly": [Decimal(120)] * 12,
    }
    target = Target.objects.create(agreement=agreement, **{**values, **changes})
    Agreement.objects.filter(pk=agreement.pk).update(sealed_at=timezone.now())
    return target


def amended(agreement: Agreement, *, from_month: int) -> Version:
    """The draft that amends an agreement, begun in January of its year: one that is over is not amended."""
    with time_machine.travel(datetime(agreement.year, 1, 11, 9, tzinfo=timezone.get_default_timezone())):
        return amend(
            agreement=agreement, by=agreement.holder, ground="strategy", note="P-APBD", effective_month=from_month
        )


def shared_indicator(**changes: Any) -> Indicator:
    """A shared regional indicator: the score of preventing corruption, in percent, whose last value counts."""
    values: dict[str, Any] = {
        "code": "MCP",
        "name": "Nilai pencegahan korupsi",
        "unit_of_measure": "persen",
        "polarity": "maximize",
        "accumulation": "last",
        "source": "reading",
        "definition": "Nilai MCP dari KPK.",
        "formula": "Nilai delapan area dibagi delapan.",
        "data_source": "Aplikasi MCP",
        "shared": True,
    }
    return Indicator.objects.create(**{**values, **changes})


def _post(holder: Employee) -> Any:
    return holder.assignments.select_related("position").earliest("start").position
