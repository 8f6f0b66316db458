"""What the region's dated policy decides about the day, asked of the floor above.

``scoring`` holds the policy and the closed months and registers both here when it starts; alone, this floor works
with the defaults of the rules and no closed month.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Limits:
    """The policy values that the day needs: workdays and minutes as whole numbers (rules §8, §11)."""

    filing_workdays: int = 3
    approval_workday: int = 5
    overtime_minutes: int = 60
    wfa_max_minutes: int = 450
    copied_days: int = 5
    quantity_factor: Decimal = Decimal(10)
    bulk_entries: int = 50
    bulk_seconds: int = 10


@dataclass(slots=True)
class _Sources:
    limits: Callable[[date], Limits]
    closed: Callable[[date], bool]


_sources = _Sources(limits=lambda day: Limits(), closed=lambda day: False)


def register_sources(*, limits: Callable[[date], Limits], closed: Callable[[date], bool]) -> None:
    """Say where the limits in force on a day come from, and whether the month of a day is closed."""
    _sources.limits, _sources.closed = limits, closed


def limits_on(day: date) -> Limits:
    """The limits of the policy in force in the month of the day."""
    return _sources.limits(day)


def is_closed(day: date) -> bool:
    """Whether the month of the day is closed, so that nothing of it changes any more (rules §11)."""
    return _sources.closed(day)
