"""Tables out: rows of a KIND and PERIOD, for the command and the pages."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import uuid4

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.utils.translation import gettext as _

from kinerja.tables.errors import TableError
from kinerja.tables.periods import period_days
from kinerja.tables.registry import Export, get_outgoing
from kinerja.tables.specs import Table
from kinerja.tables.statements import quoted, sql

FETCHED = 5000


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Columns and rows on their way out."""

    columns: tuple[str, ...]
    rows: Iterator[Sequence[object]]


def outgoing(*, kind: str, period: str = "") -> Outgoing:
    """The rows of ``kind`` for ``period`` (a year, a month, or nothing: all); TableError for an unknown kind or period.

    The rows of a table are read in one snapshot while they are taken.
    """
    table = get_outgoing(kind)
    if isinstance(table, Export):
        if not period:
            message = _("Tabel %(kind)s dihitung per bulan. Sebutkan bulannya, misalnya 2026-03.")
            raise TableError("period_missing", message % {"kind": kind})
        return Outgoing(table.columns, iter(table.rows(period)))
    days = period_days(period) if period and table.period else None
    return Outgoing(tuple(column.name for column in table.columns), _table_rows(table, days))


def _table_rows(table: Table, days: tuple[date, date] | None) -> Iterator[Sequence[object]]:
    numbers = [column.cell.family == "number" for column in table.columns]
    with _streaming(export_query(table, limited=days is not None), days) as cursor:
        for row in cursor:
            yield [
                Decimal(value) if number and value is not None else value
                for value, number in zip(row, numbers, strict=True)
            ]


def export_query(table: Table, *, limited: bool) -> str:
    """The statement that gives the table as text, in the order of its natural key."""
    cells = [sql(column.cell.show.format(v=column.live), "AS", quoted(column.name)) for column in table.columns]
    where = sql("WHERE", table.period) if limited else ""
    order = ", ".join(table.order_by)
    return sql("SELECT", ", ".join(cells), "FROM", table.source, where, "ORDER BY", order)


@contextmanager
def _streaming(query: str, days: tuple[date, date] | None) -> Iterator[CursorWrapper]:
    params = {"first": days[0], "last": days[1]} if days else None
    with transaction.atomic():
        connection.ensure_connection()
        with connection.connection.cursor(name=f"export_{uuid4().hex}") as cursor:
            cursor.itersize = FETCHED
            cursor.execute(query, params)
            yield cursor
