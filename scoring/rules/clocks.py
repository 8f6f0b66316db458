"""Service clocks of case registers: deadline, moment of decision, realisation (rules §2)."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from kinerja.rounding import ratio_half_up
from scoring.rules.calendar import WorkCalendar, end_of


def deadline(opened_at: datetime, limit: int, unit: str, calendar: WorkCalendar) -> datetime:
    """Last instant at which a case is still on time; local times without zone (rules §2; UU 14/2008 for PPID).

    `working_days`: 23:59:59 of the limit-th workday after the day of receipt. `hours`: limit clock hours later.
    """
    if unit == "working_days":
        return end_of(calendar.nth_after(opened_at.date(), limit))
    if unit == "hours":
        return opened_at.replace(microsecond=0) + timedelta(hours=limit)
    raise ValueError(f"unknown unit of a limit: {unit}")


def decided_at(closed_at: datetime | None, deadline: datetime) -> datetime:
    """The moment, and with it the month, in which a case counts: closing or deadline, the earlier (rules §2)."""
    return deadline if closed_at is None or closed_at > deadline else closed_at


def on_time(closed_at: datetime | None, deadline: datetime) -> bool:
    """Whether the case was closed no later than its deadline, to the second (rules §2)."""
    return closed_at is not None and closed_at.replace(microsecond=0) <= deadline


def realisation(on_time: int, decided: int) -> Decimal | None:
    """Percentage of the decided cases that were on time; no decided case: None, the target is not due (rules §2)."""
    return ratio_half_up(Decimal(100 * on_time), Decimal(decided), 2) if decided else None
