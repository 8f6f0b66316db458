"""Rules §3, first half: whether a target is due, what was realised, and the achievement."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from tests.oracle.clocks import decided_in_month
from tests.oracle.days import reporting_deadline
from tests.oracle.months import Month
from tests.oracle.numbers import HUNDRED, half_up
from tests.oracle.records import Agreement, City, Target

CAP = Fraction(120)
TOLERANCE = Fraction(5, 100)


@dataclass(frozen=True)
class Outcome:
    """A target in a month. `realised` is kept in months without a due target too: `sum` adds it all the same."""

    state: str
    target: Fraction | None
    realised: Fraction | None
    achievement: Fraction | None
    on_time: int = 0
    decided: int = 0

    @property
    def due(self) -> bool:
        return self.state != "not_due"


def in_force(agreement: Agreement, month: Month) -> bool:
    return agreement.year == month.year and agreement.signed_on is not None and agreement.signed_on <= month.last


def agreement_of(city: City, nip: str, month: Month) -> Agreement | None:
    """The agreement in force of a holder in a month."""
    found = city.agreements.get((month.year, nip))
    return found if found and in_force(found, month) else None


def targets_of(city: City, agreement: Agreement) -> list[Target]:
    return [t for t in city.targets if (t.year, t.holder) == (agreement.year, agreement.holder)]


@cache
def _quantities(city: City) -> dict[tuple[str, str, Month], Fraction]:
    """Approved quantities by the target that the activity names and the month of its date."""
    sums: dict[tuple[str, str, Month], Fraction] = defaultdict(Fraction)
    for activities in city.activities.values():
        for a in activities:
            if a.status == "approved" and a.indicator:
                sums[a.nip, a.indicator, Month(a.day.year, a.day.month)] += a.quantity
    return sums


def delivered(city: City, target: Target, month: Month) -> Fraction:
    """The quantities of the target and of everything below it that contributes directly."""
    total = _quantities(city).get((*target.key, month), Fraction(0))
    for below in city.targets:
        if below.year == target.year and below.parent == target.key and below.contribution == "direct":
            total += delivered(city, below, month)
    return total


def achieved(polarity: str, r: Fraction, t: Fraction) -> Fraction:
    """The achievement in percent, clamped and rounded."""
    if polarity == "maximize":
        raw = HUNDRED * r / t
    elif t == 0:
        raw = HUNDRED if r == 0 else Fraction(0)
    elif polarity == "minimize":
        raw = HUNDRED * (2 * t - r) / t
    else:
        distance = max(Fraction(0), abs(r - t) - TOLERANCE * t)
        raw = HUNDRED * (1 - distance / t)
    return half_up(min(CAP, max(Fraction(0), raw)))


def worth_nothing(polarity: str, t: Fraction) -> Fraction:
    """The realisation with which an unreported month enters the year to date."""
    if polarity == "maximize":
        return Fraction(0)
    if t == 0:
        return Fraction(1)
    return 2 * t if polarity == "minimize" else 3 * t


@cache
def outcome(city: City, target: Target, month: Month) -> Outcome:
    """The state, realisation and achievement of a target in a month."""
    on_time = decided = 0
    realised: Fraction | None
    if target.source == "cases":
        on_time, decided = decided_in_month(city, target, month)
        realised = half_up(HUNDRED * on_time / decided) if decided else None
    elif target.source == "activities":
        realised = delivered(city, target, month)
    else:
        realised = city.readings.get((*target.key, month))
    t = target.value(month)
    due = t is not None and not (target.polarity == "maximize" and t == 0)
    due = due and in_force(city.agreements[target.year, target.holder], month)
    if target.source == "cases":
        due = due and decided > 0
    if target.source == "reading" and realised is None:
        due = due and city.as_of >= reporting_deadline(city, month)
    if not due or t is None:
        return Outcome("not_due", None, realised, None)
    if realised is None:
        return Outcome("unreported", t, None, Fraction(0))
    return Outcome("measured", t, realised, achieved(target.polarity, realised, t), on_time, decided)
