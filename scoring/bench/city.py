"""The invented city that is measured, in a database that nobody else uses."""

from __future__ import annotations

from datetime import date

from django.db import connection

from kinerja.guards import tables_may_be_emptied
from scoring.demo.large.build import Plan, build_city
from scoring.periods import month_before

MONTH = date(2026, 3, 1)
LAST = date(2026, 3, 31)
LARGE = 30_000
SMALL = 120


def build(people: int, *, months: int = 1) -> None:
    """Replace whatever the database holds by a city of that many people and their work in the months up to MONTH."""
    with tables_may_be_emptied(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT string_agg(quote_ident(tablename), ', ') FROM pg_tables WHERE schemaname = current_schema()"
            " AND tablename ~ '^(organization|contracts|dailylog|scoring|kinerja)_'"
        )
        cursor.execute(f"TRUNCATE {cursor.fetchone()[0]} RESTART IDENTITY CASCADE")
    build_city(Plan(people, months_until(MONTH, months)[0], months), _quiet)


def settle() -> None:
    """What the server does by itself within some minutes of such a change, done before anything is timed."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def months_until(last: date, count: int) -> list[date]:
    """The first days of so many months, the last one ``last``."""
    found = [last]
    while len(found) < count:
        found.insert(0, month_before(found[0]))
    return found


def _quiet(_line: str) -> None:
    """The bench tells its own story."""
