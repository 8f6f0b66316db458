"""Rules §3, second half: year to date, agreement scores, heads and the IKO of a unit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache

from tests.oracle.achievement import (
    Outcome,
    achieved,
    agreement_of,
    in_force,
    outcome,
    targets_of,
    worth_nothing,
)
from tests.oracle.days import assignment_on
from tests.oracle.months import Month
from tests.oracle.numbers import HUNDRED, half_up, weighted
from tests.oracle.records import Agreement, City, Target

HEAD_LEVEL = {"opd": "opd_head", "division": "division_head", "team": "team_lead"}


@dataclass(frozen=True)
class YearToDate:
    target: Fraction
    realised: Fraction
    achievement: Fraction


def _entering(target: Target, found: Outcome) -> Fraction:
    """The realisation with which a due month enters the year to date."""
    if found.realised is not None:
        return found.realised
    assert found.target is not None
    return worth_nothing(target.polarity, found.target)


def _summed(city: City, target: Target, month: Month) -> Fraction:
    """Everything delivered since the agreement is in force, months without a due target included."""
    total = Fraction(0)
    for each in month.year_so_far():
        found = outcome(city, target, each)
        if found.due:
            total += _entering(target, found)
        elif in_force(city.agreements[target.year, target.holder], each):
            total += found.realised or 0
    return total


@cache
def year_to_date(city: City, target: Target, month: Month) -> YearToDate | None:
    """The figures of a target through a month; `None` when it was never due so far."""
    due = [found for each in month.year_so_far() if (found := outcome(city, target, each)).due]
    goals = [found.target for found in due if found.target is not None]
    if not goals:
        return None
    goal = goals[-1]
    if target.source == "cases":
        realised = half_up(HUNDRED * sum(f.on_time for f in due) / sum(f.decided for f in due))
    elif target.accumulation == "sum":
        goal, realised = sum(goals, Fraction(0)), _summed(city, target, month)
    elif target.accumulation == "average":
        goal = half_up(sum(goals, Fraction(0)) / len(goals), 4)
        realised = half_up(sum((_entering(target, f) for f in due), Fraction(0)) / len(due), 4)
    else:
        realised = _entering(target, due[-1])
    return YearToDate(goal, realised, achieved(target.polarity, realised, goal))


def agreement_score(city: City, agreement: Agreement, month: Month) -> Fraction | None:
    pairs = [(t.weight, outcome(city, t, month).achievement) for t in targets_of(city, agreement)]
    score = weighted(pairs)
    return None if score is None else half_up(score)


def agreement_score_to_date(city: City, agreement: Agreement, month: Month) -> Fraction | None:
    figures = [(t.weight, year_to_date(city, t, month)) for t in targets_of(city, agreement)]
    score = weighted([(weight, found.achievement if found else None) for weight, found in figures])
    return None if score is None else half_up(score)


def head_of(city: City, unit_code: str, day: date) -> str | None:
    """The NIP of the unit's head on a day: definitive before acting, then the latest start, then the lower NIP."""
    level = HEAD_LEVEL.get(city.units[unit_code].kind)
    holders = []
    for nip, assignments in city.assignments.items():
        for a in assignments:
            position = city.positions[a.position]
            if a.covers(day) and position.unit == unit_code and position.level == level:
                holders.append((a.kind != "definitive", -a.start.toordinal(), nip))
    return min(holders)[2] if holders else None


def unit_agreement(city: City, unit_code: str, month: Month) -> Agreement | None:
    """The agreement in force that the head of the month's last day signed for a post in exactly this unit."""
    head = head_of(city, unit_code, month.last)
    agreement = agreement_of(city, head, month) if head else None
    if agreement is None or agreement.signed_on is None:
        return None
    signed_as = assignment_on(city, agreement.holder, agreement.signed_on)
    if signed_as is None or city.positions[signed_as.position].unit != unit_code:
        return None
    return agreement


@cache
def iko(city: City, unit_code: str, month: Month) -> Fraction | None:
    agreement = unit_agreement(city, unit_code, month)
    return agreement_score(city, agreement, month) if agreement else None


@cache
def iko_to_date(city: City, unit_code: str, month: Month) -> Fraction | None:
    agreement = unit_agreement(city, unit_code, month)
    return agreement_score_to_date(city, agreement, month) if agreement else None
