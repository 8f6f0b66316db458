"""Resolves staged rows to what would be stored, compares them with what is stored, and writes the difference.

A row that is already stored as it stands in the file is not touched: no trigger fires, no history grows.
"""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.backends.utils import CursorWrapper

from kinerja.tables.specs import Stored, Table
from kinerja.tables.staging import drop_incoming
from kinerja.tables.statements import quoted, sql


@dataclass(frozen=True, slots=True)
class Plan:
    """The stored columns of an import: all, those of the natural key, and those that a stored row takes over."""

    stored: tuple[Stored, ...]
    keys: tuple[str, ...]
    taken: tuple[str, ...]


def plan(table: Table, columns: tuple[str, ...]) -> Plan:
    """What the columns of this file write."""
    direct = tuple(
        Stored(column.store, _default(column.default, "c." + quoted(column.name)), (column.name,), key=column.key)
        for column in table.columns
        if column.store
    )
    stored = (*direct, *table.stored)
    keys = tuple(each.name for each in stored if each.key)
    taken = tuple(
        each.name for each in stored if not each.key and not each.once and any(name in columns for name in each.columns)
    )
    return Plan(stored, keys, taken)


def _default(default: str, value: str) -> str:
    return sql("coalesce(", value, ",", default, ")") if default else value


def resolve(cursor: CursorWrapper, table: Table, columns: tuple[str, ...], planned: Plan) -> None:
    """Make ``incoming``: what each row would store, which checks it fails, its stored row, and whether they differ."""
    drop_incoming(cursor)
    days = _days(cursor, table)
    cursor.execute(
        sql(
            "CREATE TEMP TABLE incoming ON COMMIT DROP AS SELECT r.*, l.id AS live_id,",
            _differs(table, columns, planned),
            "AS differs FROM (",
            _resolved(table, columns, planned),
            ") r LEFT JOIN",
            table.live or table.target,
            "l ON",
            " AND ".join(_same_key(table, name) for name in planned.keys),
            sql("AND", days) if days else "",
        )
    )


def resolve_as_new(cursor: CursorWrapper, table: Table, columns: tuple[str, ...], planned: Plan) -> bool:
    """Make ``incoming`` a view when nothing is stored yet for the days of the file; False when something is.

    The first import of a month, the largest there is, then writes each row once instead of twice.
    """
    days = _days(cursor, table)
    if not days:
        return False
    cursor.execute(sql("SELECT EXISTS (SELECT FROM", table.target, "l WHERE", days, ")"))
    if cursor.fetchone()[0]:
        return False
    drop_incoming(cursor)
    new = "NULL::bigint AS live_id, true AS differs"
    cursor.execute(
        sql("CREATE TEMP VIEW incoming AS SELECT r.*,", new, "FROM (", _resolved(table, columns, planned), ") r")
    )
    return True


def _resolved(table: Table, columns: tuple[str, ...], planned: Plan) -> str:
    values = [sql(each.value, "AS", quoted(each.name)) for each in planned.stored]
    kept = [sql("c." + quoted(name), "AS", quoted("cell_" + name)) for name in table.kept]
    cells = ", ".join(["c.row_no", *values, *kept, _bad(table)])
    return sql("SELECT", cells, "FROM (", _typed(table, columns), ") c", table.joins)


def _typed(table: Table, columns: tuple[str, ...]) -> str:
    cells = []
    for column in table.columns:
        value = column.cell.read.format(v=quoted(column.name)) if column.name in columns else _absent(column.cell.read)
        cells.append(sql(value, "AS", quoted(column.name)))
    return sql("SELECT row_no,", ", ".join(cells), "FROM staging")


def _absent(read: str) -> str:
    return read.format(v="NULL::text")


def _bad(table: Table) -> str:
    if not table.checks:
        return "NULL::integer[] AS bad"
    anywhere = " OR ".join("(" + check.when + ")" for check in table.checks)
    each = ", ".join(sql("CASE WHEN", check.when, "THEN", str(at), "END") for at, check in enumerate(table.checks))
    return sql("CASE WHEN", anywhere, "THEN array_remove(ARRAY[", each, "], NULL) END AS bad")


def _same_key(table: Table, name: str) -> str:
    how = "IS NOT DISTINCT FROM" if name in table.nullable_keys else "="
    return sql("l." + quoted(name), how, "r." + quoted(name))


def _differs(table: Table, columns: tuple[str, ...], planned: Plan) -> str:
    pairs = [("r." + quoted(name), "l." + quoted(name)) for name in planned.taken]
    pairs += [(ours, theirs) for name, ours, theirs in table.compared if name in columns]
    if not pairs:
        return "l.id IS NULL"
    ours, theirs = (", ".join(side) for side in zip(*pairs, strict=True))
    return sql("(l.id IS NULL OR (", ours, ") IS DISTINCT FROM (", theirs, "))")


def _days(cursor: CursorWrapper, table: Table) -> str:
    """The condition on stored rows to be of the file's days, so that years of history do not slow an import."""
    if not table.narrow:
        return ""
    cursor.execute(sql("SELECT min(", quoted(table.narrow), "), max(", quoted(table.narrow), ") FROM staging"))
    first, last = cursor.fetchone()
    if first is None:
        return ""
    # Both were checked to be dates spelt 2026-03-31, in which the order of texts is that of days.
    return sql("l." + quoted(table.narrow), f"BETWEEN '{first}' AND '{last}'")


def write(cursor: CursorWrapper, table: Table, columns: tuple[str, ...], planned: Plan) -> None:
    """Insert the new rows, update the changed ones, then what the kept cells of the file ask for."""
    for statement in table.writes or _statements(table, planned):
        cursor.execute(statement)
    if all(name in columns for name in table.kept):
        for statement in table.after_write:
            cursor.execute(statement)


def write_new(cursor: CursorWrapper, table: Table, planned: Plan) -> int | None:
    """Insert the rows of the view that ``resolve_as_new`` made; None when a row has to be refused."""
    cursor.execute("SELECT count(*) FROM staging")
    (count,) = cursor.fetchone()
    try:
        with transaction.atomic():
            cursor.execute(sql(insert_rows(table, planned), "WHERE bad IS NULL"))
            if cursor.rowcount != count:
                raise _RowMissingError
    except (IntegrityError, _RowMissingError):
        return None
    return int(count)


class _RowMissingError(Exception):
    """A row did not pass its checks; takes the others back."""


def insert_rows(table: Table, planned: Plan) -> str:
    """The statement, still without its condition, that stores rows of ``incoming``."""
    names = ", ".join(quoted(each.name) for each in planned.stored)
    return sql("INSERT INTO", table.target, "(", names, ") SELECT", names, "FROM incoming")


def _statements(table: Table, planned: Plan) -> tuple[str, ...]:
    insert = sql(insert_rows(table, planned), "WHERE live_id IS NULL")
    if not planned.taken:
        return (insert,)
    taken = ", ".join(sql(quoted(name), "= i." + quoted(name)) for name in planned.taken)
    update = sql("UPDATE", table.target, "l SET", taken, "FROM incoming i WHERE l.id = i.live_id AND i.differs")
    return (insert, update)
