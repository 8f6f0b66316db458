"""Writes a measurement into its revision: one ``COPY`` and one upsert a table, unchanged rows untouched."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import partial
from io import BytesIO
from itertools import islice

from django.db import connection
from psycopg2 import extensions, sql

from scoring.measurement.figures import PersonFigure
from scoring.measurement.month import Measurement
from scoring.measurement.targets import Figures
from scoring.queries.aside import Meanwhile
from scoring.queries.reduction import PART
from scoring.rules.stored_months import to_stored

ACHIEVEMENT = (
    "target_id", "state", "target_value", "realised", "on_time", "decided", "achievement", "ytd_target",
    "ytd_realised", "ytd_achievement", "months", "outcome", "run", "pledge_status",
)  # fmt: skip
UNIT = ("unit_id", "head_id", "agreement_id", "iko", "iko_ytd", "reason")
PERSON = (
    "employee_id", "unit_id", "opd_id", "level", "results", "activity", "unit_score", "behaviour", "iki", "iko",
    "predicate", "productivity", "discipline", "sanction_percent", "tpp_base", "tpp", "breakdown",
    "days",
)  # fmt: skip


def store(measurement: Measurement, people: Iterable[PersonFigure], revision_id: int, *, aside: bool = False) -> None:
    """Replace the scope's part of a revision; call inside a transaction. The people are asked for last.

    ``aside``: the database writes what is known while the next people are worked out.
    """
    with Meanwhile(aside=aside) as meanwhile:
        targets = _text(_achievements(measurement))
        meanwhile.do(partial(_write, "scoring_achievement", ACHIEVEMENT, revision_id, targets))
        units = _text(map(_line, _units(measurement)))
        meanwhile.do(partial(_write, "scoring_organizationscore", UNIT, revision_id, units))
        lines = map(_line, _people(people))
        while part := list(islice(lines, PART)):
            meanwhile.do(partial(_write, "scoring_individualscore", PERSON, revision_id, _text(part)))
        meanwhile.finish()
    _forget_the_gone(measurement, revision_id)


def _achievements(measurement: Measurement) -> Iterable[str]:
    """Lines of the targets; what targets that are alike have in common is written once."""
    written: dict[int, str] = {}
    for item in measurement.own_targets():
        figures = item.figures
        text = written.get(id(figures))
        if text is None:
            text = written[id(figures)] = _line(_common(figures))
        run = "\\N" if item.run is None else item.run
        yield f"{item.promise.id}\t{text}\t{item.outcome}\t{run}\t{item.status}"


def _common(figures: Figures) -> Sequence[object]:
    month, ytd = figures.months[-1], figures.ytd
    return (
        month.state, month.target, month.realised, month.on_time, month.decided, figures.achievement,
        ytd and ytd.target, ytd and ytd.realised, ytd and ytd.achievement,
        _json([to_stored(each) for each in figures.months]),
    )  # fmt: skip


def _units(measurement: Measurement) -> Iterable[Sequence[object]]:
    for unit in measurement.scene.scope_units:
        figure = measurement.unit_figures[unit.id]
        yield figure.unit_id, figure.head_id, figure.agreement_id, figure.iko, figure.iko_ytd, figure.reason


def _people(people: Iterable[PersonFigure]) -> Iterable[Sequence[object]]:
    for p in people:
        c = p.components
        yield (
            p.employee_id, p.unit_id, p.opd_id, p.level, c.results, c.activity, c.unit, c.behaviour, c.iki, p.iko,
            p.predicate, p.productivity, p.discipline, p.sanction_percent, p.tpp_base, p.tpp, _json(p.breakdown),
            p.days,
        )  # fmt: skip


UPSERT = """
INSERT INTO {table} AS t (revision_id, {columns}) SELECT %s, {columns} FROM {staging}
ON CONFLICT (revision_id, {key}) DO UPDATE SET {assignments} WHERE ({old}) IS DISTINCT FROM ({new})
"""
FORGET = """
DELETE FROM {table} t WHERE t.revision_id = %s
AND NOT EXISTS (SELECT FROM {staging} n WHERE n.{key} = t.{key}) {narrow}
"""
# People are written part by part: what stands beside the table is the last part alone.
FORGET_PEOPLE = """
DELETE FROM scoring_individualscore WHERE revision_id = %s AND employee_id <> ALL (%s::int8[]) {narrow}
"""

# Such as the targets of an agreement that has ended since the month was scored before.
OF_HOLDERS = """
AND t.target_id IN (
    SELECT p.id FROM contracts_target p JOIN contracts_agreement a ON a.id = p.agreement_id WHERE a.holder_id = ANY (%s)
)
"""


def _names(columns: Iterable[str], *prefix: str) -> sql.Composed:
    return sql.SQL(", ").join(sql.Identifier(*prefix, column) for column in columns)


def _staging(table: str) -> sql.Identifier:
    return sql.Identifier(f"store_{table}")


def _write(table: str, columns: Sequence[str], revision_id: int, text: BytesIO, cursor: extensions.cursor) -> None:
    """COPY the lines beside the table, then insert, or update where something differs. The first column is the key."""
    key, *values = columns
    parts = {
        "table": sql.Identifier(table),
        "staging": _staging(table),
        "columns": _names(columns),
        "key": sql.Identifier(key),
        "assignments": sql.SQL(", ").join(
            sql.SQL("{0} = excluded.{0}").format(sql.Identifier(column)) for column in values
        ),
        "old": _names(values, "t"),
        "new": _names(values, "excluded"),
    }
    cursor.execute(sql.SQL("DROP TABLE IF EXISTS {staging}").format(**parts))
    cursor.execute(
        sql.SQL("CREATE TEMP TABLE {staging} ON COMMIT DROP AS SELECT {columns} FROM {table} WITH NO DATA").format(
            **parts
        )
    )
    cursor.copy_expert(sql.SQL("COPY {staging} ({columns}) FROM STDIN").format(**parts), text)
    cursor.execute(sql.SQL(UPSERT).format(**parts), [revision_id])


def _text(lines: Iterable[str]) -> BytesIO:
    """Bytes, not str: a figure's line costs a quarter of the memory."""
    text = BytesIO()
    for line in lines:
        text.write(line.encode())
        text.write(b"\n")
    text.seek(0)
    return text


def _forget_the_gone(measurement: Measurement, revision_id: int) -> None:
    """Rows of the scope that an earlier scoring of the same revision made and this one did not."""
    people, opd_id = f"{{{','.join(map(str, measurement.scene.scored))}}}", measurement.opd_id
    if opd_id is None:
        _execute(FORGET_PEOPLE.format(narrow=""), [revision_id, people])
        _forget("scoring_achievement", "target_id", [revision_id])
        _forget("scoring_organizationscore", "unit_id", [revision_id])
    else:
        opd = [opd_id] if opd_id else []
        _execute(
            FORGET_PEOPLE.format(narrow="AND opd_id = %s" if opd else "AND opd_id IS NULL"), [revision_id, people, *opd]
        )
        _forget("scoring_achievement", "target_id", [revision_id, list(measurement.own_holders())], OF_HOLDERS)


def _forget(table: str, key: str, params: Sequence[int | list[int]], narrow: str = "") -> None:
    statement = sql.SQL(FORGET).format(
        table=sql.Identifier(table), staging=_staging(table), key=sql.Identifier(key), narrow=sql.SQL(narrow)
    )
    _execute(statement, params)


def _execute(statement: str | sql.Composed, params: Sequence[int | str | list[int]]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)


_json = json.JSONEncoder(separators=(",", ":")).encode


def _line(row: Iterable[object]) -> str:
    return "\t".join(map(_cell, row))


def _cell(value: object) -> str:
    """A value in COPY's text format."""
    if value is None:
        return "\\N"
    text = str(value)
    return text.replace("\\", "\\\\") if "\\" in text else text
