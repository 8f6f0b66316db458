"""Rules §7: the allowance (TPP)."""

from __future__ import annotations

from fractions import Fraction

from tests.oracle.days import assignment_on, deciding_assignment, required_workdays, seen_days, work_hours
from tests.oracle.discipline import absent_days
from tests.oracle.months import Month
from tests.oracle.numbers import HUNDRED, half_up, weighted
from tests.oracle.records import City
from tests.oracle.shifts import is_rostered

ACTING_SHARE = Fraction(20, 100)


def productivity(city: City, nip: str, month: Month, iki: Fraction | None, opd_iko: Fraction | None) -> Fraction:
    mean = weighted([(Fraction(70), iki), (Fraction(30), opd_iko)])
    figure = half_up(min(HUNDRED, mean or Fraction(0)))
    required = len(required_workdays(city, nip, month))
    if required == 0:
        return figure
    return half_up(figure * (required - absent_days(city, nip, month)) / required)


def _acting_bases(city: City, nip: str, month: Month) -> Fraction:
    """The bases of the acting posts that the employee holds on every day of the month."""
    acting = [a for a in city.assignments.get(nip, []) if a.kind != "definitive"]
    total = Fraction(0)
    for code in {a.position for a in acting}:
        if all(any(a.position == code and a.covers(day) for a in acting) for day in month.days()):
            total += city.positions[code].base
    return total


def base(city: City, nip: str, month: Month) -> Fraction:
    """The month's TPP base in whole rupiah."""
    deciding = deciding_assignment(city, nip, month)
    assert deciding is not None
    unit = city.positions[deciding.position].unit
    if is_rostered(city, nip, month.first):
        workdays = [day for day in seen_days(city, month) if city.rosters.get((nip, day)) is not None]
    else:
        workdays = [day for day in seen_days(city, month) if work_hours(city, unit, day) is not None]
    held = [assignment_on(city, nip, day) for day in workdays]
    total = sum((city.positions[a.position].base for a in held if a), Fraction(0))
    mean = total / len(workdays) if workdays else city.positions[deciding.position].base
    if deciding.kind == "definitive":
        mean += ACTING_SHARE * _acting_bases(city, nip, month)
    return half_up(mean, 0)


def sanction_percent(city: City, nip: str, month: Month) -> Fraction:
    found = [span.percent for span in city.sanctions.get(nip, []) if span.covers(month.last)]
    return min(HUNDRED, sum(found, Fraction(0)))


def allowance(base_figure: Fraction, productive: Fraction, disciplined: Fraction, sanction: Fraction) -> Fraction:
    share = (60 * productive + 40 * disciplined) / 10_000
    return half_up(base_figure * share * (100 - sanction) / 100, 0)
