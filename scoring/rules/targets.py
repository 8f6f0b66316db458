"""Targets: state of a month, achievement, year to date and the score of an agreement (rules §3)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from kinerja.rounding import EXACT, percent, ratio_half_up, weighted_mean
from scoring.rules.clocks import realisation
from scoring.rules.policy import Policy

State = Literal["not_due", "unreported", "measured"]

ZERO = Decimal(0)
ONE = Decimal(1)
TWO = Decimal(2)
THREE = Decimal(3)
HUNDRED = Decimal(100)
NOTHING = Decimal("0.00")
FULL = Decimal("100.00")


@dataclass(frozen=True, slots=True)
class TargetMonth:
    """One month of a target. `target` and `realised` are in the target's unit of measure.

    `realised` is also present in a month that is not due when a result was delivered in it; `on_time` and
    `decided` are the counts of a `cases` target.
    """

    in_force: bool
    state: State
    target: Decimal | None = None
    realised: Decimal | None = None
    on_time: int = 0
    decided: int = 0


@dataclass(frozen=True, slots=True)
class YearToDate:
    """The figures that enter the formula through a month, and the achievement in percent that comes out."""

    target: Decimal
    realised: Decimal
    achievement: Decimal


def month_state(
    *,
    source: str,
    polarity: str,
    in_force: bool,
    target: Decimal | None,
    reading: Decimal | None = None,
    reading_due: bool = True,
    decided: int = 0,
) -> State:
    """State of a target in a month (rules §3).

    `reading` is the reported value, None when there is none or it was rejected; `reading_due` says that the
    reporting deadline has passed at the as-of instant (rules §11); `decided` counts the decided cases.
    """
    if not in_force or target is None or (polarity == "maximize" and target == 0):
        return "not_due"
    if source == "cases":
        return "measured" if decided else "not_due"
    if source == "reading" and reading is None:
        return "unreported" if reading_due else "not_due"
    return "measured"


def achievement(*, polarity: str, realised: Decimal, target: Decimal, policy: Policy) -> Decimal:
    """Achievement in percent, 0 to the policy's cap, two decimals (rules §3).

    A negative target, or a `maximize` target of 0, is never due and may not come here: ValueError.
    """
    if target < 0:
        raise ValueError(f"a target is never negative: {target}")
    if polarity == "maximize":
        if not target:
            raise ValueError("a maximize target of 0 is not due")
        return _clamp(ratio_half_up(EXACT.multiply(HUNDRED, realised), target, 2), policy)
    if not target:
        return FULL if not realised else NOTHING
    if polarity == "minimize":
        return _minimize(realised, target, policy)
    if polarity == "stabilize":
        return _stabilize(realised, target, policy)
    raise ValueError(f"unknown polarity: {polarity}")


def _clamp(value: Decimal, policy: Policy) -> Decimal:
    if value > policy.achievement_cap:
        return percent(policy.achievement_cap)
    return value if value > 0 else NOTHING


def _minimize(realised: Decimal, target: Decimal, policy: Policy) -> Decimal:
    if not policy.minimize_divides:
        rest = EXACT.fma(TWO, target, -realised)
        return _clamp(ratio_half_up(EXACT.multiply(HUNDRED, rest), target, 2), policy)
    if realised <= 0:
        # t/r grows without end as r nears 0; the cap is its value there.
        return percent(policy.achievement_cap)
    return _clamp(ratio_half_up(EXACT.multiply(HUNDRED, target), realised, 2), policy)


def _stabilize(realised: Decimal, target: Decimal, policy: Policy) -> Decimal:
    off = EXACT.multiply(HUNDRED, EXACT.abs(EXACT.subtract(realised, target)))
    excess = EXACT.subtract(off, EXACT.multiply(policy.stabilize_tolerance, target))
    if excess <= 0:
        return FULL
    return _clamp(ratio_half_up(EXACT.fma(HUNDRED, target, -excess), target, 2), policy)


def month_achievement(month: TargetMonth, *, polarity: str, policy: Policy) -> Decimal | None:
    """Achievement of the month in percent: None when not due, 0.00 when unreported (rules §3)."""
    if month.state == "not_due":
        return None
    if month.state == "unreported":
        return NOTHING
    target, realised = _measured(month)
    return achievement(polarity=polarity, realised=realised, target=target, policy=policy)


def _measured(month: TargetMonth) -> tuple[Decimal, Decimal]:
    if month.target is None or month.realised is None:
        raise ValueError("a measured month has a target and a result")
    return month.target, month.realised


def worthless(polarity: str, target: Decimal) -> Decimal:
    """The result with which an unreported month enters the year to date: one that earns nothing (rules §3)."""
    if polarity == "maximize":
        return ZERO
    if not target:
        return ONE
    return EXACT.multiply(TWO if polarity == "minimize" else THREE, target)


def year_to_date(
    *, polarity: str, accumulation: str, source: str, months: Sequence[TargetMonth], policy: Policy
) -> YearToDate | None:
    """Target, result and achievement over January … m, the last month given; None when never due so far (rules §3)."""
    due = [month for month in months if month.state != "not_due"]
    if not due:
        return None
    if source == "cases":
        target, realised = _cases_to_date(due)
    elif accumulation == "sum":
        target, realised = _sum_to_date(months, polarity)
    elif accumulation == "average":
        target, realised = _mean_to_date(due, polarity)
    elif accumulation == "last":
        target, realised = _due_pair(due[-1], polarity)
    else:
        raise ValueError(f"unknown accumulation: {accumulation}")
    reached = achievement(polarity=polarity, realised=realised, target=target, policy=policy)
    return YearToDate(target, realised, reached)


def _due_pair(month: TargetMonth, polarity: str) -> tuple[Decimal, Decimal]:
    """(target, result) of a due month, the result of an unreported one being worth nothing."""
    if month.state == "measured":
        return _measured(month)
    if month.target is None:
        raise ValueError("a due month has a target")
    return month.target, worthless(polarity, month.target)


def _cases_to_date(due: Sequence[TargetMonth]) -> tuple[Decimal, Decimal]:
    share = realisation(sum(month.on_time for month in due), sum(month.decided for month in due))
    target = due[-1].target
    if target is None or share is None:
        raise ValueError("a due month of a cases target has a target and a decided case")
    return target, share


def _sum_to_date(months: Sequence[TargetMonth], polarity: str) -> tuple[Decimal, Decimal]:
    """Due months give target and result; any other month in force gives what was delivered in it all the same."""
    target = realised = ZERO
    for month in months:
        if month.state != "not_due":
            due_target, result = _due_pair(month, polarity)
            target = EXACT.add(target, due_target)
            realised = EXACT.add(realised, result)
        elif month.in_force and month.realised is not None:
            realised = EXACT.add(realised, month.realised)
    return target, realised


def _mean_to_date(due: Sequence[TargetMonth], polarity: str) -> tuple[Decimal, Decimal]:
    target = realised = ZERO
    for month in due:
        due_target, result = _due_pair(month, polarity)
        target = EXACT.add(target, due_target)
        realised = EXACT.add(realised, result)
    count = Decimal(len(due))
    return ratio_half_up(target, count, 4), ratio_half_up(realised, count, 4)


def agreement_score(pairs: Iterable[tuple[Decimal, Decimal | None]]) -> Decimal | None:
    """Score of an agreement in percent from (weight, achievement) of its targets; none due: None (rules §3).

    The same serves the month and the year to date.
    """
    mean = weighted_mean(pairs)
    return None if mean is None else percent(mean)
