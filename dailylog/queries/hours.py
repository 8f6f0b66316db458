"""The hours of a person on a day: those of the roster, or else of the unit's schedule. Everybody else asks here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from django.db import connection

from dailylog.rules.intervals import Interval, clock_of, minutes_of
from kinerja.days import last_of_month
from kinerja.prepared import Prepared
from organization.queries.rosters import Rosters
from organization.rules.shifts import DAY, ShiftHours, end_of, read_marks

# The hours of the nearest unit with a schedule, going up from the unit; of the rows valid on the day the one that
# begins latest (rules §1). They say nothing of a month in which the person works by a roster.
_DUTY = Prepared(
    "dailylog_duty",
    """
WITH RECURSIVE above AS (
    SELECT id, parent_id, schedule_id, 0 AS steps FROM organization_unit WHERE id = %(unit)s
    UNION ALL
    SELECT u.id, u.parent_id, u.schedule_id, above.steps + 1
    FROM above
    CROSS JOIN LATERAL (SELECT * FROM organization_unit x WHERE x.id = above.parent_id OFFSET 0) u
    WHERE above.schedule_id IS NULL AND above.steps < 20
), unit AS (
    SELECT h.start, h."end", h.break_minutes
    FROM above JOIN organization_schedulehours h ON h.schedule_id = above.schedule_id
    WHERE h.weekday = %(weekday)s AND coalesce(h.valid_from, '-infinity') <= %(day)s
      AND coalesce(h.valid_to, 'infinity') >= %(day)s
    ORDER BY h.valid_from DESC NULLS LAST LIMIT 1
), turn AS (
    SELECT r.date, s.code, s.name, s.start, s."end", s.break_minutes
    FROM organization_rosterday r JOIN organization_shift s ON s.id = r.shift_id
    WHERE r.employee_id = %(employee)s AND r.date BETWEEN %(day)s::date - 1 AND %(day)s
)
SELECT EXISTS (
           SELECT FROM organization_rosterday WHERE employee_id = %(employee)s AND date BETWEEN %(first)s AND %(last)s
       ),
       u.start, u."end", u.break_minutes, t.start, t."end", t.break_minutes, t.code, t.name,
       n.start, n."end", n.break_minutes, n.code, n.name
FROM (VALUES (1)) one
LEFT JOIN unit u ON true
LEFT JOIN turn t ON t.date = %(day)s
LEFT JOIN turn n ON n.date = %(day)s::date - 1 AND n."end" <= n.start AND n."end" > '00:00'
""",
    employee="bigint",
    unit="bigint",
    weekday="integer",
    day="date",
    first="date",
    last="date",
)


@dataclass(frozen=True, slots=True)
class Hours:
    """The hours of a workday; with the code and name of a shift an end that is not after the start is next morning."""

    start: time
    end: time
    break_minutes: int
    code: str = ""
    name: str = ""

    @property
    def window(self) -> Interval:
        """From start to end in minutes since the midnight with which the day begins."""
        start, end = minutes_of(self.start), minutes_of(self.end)
        return start, end_of(start, end) if self.code else end

    @property
    def effective(self) -> int:
        """Effective minutes: end − start − break (rules §1)."""
        start, end = self.window
        return end - start - self.break_minutes

    @property
    def overnight(self) -> bool:
        """Whether the hours run into the next date."""
        return self.window[1] >= DAY

    @property
    def morning(self) -> int:
        """Until which minute of the next date they last; 0 when they end before."""
        return max(0, self.window[1] - DAY)

    def read(self, check_in: time | None, check_out: time | None) -> tuple[int | None, int | None]:
        """The two marks in minutes on the day's own axis: those of the next morning are beyond 1440."""
        start, end = self.window
        return read_marks(_minutes(check_in), _minutes(check_out), start=start, end=end)

    def presence(self, check_in: time | None, check_out: time | None) -> Interval | None:
        """[check-in, check-out] with a missing mark replaced by the hours' (rules §4); None without any mark."""
        if check_in is None and check_out is None:
            return None
        came, left = self.read(check_in, check_out)
        start, end = self.window
        return (start if came is None else came), (end if left is None else left)


@dataclass(frozen=True, slots=True)
class Duty:
    """What a person works on a day. ``ruled``: the roster says so, and holidays free nobody.

    ``night``: the shift of the evening before that lasts into this day.
    """

    hours: Hours | None = None
    ruled: bool = False
    night: Hours | None = None


def duty_of(employee_id: int, unit_id: int | None, day: date) -> Duty:
    """What one person works on a day, whose unit that day is ``unit_id`` (None: no post); one query."""
    params = {
        "employee": employee_id,
        "unit": unit_id,
        "weekday": day.isoweekday(),
        "day": day,
        "first": day.replace(day=1),
        "last": last_of_month(day),
    }
    ((ruled, *rest),) = _DUTY.rows(params)
    unit, turn, night = rest[:3], rest[3:8], rest[8:]
    if unit_id is None:
        return Duty(None, ruled, _hours(night))
    return Duty(_hours(turn) if ruled else _hours(unit), ruled, _hours(night))


def _hours(values: Sequence[Any]) -> Hours | None:
    return None if values[0] is None else Hours(*values)


#: Unit, weekday, the dates between which the row is valid, start, end, minutes of break.
HoursRow = tuple[int, int, date | None, date | None, time, time, int]

# As for one unit: the nearest schedule going up from each unit.
_HOURS = """
WITH RECURSIVE above AS (
    SELECT id AS unit_id, parent_id, schedule_id, 0 AS steps FROM organization_unit WHERE id = ANY(%(units)s)
    UNION ALL
    SELECT above.unit_id, u.parent_id, u.schedule_id, above.steps + 1
    FROM above
    CROSS JOIN LATERAL (SELECT * FROM organization_unit x WHERE x.id = above.parent_id OFFSET 0) u
    WHERE above.schedule_id IS NULL AND above.steps < 20
)
SELECT above.unit_id, h.weekday, h.valid_from, h.valid_to, h.start, h."end", h.break_minutes
FROM above JOIN organization_schedulehours h ON h.schedule_id = above.schedule_id
WHERE coalesce(h.valid_from, '-infinity') <= %(last)s AND coalesce(h.valid_to, 'infinity') >= %(first)s
ORDER BY h.valid_from DESC NULLS LAST
"""


class HoursTable:
    """The hours of people by day, for days from ``first`` to ``last``; two queries."""

    def __init__(self, people: Collection[int], unit_ids: Collection[int], first: date, last: date) -> None:
        self._rosters = Rosters(people, first, last)
        with connection.cursor() as cursor:
            cursor.execute(_HOURS, {"units": sorted(unit_ids), "first": first, "last": last})
            self._rows = _by_weekday(cursor.fetchall())

    @classmethod
    def known(cls, rosters: Rosters, rows: Iterable[HoursRow]) -> HoursTable:
        """From what was read already: rosters, and the rows of schedules, those that begin latest first."""
        found = cls.__new__(cls)
        found._rosters = rosters  # noqa: SLF001 -- its own class
        found._rows = _by_weekday(rows)  # noqa: SLF001 -- its own class
        return found

    def of(self, employee_id: int, unit_id: int, day: date) -> Duty:
        """What a person works on a day, in whose unit he is; of rows valid on it the one that begins latest counts."""
        night = _of_shift(self._rosters.night_before(employee_id, day))
        if self._rosters.rules(employee_id, day):
            return Duty(_of_shift(self._rosters.shift(employee_id, day)), ruled=True, night=night)
        rows = self._rows.get((unit_id, day.isoweekday()), ())
        found = next((hours for first, last, hours in rows if first <= day <= last), None)
        return Duty(found, night=night)

    def date_of(self, employee_id: int, day: date, minute: int) -> date:
        """To which date an entry belongs that begins at this minute: to the shift of the evening before, or its own."""
        night = self._rosters.night_before(employee_id, day)
        return day - timedelta(days=1) if night and minute < night.morning else day


def _by_weekday(rows: Iterable[HoursRow]) -> Mapping[tuple[int, int], list[tuple[date, date, Hours]]]:
    found: dict[tuple[int, int], list[tuple[date, date, Hours]]] = defaultdict(list)
    for unit_id, weekday, valid_from, valid_to, start, end, break_minutes in rows:
        valid = (valid_from or date.min, valid_to or date.max)
        found[unit_id, weekday].append((*valid, Hours(start, end, break_minutes)))
    return found


def _of_shift(shift: ShiftHours | None) -> Hours | None:
    if shift is None:
        return None
    return Hours(clock_of(shift.start), clock_of(shift.end % DAY), shift.break_minutes, shift.code, shift.name)


def _minutes(clock: time | None) -> int | None:
    return None if clock is None else minutes_of(clock)
