"""IKI, the individual's monthly index, and the predicate (rules §5; PermenPANRB 6/2022)."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from kinerja.rounding import percent, weighted_mean
from kinerja.text import gettext_noop as _
from scoring.rules.policy import LevelWeights, Policy

Predicate = Literal["very_good", "good", "needs_improvement", "poor", "very_poor"]

NOTHING = Decimal("0.00")
#: The words of PermenPANRB 6/2022.
PREDICATE_LABELS: dict[str, str] = {
    "very_good": _("Sangat Baik"),
    "good": _("Baik"),
    "needs_improvement": _("Butuh Perbaikan"),
    "poor": _("Kurang"),
    "very_poor": _("Sangat Kurang"),
}


def own_results(*, in_force: bool, score: Decimal | None, january: bool, first_month: bool) -> Decimal | None:
    """The `results` component: the own agreement's score in percent (rules §5).

    Without an agreement in force it is None in January and in the month in which the deciding assignment began
    (`first_month`), and 0.00 in any other month.
    """
    if in_force:
        return score
    return None if january or first_month else NOTHING


def iki(
    *,
    weights: LevelWeights,
    results: Decimal | None,
    activity: Decimal | None,
    unit: Decimal | None,
    behaviour: Decimal | None,
    cap: Decimal,
) -> Decimal | None:
    """Weighted mean of the components that have a value, in percent, at most `cap`; none has: None (rules §5)."""
    mean = weighted_mean(
        (
            (weights.results, results),
            (weights.activity, activity),
            (weights.unit, unit),
            (weights.behaviour, behaviour),
        )
    )
    return None if mean is None else percent(min(cap, mean))


def behaviour_value(rating: str | None, policy: Policy) -> Decimal:
    """The superior's rating in percent; not rated counts as `meets` (rules §5)."""
    if rating is None or rating == "meets":
        return percent(policy.behaviour_meets)
    if rating == "above":
        return percent(policy.behaviour_above)
    if rating == "below":
        return percent(policy.behaviour_below)
    raise ValueError(f"unknown rating: {rating}")


def predicate(results: Decimal | None, rating: str | None, policy: Policy) -> Predicate | None:
    """Predicate from the results score in percent and the rated behaviour; either missing: None (rules §5)."""
    if results is None or rating is None:
        return None
    if results < policy.predicate_meets:
        return "very_poor" if rating == "below" else "needs_improvement"
    if rating == "below":
        return "poor"
    return "very_good" if rating == "above" and results >= policy.predicate_above else "good"
