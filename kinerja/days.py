"""Days and months of the calendar, reckoned in one place for every floor."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


def last_of_month(day: date) -> date:
    """The last day of the month of a day."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def days_between(first: date, last: date) -> list[date]:
    """Every day of a stretch, both ends included; none where it ends before it begins."""
    return [first + ONE_DAY * n for n in range((last - first).days + 1)]


def days_of_month(day: date) -> list[date]:
    """Every day of the month of a day."""
    return days_between(day.replace(day=1), last_of_month(day))


def months_after(day: date, months: int) -> date:
    """The same day so many months later (earlier, if negative); in a shorter month its last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
