"""The published figures of units and people, and what they were made of: values, nothing is worked out here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from scoring.rules.kept import Kept


@dataclass(frozen=True, slots=True)
class Pact:
    """An agreement that counts: whether it is in force and what it scored, in percent."""

    id: int
    signed_on: date | None
    score: Decimal | None
    score_ytd: Decimal | None


@dataclass(frozen=True, slots=True)
class UnitFigure:
    """The IKO of a unit in percent, or the reason why it has none."""

    unit_id: int
    head_id: int | None
    agreement_id: int | None
    iko: Decimal | None
    iko_ytd: Decimal | None
    reason: str


@dataclass(frozen=True, slots=True)
class Components:
    """The components of the IKI and the IKI itself, in percent (rules §5)."""

    results: Decimal | None
    activity: Decimal | None
    unit: Decimal | None
    behaviour: Decimal
    iki: Decimal | None


@dataclass(frozen=True, slots=True)
class PersonFigure:
    """Every published figure of a person's month, and the inputs that explain them."""

    employee_id: int
    unit_id: int
    opd_id: int | None
    level: str
    components: Components
    iko: Decimal | None
    predicate: str
    productivity: Decimal
    discipline: Decimal
    sanction_percent: Decimal
    tpp_base: Decimal
    tpp: Decimal
    breakdown: Kept
    days: str
