"""TPP, the monthly allowance: productivity, base and amount (rules §7)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from kinerja.rounding import EXACT, percent, ratio_half_up, weighted_mean
from scoring.rules.policy import Policy

ZERO = Decimal(0)
HUNDRED = Decimal(100)
MILLION = Decimal(1_000_000)


def mean_productivity(iki: Decimal | None, iko: Decimal | None, policy: Policy) -> Decimal:
    """Weighted mean of IKI and the OPD's IKO in percent, at most 100; both missing: 0.00 (rules §7)."""
    mean = weighted_mean(((policy.tpp_weight_iki, iki), (policy.tpp_weight_iko, iko)))
    return percent(ZERO if mean is None else min(HUNDRED, mean))


def productivity(*, iki: Decimal | None, iko: Decimal | None, required: int, absent: int, policy: Policy) -> Decimal:
    """Productivity in percent: the mean, less the share of the required workdays without presence (rules §7)."""
    mean = mean_productivity(iki, iko, policy)
    if not absent:
        return mean
    return ratio_half_up(mean * (required - absent), Decimal(required), 2)


def tpp_base(*, daily_total: Decimal, workdays: int, acting_bases: Sequence[Decimal], policy: Policy) -> Decimal:
    """TPP base of the month in whole rupiah, rounded once (rules §7).

    `daily_total` is the sum over the `workdays` of the base of the post held on each; before the first workday
    (`workdays` 0) it is taken undivided. `acting_bases` are those of the acting posts that earn the addition.
    """
    days = workdays or 1
    acting = sum(acting_bases, ZERO) * policy.tpp_acting_percent
    return ratio_half_up(EXACT.fma(daily_total, HUNDRED, acting * days), HUNDRED * days, 0)


def tpp(
    *, base: Decimal, productivity: Decimal, discipline: Decimal, sanction_percent: Decimal, policy: Policy
) -> Decimal:
    """The allowance in whole rupiah, rounded once; sanctions (PP 94/2021) take at most 100 percent (rules §7)."""
    kept = max(ZERO, HUNDRED - sanction_percent)
    share = EXACT.multiply(_share(productivity, discipline, policy), kept)
    return ratio_half_up(EXACT.multiply(base, share), MILLION, 0)


def _share(productivity: Decimal, discipline: Decimal, policy: Policy) -> Decimal:
    """Ten-thousandths of the base that productivity and discipline earn.

    Mode `whole`: the points of discipline come off the whole, not off the discipline part alone.
    """
    earned = policy.tpp_weight_productivity * productivity
    if policy.tpp_discipline_mode == "component":
        return earned + policy.tpp_weight_discipline * discipline
    return max(ZERO, earned + policy.tpp_weight_discipline * HUNDRED - HUNDRED * (HUNDRED - discipline))
