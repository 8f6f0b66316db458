"""Whose shortfall a missed regional indicator is made of (domain sheet §2.7: the OPD that caused it is evaluated).

Each office is held against its own promise of the same indicator, over the year so far; what it falls short of that,
in the unit of measure, is its part of the miss. Nobody's part is made smaller by what another did better.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from contracts.rules.spreading import apportion, decimals
from kinerja.rounding import EXACT, half_up, ratio_half_up

ZERO = Decimal(0)
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Standing:
    """An office's year to date: promise and result in the unit of measure; ``on_time`` of ``decided`` cases."""

    polarity: str
    source: str
    target: Decimal | None
    realised: Decimal | None
    on_time: int
    decided: int


def shortfall(standing: Standing) -> Decimal | None:
    """What is missing, never below zero; None while nothing was due (rules §3, year to date).

    In the unit of measure: what ``maximize`` lacks, what ``minimize`` exceeds, how far ``stabilize`` is off. Of cases
    the number that should have been on time and was not, to two decimals.
    """
    target, realised = standing.target, standing.realised
    if target is None or realised is None:
        return None
    if standing.source == "cases":
        due = ratio_half_up(EXACT.multiply(target, Decimal(standing.decided)), HUNDRED, 2)
        return max(ZERO, EXACT.subtract(due, Decimal(standing.on_time)))
    if standing.polarity == "stabilize":
        return abs(EXACT.subtract(realised, target))
    missing = EXACT.subtract(target, realised)
    return max(ZERO, missing if standing.polarity == "maximize" else -missing)


def shares(missing: Sequence[Decimal]) -> list[Decimal]:
    """Each part of the whole in percent with two decimals, adding up to exactly 100; all zero where nothing misses."""
    if not any(missing):
        return [half_up(ZERO, 2) for _each in missing]
    fine = 10 ** decimals(missing)
    return apportion(HUNDRED, [int(each * fine) for each in missing], 2)
