"""Holds the rows of watched tables against the last that history says of them: a change past the triggers shows."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection

from kinerja.chain.checking import Fault, Finding

NAMED = 5
"""Rows that a finding names; it counts the others."""

_WATCHED = """
SELECT c.relname FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid
WHERE g.tgname = 'history_update' AND c.relnamespace = current_schema()::regnamespace ORDER BY 1
"""

# What history says is laid over the row as it is: columns that came later, and those that history leaves out, are
# equal by themselves. Rows older than the first that was recorded come from before the table was watched.
_COMPARE = """
WITH last AS (
    SELECT DISTINCT ON (h."row") h."row", h.operation, h.after - 'last_login' AS said
    FROM kinerja_history h WHERE h.table_name = %s ORDER BY h."row", h.id DESC
), seen AS (
    SELECT coalesce(t.id::text, last."row") AS "row", CASE
        WHEN t.id IS NULL THEN CASE WHEN last.operation <> 'DELETE' THEN 'row_missing' END
        WHEN last."row" IS NULL OR last.operation = 'DELETE' THEN CASE WHEN t.id >= (
            SELECT min(h."row"::bigint) FROM kinerja_history h WHERE h.table_name = %s AND h.operation = 'INSERT'
        ) THEN 'row_unrecorded' END
        WHEN to_jsonb(jsonb_populate_record(t, last.said)) IS DISTINCT FROM to_jsonb(t) THEN 'row_altered'
    END AS fault
    FROM last FULL JOIN {table} t ON t.id::text = last."row"
)
SELECT fault, count(*), (array_agg("row" ORDER BY "row"))[:%s] FROM seen WHERE fault IS NOT NULL GROUP BY 1 ORDER BY 1
"""


def check_rows() -> Iterator[Finding]:
    """Rows that are not what history says: altered, missing, or there without a record. A statement a table."""
    with connection.cursor() as cursor:
        cursor.execute(_WATCHED)
        for (table,) in cursor.fetchall():
            cursor.execute(_COMPARE.format(table=connection.ops.quote_name(table)), [table, table, NAMED])
            for fault, count, rows in cursor.fetchall():
                yield Finding(Fault(fault), 0, table, found=count, rows=", ".join(rows))
