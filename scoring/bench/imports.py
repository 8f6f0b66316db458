"""``import``: a month of activities and attendance from CSV, beside a bare COPY into the same table.

The same table means its indexes, its foreign keys and its guards: no way of storing rows is free of them. What a COPY
costs without foreign keys is told as well, because they are half of the work.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.core.management import call_command
from django.db import connection

from kinerja.guards import tables_may_be_emptied
from kinerja.tables.importing import import_table
from scoring.bench.city import LARGE, MONTH, build
from scoring.bench.measure import apart, seconds
from scoring.bench.report import Figure

TABLES = {"attendance": "dailylog_attendance", "activities": "dailylog_activity"}


def run() -> Iterator[Figure]:
    """Rows a second and peak memory of each table."""
    build(LARGE)
    with tempfile.TemporaryDirectory(prefix="kinerja-bench-") as folder:
        for kind, table in TABLES.items():
            yield from _one(kind, table, Path(folder))


def _one(kind: str, table: str, folder: Path) -> Iterator[Figure]:
    file, raw = folder / f"{kind}.csv", folder / f"{kind}.copy"
    call_command("export_table", kind, f"{MONTH:%Y-%m}", output=file, verbosity=0)
    rows = _copy_out(table, raw)
    free = rows / seconds(lambda: _copy_in("bench_copy", raw), turns=2, before=lambda: _like(table))
    bare = rows / seconds(lambda: _copy_in(table, raw), turns=2, before=lambda: _empty(table))
    _empty(table)
    cost = apart(lambda: _import(kind, file))
    yield Figure(f"import: {kind}, COPY without foreign keys", free, "rows/s")
    yield Figure(f"import: {kind}, bare COPY", bare, "rows/s")
    yield Figure(f"import: {kind}", rows / cost.seconds, "rows/s", limit=bare, bar=0.5, least=True)
    yield Figure(f"import: {kind}, peak memory", cost.megabytes, "MB", bar=400)


def _copy_out(table: str, raw: Path) -> int:
    with connection.cursor() as cursor, raw.open("wb") as out:
        cursor.copy_expert(f"COPY {table} TO STDOUT CSV", out)
        return int(cursor.rowcount)


def _like(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS bench_copy; CREATE TABLE bench_copy (LIKE {table} INCLUDING ALL)")


def _empty(table: str) -> None:
    with tables_may_be_emptied(), connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS bench_copy; TRUNCATE {table} CASCADE")


def _copy_in(table: str, raw: Path) -> None:
    with connection.cursor() as cursor, raw.open("rb") as lines:
        cursor.copy_expert(f"COPY {table} FROM STDIN CSV", lines)


def _import(kind: str, file: Path) -> None:
    problems: list[object] = []
    with file.open("rb") as table:
        result = import_table(kind=kind, file=table, name=file.name, report=problems.append)
    if problems or not result.new:
        raise RuntimeError(f"the import of {kind} was refused: {problems[:1]}")
