"""Writes a measurement into its revision: one ``COPY`` and one upsert a table, unchanged rows untouched."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from io import StringIO

from django.db import connection

from scoring.actions.achieve import to_stored
from scoring.actions.measure import NO_PLACE, Measurement

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
    _upsert("scoring_individualscore", PERSON, "employee_id", revision_id, _people(measurement), extra={"days": "'[]'"})
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
    for unit in measurement.units:
        figure = measurement.unit_figures[unit.id]
        yield figure.unit_id, figure.head_id, figure.agreement_id, figure.iko, figure.iko_ytd, figure.reason


def _people(measurement: Measurement) -> Iterable[Sequence[object]]:
    for p in measurement.people():
        yield (
            p.employee_id, p.unit_id, p.opd_id, p.level, p.results, p.activity, p.unit, p.behaviour, p.iki, p.iko,
            p.predicate, p.productivity, p.discipline, p.sanction_percent, p.tpp_base, p.tpp, _json(p.breakdown),
        )  # fmt: skip


def _upsert(
    table: str,
    columns: Sequence[str],
    key: str,
    revision_id: int,
    rows: Iterable[Sequence[object]],
    extra: dict[str, str] | None = None,
) -> None:
    """COPY the rows beside the table, then insert, or update where something differs."""
    staging = f"store_{table}"
    names = ", ".join(columns)
    values = [column for column in columns if column != key]
    extra = extra or {}
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {staging}")
        cursor.execute(f"CREATE TEMP TABLE {staging} ON COMMIT DROP AS SELECT {names} FROM {table} WITH NO DATA")
        lines = StringIO()
        for row in rows:
            lines.write("\t".join(map(_cell, row)) + "\n")
        lines.seek(0)
        cursor.copy_expert(f"COPY {staging} ({names}) FROM STDIN", lines)
        cursor.execute(
            f"INSERT INTO {table} AS t (revision_id, {', '.join([*columns, *extra])}) "
            f"SELECT %s, {', '.join([*columns, *extra.values()])} FROM {staging} "
            f"ON CONFLICT (revision_id, {key}) DO UPDATE SET {', '.join(f'{c} = excluded.{c}' for c in values)} "
            f"WHERE ({', '.join(f't.{c}' for c in values)}) IS DISTINCT FROM "
            f"({', '.join(f'excluded.{c}' for c in values)})",
            [revision_id],
        )


def _forget_the_gone(measurement: Measurement, revision_id: int) -> None:
    """Rows of the scope that an earlier scoring of the same revision made and this one did not."""
    narrow, params = "", [revision_id]
    if measurement.opd_id is not None:
        narrow = "AND t.opd_id IS NOT DISTINCT FROM %s"
        params.append(measurement.opd_id or None)
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM scoring_individualscore t WHERE t.revision_id = %s "
            f"AND NOT EXISTS (SELECT FROM store_scoring_individualscore n WHERE n.employee_id = t.employee_id) {narrow}",
            params if measurement.opd_id != NO_PLACE else [revision_id, None],
        )
        if measurement.opd_id is None:
            for table, key in (("scoring_achievement", "target_id"), ("scoring_organizationscore", "unit_id")):
                cursor.execute(
                    f"DELETE FROM {table} t WHERE t.revision_id = %s "
                    f"AND NOT EXISTS (SELECT FROM store_{table} n WHERE n.{key} = t.{key})",
                    [revision_id],
                )


def _json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))


def _cell(value: object) -> str:
    """A value in COPY's text format."""
    if value is None:
        return "\\N"
    text = str(value)
    return text.replace("\\", "\\\\") if "\\" in text else text
