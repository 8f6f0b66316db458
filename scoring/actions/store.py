"""Writes a measurement into its revision: one ``COPY`` and one upsert a table, unchanged rows untouched."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from io import StringIO

from django.db import connection
from psycopg2 import sql

from scoring.actions.achieve import to_stored
from scoring.actions.measure import Measurement

ACHIEVEMENT = (
    "target_id", "state", "target_value", "realised", "on_time", "decided", "achievement", "ytd_target",
    "ytd_realised", "ytd_achievement", "months", "outcome", "run", "pledge_status",
)  # fmt: skip
UNIT = ("unit_id", "head_id", "agreement_id", "iko", "iko_ytd", "reason")
PERSON = (
    "employee_id", "unit_id", "opd_id", "level", "results", "activity", "unit_score", "behaviour", "iki", "iko",
    "predicate", "productivity", "discipline", "sanction_percent", "tpp_base", "tpp", "breakdown",
)  # fmt: skip

# The facts of each required workday, as the explanation shows them: date, schedule, marks, minutes, what was filed.
DAYS = """
UPDATE scoring_individualscore s SET days = f.days
FROM (
    SELECT employee_id, jsonb_agg(jsonb_build_array(
        date, day_start, day_end, break_minutes, mark_in, mark_out, mode, filed, log_due, counted, expected
    ) ORDER BY date) AS days
    FROM score_fact GROUP BY employee_id
) f
WHERE s.revision_id = %s AND s.employee_id = f.employee_id AND s.days IS DISTINCT FROM f.days
"""


def store(measurement: Measurement, revision_id: int) -> None:
    """Replace the scope's part of a revision; call inside the transaction in which ``people()`` runs."""
    _upsert("scoring_achievement", ACHIEVEMENT, "target_id", revision_id, _achievements(measurement))
    _upsert("scoring_organizationscore", UNIT, "unit_id", revision_id, _units(measurement))
    _upsert("scoring_individualscore", PERSON, "employee_id", revision_id, _people(measurement))
    _forget_the_gone(measurement, revision_id)
    with connection.cursor() as cursor:
        cursor.execute(DAYS, [revision_id])


def _achievements(measurement: Measurement) -> Iterable[Sequence[object]]:
    for item in measurement.own_targets():
        month, ytd = item.month, item.ytd
        yield (
            item.promise.id, month.state, month.target, month.realised, month.on_time, month.decided,
            item.achievement, ytd and ytd.target, ytd and ytd.realised, ytd and ytd.achievement,
            _json([to_stored(each) for each in item.months]), item.outcome, item.run, item.status,
        )  # fmt: skip


def _units(measurement: Measurement) -> Iterable[Sequence[object]]:
    for unit in measurement.scene.scope_units:
        figure = measurement.unit_figures[unit.id]
        yield figure.unit_id, figure.head_id, figure.agreement_id, figure.iko, figure.iko_ytd, figure.reason


def _people(measurement: Measurement) -> Iterable[Sequence[object]]:
    for p in measurement.people():
        c = p.components
        yield (
            p.employee_id, p.unit_id, p.opd_id, p.level, c.results, c.activity, c.unit, c.behaviour, c.iki, p.iko,
            p.predicate, p.productivity, p.discipline, p.sanction_percent, p.tpp_base, p.tpp, _json(p.breakdown),
        )  # fmt: skip


UPSERT = """
INSERT INTO {table} AS t (revision_id, {into}) SELECT %s, {given} FROM {staging}
ON CONFLICT (revision_id, {key}) DO UPDATE SET {assignments} WHERE ({old}) IS DISTINCT FROM ({new})
"""
FORGET = """
DELETE FROM {table} t WHERE t.revision_id = %s
AND NOT EXISTS (SELECT FROM {staging} n WHERE n.{key} = t.{key}) {narrow}
"""


def _names(columns: Iterable[str], *prefix: str) -> sql.Composed:
    return sql.SQL(", ").join(sql.Identifier(*prefix, column) for column in columns)


def _staging(table: str) -> sql.Identifier:
    return sql.Identifier(f"store_{table}")


def _upsert(table: str, columns: Sequence[str], key: str, revision_id: int, rows: Iterable[Sequence[object]]) -> None:
    """COPY the rows beside the table, then insert, or update where something differs."""
    values = [column for column in columns if column != key]
    parts = {
        "table": sql.Identifier(table),
        "staging": _staging(table),
        "into": _names(columns),
        "given": _names(columns),
        "key": sql.Identifier(key),
        "assignments": sql.SQL(", ").join(
            sql.SQL("{0} = excluded.{0}").format(sql.Identifier(column)) for column in values
        ),
        "old": _names(values, "t"),
        "new": _names(values, "excluded"),
    }
    lines = StringIO()
    for row in rows:
        lines.write("\t".join(map(_cell, row)) + "\n")
    lines.seek(0)
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("DROP TABLE IF EXISTS {staging}").format(**parts))
        cursor.execute(
            sql.SQL("CREATE TEMP TABLE {staging} ON COMMIT DROP AS SELECT {into} FROM {table} WITH NO DATA").format(
                **parts
            )
        )
        copy = sql.SQL("COPY {staging} ({into}) FROM STDIN").format(**parts)
        cursor.copy_expert(copy, lines)
        cursor.execute(sql.SQL(UPSERT).format(**parts), [revision_id])


def _forget_the_gone(measurement: Measurement, revision_id: int) -> None:
    """Rows of the scope that an earlier scoring of the same revision made and this one did not."""
    if measurement.opd_id is None:
        _forget("scoring_individualscore", "employee_id", [revision_id])
        _forget("scoring_achievement", "target_id", [revision_id])
        _forget("scoring_organizationscore", "unit_id", [revision_id])
    else:
        narrow = "AND t.opd_id IS NOT DISTINCT FROM %s"
        _forget("scoring_individualscore", "employee_id", [revision_id, measurement.opd_id or None], narrow)


def _forget(table: str, key: str, params: Sequence[int | None], narrow: str = "") -> None:
    statement = sql.SQL(FORGET).format(
        table=sql.Identifier(table), staging=_staging(table), key=sql.Identifier(key), narrow=sql.SQL(narrow)
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, params)


def _json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))


def _cell(value: object) -> str:
    """A value in COPY's text format."""
    if value is None:
        return "\\N"
    text = str(value)
    return text.replace("\\", "\\\\") if "\\" in text else text
