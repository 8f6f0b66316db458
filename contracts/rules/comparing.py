"""Whether this year's target asks less than last year's (SMART-C, "continuously improved"; domain sheet §2.4)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from contracts.rules.periods import MONTHS_OF
from contracts.rules.spreading import Monthly, year_figure

MAXIMIZE, MINIMIZE = "maximize", "minimize"


def is_weaker(before: Decimal, after: Decimal, polarity: str) -> bool:
    """Whether ``after`` is easier to reach than ``before``; of a target to be hit exactly no one can tell.

    Both are figures of a year in the indicator's unit.
    """
    if polarity == MAXIMIZE:
        return after < before
    return after > before if polarity == MINIMIZE else False


def is_weaker_year(
    before: Sequence[Decimal | None], after: Sequence[Decimal | None], *, accumulation: str, polarity: str
) -> bool:
    """The same for twelve months each; a year without a due month cannot be compared.

    Sums are compared only over months that are due in both years: half a year is not less than a whole one.
    """
    if accumulation == "sum":
        both = [(old, new) for old, new in zip(before, after, strict=True) if old is not None and new is not None]
        before, after = [old for old, _new in both], [new for _old, new in both]
    old_year, new_year = year_figure(before, accumulation), year_figure(after, accumulation)
    if old_year is None or new_year is None:
        return False
    return is_weaker(old_year, new_year, polarity)


def within(monthly: Sequence[Decimal | None], period: str) -> Monthly:
    """The twelve months with those outside the period of an agreement left blank."""
    first, last = MONTHS_OF[period]
    return tuple(value if first <= month <= last else None for month, value in enumerate(monthly, start=1))
