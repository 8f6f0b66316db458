"""What the chain seals: append-only tables with ascending ids, registered by the apps, and digests of their rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.db import connection

FIRST = "kinerja_history"

_tables: dict[str, str] = {}
_left_out: dict[str, frozenset[str]] = {}
_beside: dict[str, str] = {}


def register_part(table: str, *, beside: str = "", sql: str = "", without: Iterable[str] = ()) -> None:
    """Have the rows of an append-only table sealed, ``without`` the columns that may still change.

    ``sql`` is an expression over a row ``t``: what lies elsewhere and must not change any more once the row is there.
    ``beside`` names it for good: seals carry the name, so what is meant by it never changes. A new meaning gets a new
    name, the old one stays registered with ``register_beside``.
    """
    _tables[table], _left_out[table] = beside, frozenset(without)
    if beside:
        register_beside(beside, sql)


def register_beside(name: str, sql: str) -> None:
    """Keep the meaning of a name that old seals carry."""
    _beside[name] = sql


def parts() -> Mapping[str, str]:
    """The tables that are sealed, with the name of what is sealed beside each row."""
    return {FIRST: "", **_tables}


def sealed_columns(table: str) -> list[str]:
    """The columns of a part that a new link covers; each link remembers its own."""
    return [name for name in columns_of(table) if name not in _left_out.get(table, ())]


def unsealed_columns(table: str) -> list[str]:
    """The columns of a part that may still change."""
    return sorted(_left_out.get(table, ()))


class Extent(NamedTuple):
    """Rows of one table: ids after ``after`` (None: from the very first) up to ``to``, and what of them is read."""

    table: str
    after: int | None
    to: int
    columns: list[str]
    beside: str

    @property
    def condition(self) -> str:
        """The WHERE of its rows; both bounds are whole numbers."""
        lower = "" if self.after is None else f"t.id > {self.after:d} AND "
        return f"{lower}t.id <= {self.to:d}"


class Digest(NamedTuple):
    """How many rows, the SHA-256 over them in the order of their ids, and over their contents in no order."""

    rows: int
    sha256: str
    contents: str


def columns_of(table: str) -> dict[str, str]:
    """The columns of a table but its id, in their order, with their types."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attname, format_type(atttypid, NULL) FROM pg_attribute"
            " WHERE attrelid = to_regclass(%s) AND attnum > 0 AND NOT attisdropped AND attname <> 'id' ORDER BY attnum",
            [table],
        )
        return dict(cursor.fetchall())


def digest(extent: Extent) -> Digest:
    """Read the rows of an extent. A column that is there no more counts as empty: then the digest differs."""
    with connection.cursor() as cursor:
        cursor.execute(_statement(extent))
        return Digest(*cursor.fetchone())


# Each row is reduced to 32 bytes before anything is gathered, so that large contents need no memory; OFFSET 0 keeps
# PostgreSQL from writing each row out once for each use.
_DIGEST = """
SELECT count(*),
       encode(sha256(coalesce(string_agg(sha256(int8send(id) || content), '' ORDER BY id), '')), 'hex'),
       encode(sha256(coalesce(string_agg(content, '' ORDER BY content), '')), 'hex')
FROM (SELECT t.id::bigint AS id, sha256(convert_to(jsonb_build_array({said})::text, 'UTF8')) AS content
      FROM {table} t WHERE {condition} OFFSET 0) r
"""


def _statement(extent: Extent) -> str:
    quote: Any = connection.ops.quote_name
    types = columns_of(extent.table)
    said = [_value(quote(name), types.get(name, "")) for name in extent.columns]
    if extent.beside:
        said.append(_beside.get(extent.beside, "NULL"))
    return _DIGEST.format(said=", ".join(said), table=quote(extent.table), condition=extent.condition)


def _value(column: str, kind: str) -> str:
    if not kind:
        return "NULL"
    if kind == "bytea":
        return f"encode(sha256(t.{column}), 'hex')"
    # An instant is written as in UTC, whatever the session's time zone.
    return f"t.{column} AT TIME ZONE 'UTC'" if kind == "timestamp with time zone" else f"t.{column}"
