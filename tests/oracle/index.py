"""Rules §5: IKI, the individual's index."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from tests.oracle.achievement import agreement_of
from tests.oracle.activity import activity_score
from tests.oracle.days import deciding_assignment
from tests.oracle.months import Month
from tests.oracle.numbers import half_up, weighted
from tests.oracle.records import City
from tests.oracle.year import agreement_score, head_of, iko

WEIGHTS = {
    "opd_head": (80, 0, 0, 20),
    "division_head": (60, 0, 20, 20),
    "team_lead": (50, 20, 10, 20),
    "staff": (40, 30, 10, 20),
}
RATINGS = {"above": Fraction(110), "meets": Fraction(100), "below": Fraction(70)}
IKI_CAP = Fraction(120)


@dataclass(frozen=True)
class Index:
    results: Fraction | None
    activity: Fraction | None
    unit: Fraction | None
    behaviour: Fraction
    iki: Fraction | None


def results(city: City, nip: str, month: Month) -> Fraction | None:
    agreement = agreement_of(city, nip, month)
    if agreement is not None:
        return agreement_score(city, agreement, month)
    deciding = deciding_assignment(city, nip, month)
    if month.number == 1 or (deciding is not None and month.holds(deciding.start)):
        return None
    return Fraction(0)


def unit_component(city: City, nip: str, unit_code: str, month: Month) -> Fraction | None:
    """IKO of the own unit (a head: of the one above), or of the nearest unit above that has one."""
    code = unit_code
    if head_of(city, unit_code, month.last) == nip:
        code = city.units[unit_code].parent
    while code:
        found = iko(city, code, month)
        if found is not None:
            return found
        code = city.units[code].parent
    return None


def index(city: City, nip: str, unit_code: str, level: str, month: Month) -> Index:
    parts = (
        results(city, nip, month),
        activity_score(city, nip, month),
        unit_component(city, nip, unit_code, month),
        RATINGS[city.ratings.get((nip, month), "meets")],
    )
    mean = weighted(zip(map(Fraction, WEIGHTS[level]), parts, strict=True))
    return Index(*parts, None if mean is None else half_up(min(IKI_CAP, mean)))
