"""The target of each quarter, from the twelve monthly values: the year to date at the quarter's end (rules §3)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from kinerja.rounding import EXACT, ratio_half_up

MONTHS_OF_QUARTER = 3
MEAN_PLACES = 4


def quarter_targets(
    monthly: Sequence[Decimal | None], accumulation: str
) -> tuple[Decimal | None, Decimal | None, Decimal | None, Decimal | None]:
    """What is promised by the end of each quarter; None for a quarter in which nothing is due.

    ``sum`` adds up from January, ``average`` is the mean of the due months so far rounded to four decimals,
    ``last`` is the value of the last due month.
    """
    first, second, third, fourth = (_until(monthly, end, accumulation) for end in (3, 6, 9, 12))
    return first, second, third, fourth


def _until(monthly: Sequence[Decimal | None], end: int, accumulation: str) -> Decimal | None:
    due = [value for value in monthly[:end] if value is not None]
    if all(value is None for value in monthly[end - MONTHS_OF_QUARTER : end]):
        return None
    if accumulation == "last":
        return due[-1]
    total = Decimal(0)
    for value in due:
        total = EXACT.add(total, value)
    return total if accumulation == "sum" else ratio_half_up(total, Decimal(len(due)), MEAN_PLACES)
