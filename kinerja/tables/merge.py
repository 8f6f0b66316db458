"""Resolves staged rows to what would be stored, compares them with what is stored, and writes the difference.

A row that is already stored as it stands in the file is not touched: no trigger fires, no history grows.
"""

from dataclasses import dataclass

from django.db.backends.utils import CursorWrapper

from kinerja.tables.specs import Stored, Table
from kinerja.tables.staging import quoted, sql


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
    cursor.execute("DROP TABLE IF EXISTS incoming")
    values = [sql(each.value, "AS", quoted(each.name)) for each in planned.stored]
    kept = [sql("c." + quoted(name), "AS", quoted("cell_" + name)) for name in table.kept]
    inner = sql(
        "SELECT",
        ", ".join(["c.row_no", *values, *kept, _bad(table)]),
        "FROM (",
        _typed(table, columns),
        ") c",
        table.joins,
    )
    live = table.live or table.target
    cursor.execute(
        sql(
            "CREATE TEMP TABLE incoming ON COMMIT DROP AS SELECT r.*, l.id AS live_id,",
            _differs(table, columns, planned),
            "AS differs FROM (",
            inner,
            ") r LEFT JOIN",
            live,
            "l ON",
            " AND ".join(_same_key(table, name) for name in planned.keys),
            _narrowed(cursor, table),
        )
    )


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


def _narrowed(cursor: CursorWrapper, table: Table) -> str:
    """Look only at stored rows of the file's days, so that years of history do not slow an import."""
    if not table.narrow:
        return ""
    cursor.execute(sql("SELECT min(", quoted(table.narrow), "), max(", quoted(table.narrow), ") FROM staging"))
    first, last = cursor.fetchone()
    if first is None:
        return ""
    # Both were checked to be dates spelt 2026-03-31, in which the order of texts is that of days.
    return sql("AND l." + quoted(table.narrow), "BETWEEN", "'" + first + "'", "AND", "'" + last + "'")


def write(cursor: CursorWrapper, table: Table, columns: tuple[str, ...], planned: Plan) -> None:
    """Insert the new rows, update the changed ones, then what the kept cells of the file ask for."""
    for statement in table.writes or _statements(table, planned):
        cursor.execute(statement)
    if all(name in columns for name in table.kept):
        for statement in table.after_write:
            cursor.execute(statement)


def _statements(table: Table, planned: Plan) -> tuple[str, ...]:
    names = ", ".join(quoted(each.name) for each in planned.stored)
    insert = sql("INSERT INTO", table.target, "(", names, ") SELECT", names, "FROM incoming WHERE live_id IS NULL")
    if not planned.taken:
        return (insert,)
    taken = ", ".join(sql(quoted(name), "= i." + quoted(name)) for name in planned.taken)
    update = sql("UPDATE", table.target, "l SET", taken, "FROM incoming i WHERE l.id = i.live_id AND i.differs")
    return (insert, update)
