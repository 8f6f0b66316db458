"""SQL reduces a month's marks and entries, millions of rows, to one row of counts a person (rules §4, §6).

Nothing is decided here: minutes are measured and days counted; points and scores are the rules' business. With the
counts come the facts of every required workday, packed (``rules.days``), for the explanation.

The cost does not grow with the age of the system: marks and entries are read by employee and date from their natural
keys, in whose order everything is joined and added up without sorting.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from io import StringIO
from typing import NamedTuple

from django.db import connection

from organization.rules.holding import Span
from scoring.periods import to_aware
from scoring.queries.scene import Scene
from scoring.rules import days as packed
from scoring.rules.discipline import NONE_OF_FOUR, Four


class MonthCounts(NamedTuple):
    """What was counted for one employee: days, minutes, events by band; the days packed, as PostgreSQL writes them.

    ``counted`` includes the minutes that ``overtime`` adds on its days (``queries.overtime``).
    """

    required: int = 0
    expected: int = 0
    counted: int = 0
    absent: int = 0
    late: Four = NONE_OF_FOUR
    early: Four = NONE_OF_FOUR
    unfiled: int = 0
    days: str = "{}"
    overtime: tuple[tuple[date, int], ...] = ()


TABLES = """
CREATE TEMP TABLE score_span (employee_id int8, first date, last date, schedule_id int8) ON COMMIT DROP;
CREATE TEMP TABLE score_day (
    schedule_id int8, date date, day_start int4, day_end int4, plan int8, log_deadline timestamptz
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

# Every required workday: its plan and marks, and the minutes between which activities count: a missing mark is
# replaced by the schedule's. A mark is cut to the whole minute when it is read (rules §0): integer division.
# The packed pieces are as in ``rules.days``. To PostgreSQL, << and | bind alike.
MARKS = """
CREATE TEMP TABLE score_mark ON COMMIT DROP AS
SELECT s.employee_id, d.date, d.plan, d.log_deadline,
       coalesce(t.mark_in, d.day_start) AS since, coalesce(t.mark_out, d.day_end) AS until,
       coalesce(t.mark_in, %(none)s) | (coalesce(t.mark_out, %(none)s)::int8 << %(check_out)s)
       | (coalesce(t.mode, 0)::int8 << %(mode)s) AS mark
FROM (SELECT * FROM score_span ORDER BY employee_id, first) s
JOIN score_day d ON d.schedule_id = s.schedule_id AND d.date BETWEEN s.first AND s.last
LEFT JOIN (
    SELECT employee_id, date, date_part('epoch', check_in)::int / 60 AS mark_in,
           date_part('epoch', check_out)::int / 60 AS mark_out,
           array_position(%(modes)s::text[], mode::text) - 1 AS mode
    FROM dailylog_attendance
    WHERE employee_id = ANY (%(people)s::int8[]) AND date BETWEEN %(first)s AND %(last)s
) t ON t.employee_id = s.employee_id AND t.date = d.date
WHERE NOT EXISTS (SELECT FROM score_leave l WHERE l.employee_id = s.employee_id AND l.date = d.date);
ALTER TABLE score_mark ADD PRIMARY KEY (employee_id, date);
"""

# ``entry`` measures the union of a day's approved entries without building it: ``rest`` is where of each begins what
# is left after those that began before it have ended. ``place`` counts minutes through employees and dates in the
# order of the key, so that one running maximum serves: where the day changes, it lies before the day.
# Counts of days share integers, six bits each: fewer sums over as many rows. OFFSET 0 keeps the planner from working
# out the clock times again at every use.
REDUCE = """
WITH placed AS (
    SELECT employee_id, date, start AS began, filed_at, status = 'approved' AS approved,
           (employee_id * 64 + (date - %(first)s)) * 2048 AS place,
           date_part('epoch', start)::int / 60 AS start, date_part('epoch', "end")::int / 60 AS stop
    FROM dailylog_activity
    WHERE employee_id = ANY (%(people)s::int8[]) AND date BETWEEN %(first)s AND %(last)s
), entry AS (
    SELECT employee_id, date, filed_at, stop,
           CASE WHEN approved
                THEN greatest(start, max(CASE WHEN approved THEN place + stop END) OVER before - place) END AS rest
    FROM placed
    WINDOW before AS (ORDER BY employee_id, date, began ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
), day AS (
    SELECT m.employee_id, m.date, m.plan, m.mark,
           coalesce(bool_or(a.filed_at IS NULL OR a.filed_at <= m.log_deadline) FILTER (WHERE a.stop > 0), false)
               AS filed,
           coalesce(
               sum(least(a.stop, m.until) - greatest(a.rest, m.since))
               FILTER (WHERE a.rest < a.stop AND a.rest < m.until AND a.stop > m.since), 0
           )::int AS minutes
    FROM score_mark m LEFT JOIN entry a ON a.employee_id = m.employee_id AND a.date = m.date
    GROUP BY m.employee_id, m.date
), clock AS (
    SELECT *, nullif(mark & %(minute)s, %(none)s)::int AS mark_in,
           nullif(mark >> %(check_out)s & %(minute)s, %(none)s)::int AS mark_out,
           mark >> %(mode)s & 3 = %(wfa)s AS wfa,
           (plan >> %(start)s & %(minute)s)::int AS day_start,
           (plan >> %(end)s & %(minute)s)::int AS day_end,
           (plan >> %(break)s & %(minute)s)::int AS break_minutes
    FROM day OFFSET 0
), span AS (
    SELECT *, mark_in IS NULL AND mark_out IS NULL AS absent, day_end - day_start - break_minutes AS effective
    FROM clock
), fact AS (
    SELECT employee_id, date, plan, mark, filed, absent,
           CASE WHEN absent THEN 0 ELSE least(minutes, effective) END AS counted,
           CASE WHEN absent OR wfa THEN 0 ELSE coalesce(mark_in - day_start, 100000) END AS late,
           CASE WHEN absent THEN 0
                WHEN wfa THEN coalesce(least(effective, %(wfa_max)s) - (mark_out - mark_in - break_minutes), 100000)
                ELSE coalesce(day_end - mark_out, 100000) END AS early
    FROM span
)
SELECT employee_id,
       sum(1 | (absent::int << 6) | ((NOT absent AND NOT filed AND plan >> %(due)s & 1 = 1)::int << 12))::int,
       sum((plan >> %(expected)s & %(minute)s)::int)::int, sum(counted)::int,
       sum({late})::int, sum({early})::int,
       (array_agg(plan ORDER BY date) || array_agg(
           mark | (filed::int::int8 << %(filed)s) | (counted::int8 << %(counted)s) ORDER BY date
       ))::text
FROM fact GROUP BY employee_id
"""
SIX_BITS = (0, 6, 12, 18)

PACKED: dict[str, int | date | list[int] | list[str]] = {
    "none": packed.NO_MARK,
    "minute": packed.MINUTE,
    "start": packed.START,
    "end": packed.END,
    "break": packed.BREAK,
    "expected": packed.EXPECTED,
    "due": packed.DUE,
    "check_out": packed.CHECK_OUT,
    "mode": packed.MODE,
    "filed": packed.FILED,
    "counted": packed.COUNTED,
    "modes": list(packed.MODES),
    "wfa": packed.MODES.index("wfa"),
}

# Both inputs of every join come sorted from their keys; hashing and sorting them again would cost as much as the work.
IN_ORDER = """
SET LOCAL enable_hashjoin = {state}; SET LOCAL enable_hashagg = {state}; SET LOCAL enable_material = {state};
SET LOCAL enable_bitmapscan = {state};
"""

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
            cursor.execute("DROP TABLE IF EXISTS score_span, score_day, score_leave, score_mark")
            cursor.execute(TABLES)
            self._people = self._copy_spans(month_spans)
            self._copy_days()
            cursor.execute("ANALYZE score_span; ANALYZE score_day")
            cursor.execute(LEAVE_DAYS, self._parameters)

    @property
    def _parameters(self) -> dict[str, int | date | list[int] | list[str]]:
        return PACKED | {
            "first": self.scene.month,
            "last": self.last,
            "people": self._people,
            "wfa_max": self.scene.policy.wfa_max_minutes,
        }

    def _copy_spans(self, month_spans: Iterable[Span]) -> list[int]:
        """Fill the table of who is under which schedule when; the employees."""
        units = self.scene.units
        lines = StringIO()
        people = set()
        for span in month_spans:
            schedule = units[span.holding.unit_id].schedule_id
            if schedule is not None:
                people.add(span.holding.employee_id)
                lines.write(f"{span.holding.employee_id}\t{span.first}\t{span.last}\t{schedule}\n")
        _copy("score_span", lines)
        return sorted(people)

    def _copy_days(self) -> None:
        scene = self.scene
        lines = StringIO()
        for days in scene.schedule_days.values():
            for day in days:
                deadline = to_aware(scene.calendar.filing_deadline(day.date, scene.policy)).isoformat()
                due = scene.log_was_due(day.date)
                plan = packed.pack_plan(day.date, day.start, day.end, day.break_minutes, day.expected, due)
                lines.write(f"{day.schedule_id}\t{day.date}\t{day.start}\t{day.end}\t{plan}\t{deadline}\n")
        _copy("score_day", lines)

    def counts(self) -> dict[int, MonthCounts]:
        """Counts by employee; who has no required workday is missing."""
        bands = self.scene.policy.discipline_bands
        reduce = REDUCE.format(late=_band("late", bands), early=_band("early", bands))
        with connection.cursor() as cursor:
            cursor.execute(MARKS, self._parameters)
            cursor.execute(IN_ORDER.format(state="off") + reduce, self._parameters)
            rows = cursor.fetchall()
            cursor.execute(IN_ORDER.format(state="DEFAULT"))
        return {row[0]: _counts(*row[1:]) for row in rows}

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


def _band(side: str, starts: Sequence[int]) -> str:
    """SQL that gives one in the six bits of the band into which the minutes of a side fall, else 0 (rules §6)."""
    whens = (f"WHEN {side} >= {start} THEN {1 << bits}" for start, bits in zip(starts, SIX_BITS, strict=True))
    return f"CASE {' '.join(reversed(list(whens)))} ELSE 0 END"


def _counts(events: int, expected: int, counted: int, late: int, early: int, days: str) -> MonthCounts:
    required, absent, unfiled, _ = _four(events)
    return MonthCounts(required, expected, counted, absent, _four(late), _four(early), unfiled, days)


def _four(packed_counts: int) -> Four:
    first, second, third, fourth = (packed_counts >> bits & 63 for bits in SIX_BITS)
    return first, second, third, fourth
