"""The day on which agreements of a year are looked at."""

from calendar import monthrange
from datetime import date


def day_of_year(year: int, today: date) -> date:
    """The last day of the month that tells what counts in a year: this month's, or the nearest of another year."""
    month = today.month if year == today.year else (12 if year < today.year else 1)
    return date(year, month, monthrange(year, month)[1])
