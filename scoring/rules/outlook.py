"""What a pledged target still needs until December: early, not late (rules §3, §9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kinerja.rounding import ratio_half_up

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Need:
    """The value that each of `months` coming due months must bring for the year's target to be met.

    `total` is what is missing altogether, for targets that are summed; None for those that are not.
    """

    each: Decimal
    months: int
    total: Decimal | None


def need(
    *,
    polarity: str,
    accumulation: str,
    source: str,
    monthly: Sequence[Decimal | None],
    month: int,
    realised: Decimal | None,
) -> Need | None:
    """What is needed after `month` (1–12), given the year-to-date realisation; None when no due month is left.

    Summed `maximize` targets share what is missing equally among the months left, rounded half-up to two decimals;
    every other target needs the value of its next due month.
    """
    left = [value for value in monthly[month:] if value is not None]
    if not left:
        return None
    if polarity == "maximize" and accumulation == "sum" and source != "cases":
        promised = sum((value for value in monthly if value is not None), ZERO)
        missing = max(ZERO, promised - (realised or ZERO))
        return Need(ratio_half_up(missing, Decimal(len(left)), 2), len(left), missing)
    return Need(left[0], len(left), None)
