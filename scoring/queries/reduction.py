"""SQL reduces a month's marks and entries, millions of rows, to one row of counts a person (rules §4, §6).

Nothing is decided here: minutes are measured and days counted; points and scores are the rules' business. The facts
of every required workday stay in a temporary table, from which the days of the explanation are kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from io import StringIO

from django.db import connection

from organization.rules.holding import Span
from scoring.periods import to_aware
from scoring.queries.scene import Scene


@dataclass(frozen=True, slots=True)
class MonthCounts:
    """What was counted for one employee: days, minutes, events by band."""

    required: int = 0
    expected: int = 0
    counted: int = 0
    absent: int = 0
    late: tuple[int, int, int, int] = (0, 0, 0, 0)
    early: tuple[int, int, int, int] = (0, 0, 0, 0)
    unfiled: int = 0


TABLES = """
CREATE TEMP TABLE score_span (employee_id int8, first date, last date, schedule_id int8) ON COMMIT DROP;
CREATE TEMP TABLE score_day (
    schedule_id int8, date date, day_start int4, day_end int4, break_minutes int4, expected int4,
    log_due bool, log_deadline timestamptz
) ON COMMIT DROP;
"""

LEAVE_DAYS = """
CREATE TEMP TABLE score_leave ON COMMIT DROP AS
SELECT DISTINCT l.employee_id, g.day::date AS date, l.kind
FROM dailylog_leave l
JOIN (SELECT DISTINCT employee_id FROM score_span) p USING (employee_id)
CROSS JOIN LATERAL generate_series(greatest(l.start, %(first)s), least(l."end", %(last)s), interval '1 day') g(day)
WHERE l.start <= %(last)s AND l."end" >= %(first)s;
CREATE INDEX ON score_leave (employee_id, date);
ANALYZE score_leave;
"""

# A mark is cut to the whole minute when it is read (rules §0): integer division of the seconds.
MARKS = """
CREATE TEMP TABLE score_mark ON COMMIT DROP AS
SELECT s.employee_id, d.date, d.day_start, d.day_end, d.break_minutes, d.expected, d.log_due, d.log_deadline,
       d.day_end - d.day_start - d.break_minutes AS effective,
       date_part('epoch', t.check_in)::int / 60 AS mark_in,
       date_part('epoch', t.check_out)::int / 60 AS mark_out,
       coalesce(t.mode, 'wfo') AS mode
FROM score_span s
JOIN score_day d ON d.schedule_id = s.schedule_id AND d.date BETWEEN s.first AND s.last
LEFT JOIN dailylog_attendance t
       ON t.employee_id = s.employee_id AND t.date = d.date AND t.date BETWEEN %(first)s AND %(last)s
WHERE NOT EXISTS (SELECT FROM score_leave l WHERE l.employee_id = s.employee_id AND l.date = d.date);
ANALYZE score_mark;
"""

# The uncovered rest of an interval begins where the intervals that started before it have ended: summing the rests
# measures the union without building it.
FACTS = """
CREATE TEMP TABLE score_fact ON COMMIT DROP AS
WITH piece AS (
    SELECT m.employee_id, m.date,
           a.filed_at IS NULL OR a.filed_at <= m.log_deadline AS in_time,
           CASE WHEN a.status = 'approved' THEN greatest(
               0,
               least(date_part('epoch', a."end")::int / 60, coalesce(m.mark_out, m.day_end))
               - greatest(
                   date_part('epoch', a.start)::int / 60,
                   coalesce(m.mark_in, m.day_start),
                   max(date_part('epoch', a."end")::int / 60) FILTER (WHERE a.status = 'approved') OVER before
               )
           ) ELSE 0 END AS minutes
    FROM score_mark m
    JOIN dailylog_activity a ON a.employee_id = m.employee_id AND a.date = m.date
    WHERE a.date BETWEEN %(first)s AND %(last)s
    WINDOW before AS (
        PARTITION BY m.employee_id, m.date ORDER BY a.start ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    )
), log AS (
    SELECT employee_id, date, bool_or(in_time) AS filed, sum(minutes)::int AS minutes
    FROM piece GROUP BY employee_id, date
)
SELECT m.*, coalesce(log.filed, false) AS filed,
       m.mark_in IS NULL AND m.mark_out IS NULL AS absent,
       CASE WHEN m.mark_in IS NULL AND m.mark_out IS NULL THEN 0
            ELSE least(coalesce(log.minutes, 0), m.effective) END AS counted,
       CASE WHEN m.mode <> 'wfa' THEN coalesce(m.mark_in - m.day_start, 1000) ELSE 0 END AS late,
       CASE WHEN m.mode <> 'wfa' THEN coalesce(m.day_end - m.mark_out, 1000)
            ELSE coalesce(least(m.effective, %(wfa_max)s) - (m.mark_out - m.mark_in - m.break_minutes), 1000)
       END AS early
FROM score_mark m LEFT JOIN log USING (employee_id, date);
"""

REDUCE = """
SELECT employee_id, count(*)::int, sum(expected)::int, sum(counted)::int,
       count(*) FILTER (WHERE absent)::int,
       {late}, {early},
       count(*) FILTER (WHERE NOT absent AND log_due AND NOT filed)::int
FROM score_fact GROUP BY employee_id
"""

BAND = "count(*) FILTER (WHERE NOT absent AND width_bucket({side}, %(bands)s) = {band})::int"

LEAVE_COUNTS = """
SELECT l.employee_id, l.kind, count(*)::int
FROM score_leave l
JOIN score_span s ON s.employee_id = l.employee_id AND l.date BETWEEN s.first AND s.last
JOIN score_day d ON d.schedule_id = s.schedule_id AND d.date = l.date
GROUP BY l.employee_id, l.kind
"""


class Reduction:
    """The month's counts of the employees in a scope. Use inside one transaction: its tables end with it."""

    def __init__(self, scene: Scene, month_spans: Iterable[Span]) -> None:
        self.scene = scene
        self.last = min(scene.last, scene.as_of.date())
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS score_span, score_day, score_leave, score_mark, score_fact")
            cursor.execute(TABLES)
            self._copy_spans(month_spans)
            self._copy_days()
            cursor.execute("ANALYZE score_span; ANALYZE score_day")
            for statement in (LEAVE_DAYS, MARKS, FACTS):
                cursor.execute(statement, self._period | {"wfa_max": scene.policy.wfa_max_minutes})

    @property
    def _period(self) -> dict[str, date]:
        return {"first": self.scene.month, "last": self.last}

    def _copy_spans(self, month_spans: Iterable[Span]) -> None:
        units = self.scene.units
        lines = StringIO()
        for span in month_spans:
            schedule = units[span.holding.unit_id].schedule_id
            if schedule is not None:
                lines.write(f"{span.holding.employee_id}\t{span.first}\t{span.last}\t{schedule}\n")
        _copy("score_span", lines)

    def _copy_days(self) -> None:
        scene = self.scene
        lines = StringIO()
        for days in scene.schedule_days.values():
            for day in days:
                deadline = to_aware(scene.calendar.filing_deadline(day.date, scene.policy)).isoformat()
                due = "t" if scene.log_was_due(day.date) else "f"
                lines.write(
                    f"{day.schedule_id}\t{day.date}\t{day.start}\t{day.end}\t{day.break_minutes}\t{day.expected}"
                    f"\t{due}\t{deadline}\n"
                )
        _copy("score_day", lines)

    def counts(self) -> dict[int, MonthCounts]:
        """Counts by employee; who has no required workday is missing."""
        sides = {
            side: ", ".join(BAND.format(side=side, band=band) for band in range(1, 5)) for side in ("late", "early")
        }
        with connection.cursor() as cursor:
            cursor.execute(REDUCE.format(**sides), {"bands": list(self.scene.policy.discipline_bands)})
            return {
                row[0]: MonthCounts(row[1], row[2], row[3], row[4], row[5:9], row[9:13], row[13])
                for row in cursor.fetchall()
            }

    def leave(self) -> dict[int, dict[str, int]]:
        """Workdays covered by leave, by employee and kind (rules §6)."""
        found: dict[int, dict[str, int]] = {}
        with connection.cursor() as cursor:
            cursor.execute(LEAVE_COUNTS)
            for employee_id, kind, days in cursor.fetchall():
                found.setdefault(employee_id, {})[kind] = days
        return found


def _copy(table: str, lines: StringIO) -> None:
    lines.seek(0)
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {table} FROM STDIN", lines)
