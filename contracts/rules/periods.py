"""The months that an agreement is made for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kinerja.days import last_of_month

#: Period → its first and last month.
MONTHS_OF: dict[str, tuple[int, int]] = {"year": (1, 12), "semester1": (1, 6), "semester2": (7, 12)}


def last_day(year: int, period: str) -> date | None:
    """The last day that an agreement of a period counts, None where it lasts to the end of the year."""
    last = MONTHS_OF[period][1]
    return None if last == 12 else last_of_month(date(year, last, 1))


def months_outside(monthly: Sequence[object], period: str) -> list[int]:
    """The months (1–12) that have a value although the agreement is not made for them."""
    first, last = MONTHS_OF[period]
    return [month for month, value in enumerate(monthly, 1) if value is not None and not first <= month <= last]
