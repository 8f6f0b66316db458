"""The years of agreements, and the day on which those of a year are looked at."""

from collections.abc import Iterable
from datetime import date

from django.db import connection

from contracts.models import Version
from kinerja.days import last_of_month

#: From one year to the next by the index: the database would read every agreement to tell a few years.
YEARS = """
WITH RECURSIVE found (year) AS (
    SELECT min(year) FROM contracts_agreement
    UNION ALL
    SELECT (SELECT min(a.year) FROM contracts_agreement a WHERE a.year > f.year) FROM found f WHERE f.year IS NOT NULL
)
SELECT year FROM found WHERE year IS NOT NULL
"""


def years_agreed() -> list[int]:
    """The years of which there are agreements, earliest first; one query."""
    with connection.cursor() as cursor:
        cursor.execute(YEARS)
        return [int(row[0]) for row in cursor.fetchall()]


def years_with_agreements(today: date) -> list[int]:
    """The years to choose from, latest first, this and the next one always among them; one query."""
    return years_to_choose(years_agreed(), today)


def years_to_choose(agreed: Iterable[int], today: date) -> list[int]:
    """Years of agreements with this and the next one, latest first."""
    return sorted({*agreed, today.year, today.year + 1}, reverse=True)


def day_of_year(year: int, today: date) -> date:
    """The last day of the month that tells what counts in a year: this month's, or the nearest of another year."""
    month = today.month if year == today.year else (12 if year < today.year else 1)
    return last_of_month(date(year, month, 1))


def latest_drafted(today: date) -> int:
    """The latest year for which anybody drafts, else this one."""
    latest = Version.objects.order_by("-agreement__year").values_list("agreement__year", flat=True).first()
    return latest or today.year
