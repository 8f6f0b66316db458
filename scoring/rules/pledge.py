"""The resign pledge: outcome of a month, run of misses, threshold and status (rules §9)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Literal

from scoring.rules.policy import Policy
from scoring.rules.targets import State

Outcome = Literal["not_due", "met", "excused", "missed"]
Status = Literal["ok", "watch", "at_risk", "breached"]

FULL = Decimal(100)


def month_outcome(
    *,
    state: State,
    achievement: Decimal | None,
    ytd_achievement: Decimal | None,
    accumulation: str,
    source: str,
    excused: bool,
) -> Outcome:
    """What one month of a pledged target counts as.

    `achievement` and `ytd_achievement` (through that month) are percentages; `excused` says that the reviewer
    accepted evidence for the month. A `sum` target that is ahead of plan is met in a weak month (rules §9).
    """
    if state == "not_due":
        return "not_due"
    if achievement is not None and achievement >= FULL:
        return "met"
    ahead_counts = accumulation == "sum" and source != "cases"
    if ahead_counts and ytd_achievement is not None and ytd_achievement >= FULL:
        return "met"
    return "excused" if excused else "missed"


def run(outcomes: Sequence[Outcome]) -> int:
    """Months missed in a row, walking back from the last of January … m; `not_due` is skipped (rules §9)."""
    missed = 0
    for outcome in reversed(outcomes):
        if outcome == "missed":
            missed += 1
        elif outcome != "not_due":
            break
    return missed


def months_with_target(months: Iterable[tuple[bool, Decimal | None]], *, polarity: str) -> int:
    """Months of the year, given as (in force, target value), in which the target can be missed at all (rules §9).

    A `maximize` target of 0 promises nothing and is not counted.
    """
    return sum(
        1
        for in_force, target in months
        if in_force and target is not None and not (polarity == "maximize" and target == 0)
    )


def threshold(*, months_with_target: int, policy: Policy) -> int:
    """Months missed in a row that put a target at risk: the policy's, or fewer when it has fewer months (rules §9)."""
    return max(1, min(policy.pledge_threshold, months_with_target))


def status(*, run: int, threshold: int, december: bool) -> Status:
    """Status of a target as of a month; `breached` exists in December only (rules §9)."""
    if run == 0:
        return "ok"
    if run < threshold:
        return "watch"
    return "breached" if december else "at_risk"
