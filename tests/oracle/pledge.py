"""Rules §9: the resign pledge."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from tests.oracle.achievement import in_force, outcome, targets_of
from tests.oracle.months import Month
from tests.oracle.numbers import HUNDRED
from tests.oracle.records import Agreement, City, Target
from tests.oracle.year import year_to_date

LONGEST_RUN = 3


@dataclass(frozen=True)
class Standing:
    target: Target
    run: int
    status: str


def month_state(city: City, target: Target, month: Month) -> str:
    found = outcome(city, target, month)
    if not found.due:
        return "not_due"
    if found.achievement is not None and found.achievement >= HUNDRED:
        return "met"
    if target.accumulation == "sum" and target.source != "cases":
        so_far = year_to_date(city, target, month)
        if so_far is not None and so_far.achievement >= HUNDRED:
            return "met"
    return "excused" if (*target.key, month) in city.accepted else "missed"


def run(city: City, target: Target, month: Month) -> int:
    length = 0
    for each in reversed(month.year_so_far()):
        state = month_state(city, target, each)
        if state in ("met", "excused"):
            break
        length += state == "missed"
    return length


def threshold(agreement: Agreement, target: Target) -> int:
    months = 0
    for month in Month(target.year, 12).year_so_far():
        value: Fraction | None = target.value(month)
        has_value = value is not None and not (target.polarity == "maximize" and value == 0)
        months += has_value and in_force(agreement, month)
    return max(1, min(LONGEST_RUN, months))


def standings(city: City, agreement: Agreement, month: Month) -> list[Standing]:
    found = []
    for target in targets_of(city, agreement):
        length = run(city, target, month)
        status = "ok"
        if length >= threshold(agreement, target):
            status = "breached" if month.number == 12 else "at_risk"
        elif length:
            status = "watch"
        found.append(Standing(target, length, status))
    return found
