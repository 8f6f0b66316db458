"""SQL reduces a month's marks and entries, millions of rows, to one row of counts a person (rules §4, §6).

Nothing is decided here: minutes are measured and days counted; points and scores are the rules' business. With the
counts come the facts of every required workday, packed (``rules.days``), for the explanation.

The cost does not grow with the age of the system: marks and entries are read by employee and date from their natural
keys, in whose order everything is joined and added up without sorting. Nothing is written, so that any connection may
do it (``queries.aside``), some thousand people at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.db import connection, transaction

from dailylog.models import Leave
from organization.rules import shifts
from organization.rules.holding import Span
from scoring.periods import to_aware
from scoring.queries.scene import PlanDay, PlanKey, Scene
from scoring.rules import days as packed
from scoring.rules.discipline import NONE_OF_FOUR, Four

Parameters = dict[str, int | date | str | list[str] | list[datetime]]

#: People whose month is reduced by one statement: their days fit into the memory for sorting.
PART = 4000


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


class Part(NamedTuple):
    """Some employees, and who of them works by which plan when, as arrays of SQL.

    ``rostered``: some of them work shifts, which may last over midnight; the arrays hold their own plans and nights.
    """

    employees: list[int]
    arrays: Parameters
    rostered: bool = False


# Who works by which plan when (``Scene.plans``, numbered), and the workdays of the plans.
PLANNED = """
WITH span AS (
    SELECT * FROM unnest(%(employees)s::int8[], %(firsts)s::date[], %(lasts)s::date[], %(numbers)s::int8[])
        u(employee_id, first, last, number)
), workday AS (
    SELECT * FROM unnest(%(day_numbers)s::int8[], %(days)s::date[], %(starts)s::int4[], %(ends)s::int4[],
                         %(plans)s::int8[], %(deadlines)s::timestamptz[])
        u(number, date, day_start, day_end, plan, log_deadline)
), planned AS (
    SELECT s.employee_id, d.*
    FROM (SELECT * FROM span ORDER BY employee_id, first) s
    JOIN workday d ON d.number = s.number AND d.date BETWEEN s.first AND s.last
)
"""

# Every required workday with its marks. A mark is cut to the whole minute when it is read (rules §0): integer division.
REQUIRED = """
, away AS MATERIALIZED (
    SELECT employee_id, start, "end" FROM dailylog_leave
    WHERE employee_id = ANY (%(people)s::int8[]) AND start <= %(last)s AND "end" >= %(first)s
), {name} AS (
    SELECT p.*, t.mark_in, t.mark_out, coalesce(t.mode, 0) AS mode
    FROM (
        SELECT * FROM planned p
        WHERE NOT EXISTS (
            SELECT FROM away WHERE away.employee_id = p.employee_id AND p.date BETWEEN away.start AND away."end"
        ) ORDER BY employee_id, date
    ) p
    LEFT JOIN (
        SELECT employee_id, date, date_part('epoch', check_in)::int / 60 AS mark_in,
               date_part('epoch', check_out)::int / 60 AS mark_out,
               array_position(%(modes)s::text[], mode::text) - 1 AS mode
        FROM dailylog_attendance
        WHERE employee_id = ANY (%(people)s::int8[]) AND date BETWEEN %(first)s AND %(last)s
    ) t ON t.employee_id = p.employee_id AND t.date = p.date
)
"""

# The marks of a shift on its own axis, as organization.rules.shifts.read_marks reads them.
OF_SHIFTS = """
, required AS (
    SELECT m.employee_id, m.number, m.date, m.day_start, m.day_end, m.plan, m.log_deadline, m.mode, came.mark_in,
           CASE WHEN m.day_end >= %(a_day)s
                    AND (m.mark_out <= %(latest)s OR m.mark_out < coalesce(came.mark_in, m.day_start))
                THEN least(m.mark_out + %(a_day)s, %(a_day)s + %(latest)s) ELSE m.mark_out END AS mark_out
    FROM marked m
    CROSS JOIN LATERAL (
        SELECT CASE WHEN m.mark_in + %(a_day)s < m.day_end AND m.day_start - m.mark_in > %(earliest)s
                    THEN m.mark_in + %(a_day)s ELSE m.mark_in END AS mark_in
    ) came
), night AS (
    SELECT * FROM unnest(%(night_people)s::int8[], %(night_dates)s::date[], %(night_untils)s::int4[])
        u(employee_id, date, until)
)
"""

# What is left of each entry: ``rest`` is where begins what those that began before it have left of it when they end. So
# the union of a day's approved entries is measured without being built: what is left of them is disjoint.
PIECES = """
SELECT employee_id, date, filed_at, approved, date_part('epoch', "end")::int / 60 AS stop,
       date_part('epoch', greatest(start, max("end") FILTER (WHERE approved) OVER before))::int / 60 AS rest
FROM (
    {entries}
) a
WINDOW before AS (PARTITION BY employee_id, date ORDER BY start ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
"""

ENTRIES = """
    SELECT employee_id, date, start, "end", filed_at, status = 'approved' AS approved
    FROM dailylog_activity WHERE {where}
"""
# An entry that begins before the end of a shift of the evening before belongs to that, with its minutes beyond 1440.
ENTRIES_OF_SHIFTS = """
    SELECT * FROM (
        SELECT a.employee_id, coalesce(n.date, a.date) AS date, a.filed_at, a.status = 'approved' AS approved,
               a.start::interval + CASE WHEN n.date IS NULL THEN '0' ELSE interval '24 hours' END AS start,
               CASE WHEN n.date IS NULL THEN a."end"::interval
                    ELSE least(a."end"::interval + interval '24 hours', interval '34 hours') END AS "end"
        FROM dailylog_activity a
        LEFT JOIN night n ON n.employee_id = a.employee_id AND n.date = a.date - 1
            AND date_part('epoch', a.start)::int / 60 < n.until
        WHERE {where}
    ) b WHERE {belonging}
"""

# A day's entries. ``head`` and ``tail`` are its first and its last piece, both ends in one integer.
LOG = """
, log AS (
    SELECT employee_id, date, min(coalesce(filed_at, '-infinity')) AS filed,
           sum(stop - rest) FILTER (WHERE approved AND rest < stop) AS minutes,
           min(rest << 11 | stop) FILTER (WHERE approved AND rest < stop) AS head,
           max(rest << 11 | stop) FILTER (WHERE approved AND rest < stop) AS tail
    FROM ({pieces}) piece GROUP BY employee_id, date
)
"""

# Activities count between the marks; a missing one is replaced by the schedule's. Presence mostly cuts no more than the
# first and the last piece; else the pieces are measured one by one. To PostgreSQL, << and | bind alike.
REDUCE = """
, day AS (
    SELECT r.employee_id, r.date, r.plan, r.mark_in, r.mark_out, r.mode, r.day_start, r.day_end,
           coalesce(r.mark_in, r.day_start) AS since, coalesce(r.mark_out, r.day_end) AS until,
           r.mark_in IS NULL AND r.mark_out IS NULL AS absent, r.mode = %(wfa)s AS wfa,
           (r.plan >> %(break)s & %(minute)s)::int AS break_minutes,
           coalesce(l.filed <= r.log_deadline, false) AS filed, l.minutes, l.head, l.tail
    FROM required r LEFT JOIN log l ON l.employee_id = r.employee_id AND l.date = r.date OFFSET 0
), fact AS (
    SELECT employee_id, date, plan, filed, absent,
           coalesce(mark_in, %(none)s) | (coalesce(mark_out, %(none)s) << %(check_out)s) | (mode << %(mode)s) AS mark,
           CASE WHEN absent OR head IS NULL THEN 0 ELSE least(day_end - day_start - break_minutes, greatest(0,
               CASE WHEN since <= head & %(minute)s AND until >= tail >> 11
               THEN minutes - greatest(0, since - (head >> 11)) - greatest(0, (tail & %(minute)s) - until)
               ELSE (SELECT sum(greatest(0, least(stop, until) - greatest(rest, since)))
                     FROM ({pieces_of_day}) piece WHERE approved) END
           )) END AS counted,
           CASE WHEN absent OR wfa THEN 0 ELSE coalesce(mark_in - day_start, 100000) END AS late,
           CASE WHEN absent THEN 0
                WHEN wfa THEN coalesce(least(day_end - day_start - break_minutes, %(wfa_max)s)
                                       - (mark_out - mark_in - break_minutes), 100000)
                ELSE coalesce(day_end - mark_out, 100000) END AS early
    FROM day OFFSET 0
)
SELECT employee_id,
       sum(1 | (absent::int << 6) | ((NOT absent AND NOT filed AND plan >> %(due)s & 1 = 1)::int << 12))::int,
       sum(plan >> %(expected)s & %(minute)s)::int, sum(counted)::int,
       sum({late})::int, sum({early})::int,
       (array_agg(plan ORDER BY date) || array_agg(
           mark | (filed::int::int8 << %(filed)s) | (counted::int8 << %(counted)s) ORDER BY date
       ))::text
FROM fact GROUP BY employee_id
"""
SIX_BITS = (0, 6, 12, 18)
OF_PART = "employee_id = ANY (%(people)s::int8[]) AND date BETWEEN %(first)s AND %(last)s"
OF_DAY = "employee_id = day.employee_id AND date = day.date"
OF_SHIFT_PART = "a.employee_id = ANY (%(people)s::int8[]) AND a.date BETWEEN %(first)s AND %(last)s::date + 1"
OF_SHIFT_DAY = "a.employee_id = day.employee_id AND a.date BETWEEN day.date AND day.date + 1"

LEAVE_COUNTS = """
SELECT p.employee_id, l.kind, count(DISTINCT p.date)::int
FROM planned p JOIN dailylog_leave l ON l.employee_id = p.employee_id AND p.date BETWEEN l.start AND l."end"
WHERE l.start <= %(last)s AND l."end" >= %(first)s
GROUP BY p.employee_id, l.kind
"""

PACKED: Parameters = {
    "none": packed.NO_MARK,
    "minute": packed.MINUTE,
    "break": packed.BREAK,
    "expected": packed.EXPECTED,
    "due": packed.DUE,
    "check_out": packed.CHECK_OUT,
    "mode": packed.MODE,
    "filed": packed.FILED,
    "counted": packed.COUNTED,
    "modes": list(packed.MODES),
    "wfa": packed.MODES.index("wfa"),
    "a_day": shifts.DAY,
    "latest": shifts.LATEST_MORNING,
    "earliest": shifts.EARLIEST,
}

# Both inputs of every join come sorted from their keys; hashing and sorting them again would cost as much as the work.
IN_ORDER = """
SET LOCAL enable_hashjoin = {state}; SET LOCAL enable_hashagg = {state}; SET LOCAL enable_bitmapscan = {state};
SET LOCAL enable_nestloop = {state};
"""


class Reduction:
    """The month's counts of the employees of a scope whose level is scored, part by part."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.last = min(scene.last, scene.as_of.date())
        self._numbers = {key: number for number, key in enumerate(scene.plans)}
        self._constants = (
            PACKED
            | _workdays(scene.plans.values())
            | {
                "first": scene.month,
                "last": self.last,
                "wfa_max": scene.policy.wfa_max_minutes,
            }
        )
        bands = scene.policy.discipline_bands
        late, early = _band("late", bands), _band("early", bands)
        of_part, of_day = ENTRIES.format(where=OF_PART), ENTRIES.format(where=OF_DAY)
        self._statement = "".join(
            (
                PLANNED,
                REQUIRED.format(name="required"),
                LOG.format(pieces=PIECES.format(entries=of_part)),
                REDUCE.format(pieces_of_day=PIECES.format(entries=of_day), late=late, early=early),
            )
        )
        of_part = ENTRIES_OF_SHIFTS.format(where=OF_SHIFT_PART, belonging="true")
        of_day = ENTRIES_OF_SHIFTS.format(where=OF_SHIFT_DAY, belonging="b.date = day.date")
        self._statement_of_shifts = "".join(
            (
                PLANNED,
                REQUIRED.format(name="marked"),
                OF_SHIFTS,
                LOG.format(pieces=PIECES.format(entries=of_part)),
                REDUCE.format(pieces_of_day=PIECES.format(entries=of_day), late=late, early=early),
            )
        )
        everybody = sorted(scene.scored.values(), key=_employee)
        shifting = scene.roster.people
        usual = [found for found in everybody if _employee(found) not in shifting]
        others = [found for found in everybody if _employee(found) in shifting]
        self.parts = [
            *(self._part(part) for part in _cut(usual)),
            *(self._part_of_shifts(part) for part in _cut(others)),
        ]

    def _part(self, people: Sequence[Sequence[Span]]) -> Part:
        return Part([_employee(found) for found in people], self._spans(people, self._numbers))

    def _part_of_shifts(self, people: Sequence[Sequence[Span]]) -> Part:
        scene = self.scene
        keys = dict.fromkeys(plan for found in people for span in found if (plan := scene.plan_key(span)) is not None)
        numbers = {key: number for number, key in enumerate(keys)}
        employees = [_employee(found) for found in people]
        nights = [
            (employee, *night) for employee in employees for night in scene.roster.nights(employee, scene.month).items()
        ]
        own: Parameters = {
            "night_people": _array(employee for employee, _day, _until in nights),
            "night_dates": _array(day for _employee, day, _until in nights),
            "night_untils": _array(until for _employee, _day, until in nights),
        }
        plans = _workdays([scene.plan(key) for key in keys])
        return Part(employees, self._spans(people, numbers) | plans | own, rostered=True)

    def _spans(self, people: Sequence[Sequence[Span]], numbers: Mapping[PlanKey, int]) -> Parameters:
        key = self.scene.plan_key
        spans = [(span, plan) for found in people for span in found if (plan := key(span)) is not None]
        return {
            "people": _array(_employee(found) for found in people),
            "employees": _array(span.holding.employee_id for span, _plan in spans),
            "firsts": _array(span.first for span, _plan in spans),
            "lasts": _array(span.last for span, _plan in spans),
            "numbers": _array(numbers[plan] for _span, plan in spans),
        }

    def counts(self, part: Part) -> dict[int, MonthCounts]:
        """Counts by employee of one of ``parts``; who has no required workday is missing."""
        with transaction.atomic(savepoint=False), connection.cursor() as cursor:
            statement = self._statement_of_shifts if part.rostered else self._statement
            cursor.execute(IN_ORDER.format(state="off") + statement, self._constants | part.arrays)
            rows = cursor.fetchall()
            cursor.execute(IN_ORDER.format(state="DEFAULT"))
        return {row[0]: _counts(*row[1:]) for row in rows}

    def leave(self) -> dict[int, dict[str, int]]:
        """Workdays covered by leave, by employee and kind (rules §6)."""
        away = Leave.objects.filter(start__lte=self.last, end__gte=self.scene.month).order_by()
        scored = self.scene.scored
        people = [
            scored[employee] for employee in set(away.values_list("employee_id", flat=True)) if employee in scored
        ]
        found: dict[int, dict[str, int]] = {}
        if people:
            # A plan of one's own says which days are workdays, as the plans of units do: one statement for both.
            with connection.cursor() as cursor:
                cursor.execute(PLANNED + LEAVE_COUNTS, self._constants | self._part_of_shifts(people).arrays)
                for employee_id, kind, days in cursor.fetchall():
                    found.setdefault(employee_id, {})[kind] = days
        return found


def _employee(spans: Sequence[Span]) -> int:
    return spans[0].holding.employee_id


def _cut(people: Sequence[Sequence[Span]]) -> list[Sequence[Sequence[Span]]]:
    return [people[at : at + PART] for at in range(0, len(people), PART)]


def _workdays(plans_in_order: Iterable[Sequence[PlanDay]]) -> Parameters:
    """The workdays of plans with their filing deadlines, as arrays; plans are numbered in their order."""
    rows = [(number, *row) for number, days in enumerate(plans_in_order) for row in days]
    plans = (
        packed.pack_plan(day.date, day.start, day.end, day.break_minutes, day.expected, due=due)
        for _number, day, _deadline, due in rows
    )
    return {
        "day_numbers": _array(number for number, *_row in rows),
        "days": _array(day.date for _number, day, *_deadline in rows),
        "starts": _array(day.start for _number, day, *_deadline in rows),
        "ends": _array(day.end for _number, day, *_deadline in rows),
        "plans": _array(plans),
        "deadlines": [to_aware(deadline) for _number, _day, deadline, _due in rows],
    }


def _array(values: Iterable[object]) -> str:
    """Numbers or dates as PostgreSQL writes an array: one constant, however many there are."""
    return f"{{{','.join(map(str, values))}}}"


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
