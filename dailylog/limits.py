"""What the region's dated policy decides about the day, asked of the floor above.

``scoring`` holds the policy and the closed months and registers here how to ask for them when it starts; alone, this
floor works with the defaults of the rules and no closed month.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Limits:
    """The policy values that the day needs: workdays and minutes as whole numbers (rules §4, §8, §11)."""

    filing_workdays: int = 3
    approval_workday: int = 5
    overtime_minutes: int = 60
    wfa_max_minutes: int = 450
    copied_days: int = 5
    quantity_factor: Decimal = Decimal(10)
    bulk_entries: int = 50
    bulk_seconds: int = 10
    expected_numerator: int = 300
    expected_denominator: int = 450


@dataclass(slots=True)
class _Sources:
    month: Callable[[date], tuple[Limits, bool]]
    open_since: Callable[[date], date] = lambda day: day


_sources = _Sources(month=lambda day: (Limits(), False))


def register_source(month: Callable[[date], tuple[Limits, bool]], open_since: Callable[[date], date]) -> None:
    """Say where the limits in force in the month of a day come from, whether it is closed, and from when on none is."""
    _sources.month, _sources.open_since = month, open_since


def month_of(day: date) -> tuple[Limits, bool]:
    """The limits in force in the month of the day, and whether it is closed: nothing of it changes then (rules §11)."""
    return _sources.month(day)


def limits_on(day: date) -> Limits:
    """The limits of the policy in force in the month of the day."""
    return month_of(day)[0]


def is_closed(day: date) -> bool:
    """Whether the month of the day is closed."""
    return month_of(day)[1]


def open_since(day: date) -> date:
    """The day, or, where months from it on are closed, the day after the last of them: the first that may change."""
    return _sources.open_since(day)
