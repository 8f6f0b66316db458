"""By when agreements must be signed, and when the late are reminded (PermenPANRB 53/2014; domain sheet §2.3)."""

from __future__ import annotations

from datetime import date, timedelta

from kinerja.days import months_after

WEEK = timedelta(days=7)


def due_on(ratified: date) -> date:
    """The last day for signing: a month after the budget was ratified, on the same day of the month.

    A month that is shorter ends it: 31 January gives 28 February (29 in a leap year).
    """
    return months_after(ratified, 1)


def is_reminder_day(due: date, today: date) -> bool:
    """Whether the late are reminded: a week before the last day, on it, and every week after it."""
    if today < due:
        return today == due - WEEK
    return (today - due).days % WEEK.days == 0
