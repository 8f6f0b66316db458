"""TPP, the monthly allowance: productivity, base, amount and the pieces it is made of (rules §7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kinerja.rounding import EXACT, percent, ratio_half_up, weighted_mean
from scoring.rules.policy import Policy

ZERO = Decimal(0)
HUNDRED = Decimal(100)
TEN_THOUSAND = Decimal(10_000)
MILLION = Decimal(1_000_000)


@dataclass(frozen=True, slots=True)
class TppParts:
    """A TPP in whole rupiah, cut into pieces that re-add to it.

    Earned: `productivity + discipline - sanction_loss = total`. Lost, in the order in which it is taken off:
    `total + productivity_loss + discipline_loss + sanction_loss = base`; no loss is negative. Under the mode
    `whole` the piece `discipline` is negative when the points eat into the productivity.
    """

    base: Decimal
    productivity: Decimal
    discipline: Decimal
    productivity_loss: Decimal
    discipline_loss: Decimal
    sanction_loss: Decimal
    total: Decimal

    def __post_init__(self) -> None:
        """Refuse pieces that do not add up."""
        lost = self.productivity_loss + self.discipline_loss + self.sanction_loss
        if self.productivity + self.discipline - self.sanction_loss != self.total or self.total + lost != self.base:
            raise ValueError("the pieces of a TPP must add up to it")


def mean_productivity(iki: Decimal | None, iko: Decimal | None, policy: Policy) -> Decimal:
    """Weighted mean of IKI and the OPD's IKO in percent, at most 100; both missing: 0.00 (rules §7)."""
    mean = weighted_mean(((policy.tpp_weight_iki, iki), (policy.tpp_weight_iko, iko)))
    return percent(ZERO if mean is None else min(HUNDRED, mean))


def productivity(*, iki: Decimal | None, iko: Decimal | None, required: int, absent: int, policy: Policy) -> Decimal:
    """Productivity in percent: the mean, less the share of the required workdays without presence (rules §7)."""
    mean = mean_productivity(iki, iko, policy)
    if not required or not absent:
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


def tpp_parts(
    *, base: Decimal, productivity: Decimal, discipline: Decimal, sanction_percent: Decimal, policy: Policy
) -> TppParts:
    """What each part earned and lost, in whole rupiah that re-add to the TPP and to the base (rules §7)."""
    full = tpp(base=base, productivity=productivity, discipline=HUNDRED, sanction_percent=ZERO, policy=policy)
    gross = tpp(base=base, productivity=productivity, discipline=discipline, sanction_percent=ZERO, policy=policy)
    total = tpp(
        base=base, productivity=productivity, discipline=discipline, sanction_percent=sanction_percent, policy=policy
    )
    earned = ratio_half_up(base * policy.tpp_weight_productivity * productivity, TEN_THOUSAND, 0)
    return TppParts(
        base=base,
        productivity=earned,
        discipline=gross - earned,
        productivity_loss=base - full,
        discipline_loss=full - gross,
        sanction_loss=gross - total,
        total=total,
    )
