"""Who works on a day, for the whole city at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from django.db import connection

from dailylog.queries.filed_sql import nothing_filed

# Employee and day for everyone who has a post whose unit works on that weekday, but not on a holiday. The schedule is
# that of the nearest unit with one; of a person's posts the definitive one counts, else the acting one that began
# latest, of equals the one with the lower code (rules §1).
# Whoever has a row in the roster of a month works in it by the roster alone, holiday or not; ``late`` says that a shift
# lasts into the evening at least.
# The days of a unit are an array, so that people find theirs by the unit: joined by the day, each would meet all units.
_WORKING = """
WITH RECURSIVE wanted AS (
    SELECT d.day FROM unnest(%(days)s::date[]) AS d(day)
    WHERE NOT EXISTS (SELECT FROM organization_holiday h WHERE h.date = d.day)
), above AS (
    SELECT id AS unit_id, parent_id, schedule_id, 0 AS steps FROM organization_unit
    UNION ALL
    SELECT a.unit_id, u.parent_id, u.schedule_id, a.steps + 1
    FROM above a JOIN organization_unit u ON u.id = a.parent_id
    WHERE a.schedule_id IS NULL AND a.steps < 20
), working AS (
    SELECT a.unit_id, array_agg(DISTINCT w.day) AS days
    FROM above a JOIN organization_schedulehours h ON h.schedule_id = a.schedule_id
    JOIN wanted w ON h.weekday = extract(isodow FROM w.day)
        AND coalesce(h.valid_from, '-infinity') <= w.day AND coalesce(h.valid_to, 'infinity') >= w.day
    GROUP BY a.unit_id
), post AS (
    SELECT DISTINCT ON (w.day, a.employee_id) w.day, a.employee_id, p.unit_id
    FROM wanted w
    JOIN organization_assignment a ON a.start <= w.day AND coalesce(a."end", 'infinity') >= w.day
        AND (%(among)s::bigint[] IS NULL OR a.employee_id = ANY (%(among)s::bigint[]))
    JOIN organization_position p ON p.id = a.position_id
    ORDER BY w.day, a.employee_id, (a.kind = 'definitive') DESC, a.start DESC, p.code
), ruled AS MATERIALIZED (
    SELECT DISTINCT r.employee_id, date_trunc('month', r.date)::date AS month
    FROM organization_rosterday r
    WHERE r.date >= (SELECT date_trunc('month', min(d)) FROM unnest(%(days)s::date[]) d)
      AND r.date < (SELECT date_trunc('month', max(d)) + interval '1 month' FROM unnest(%(days)s::date[]) d)
      AND (%(among)s::bigint[] IS NULL OR r.employee_id = ANY (%(among)s::bigint[]))
), duty AS (
    SELECT post.employee_id, post.day, false AS late
    FROM post
    JOIN working ON working.unit_id = post.unit_id AND post.day = ANY (working.days)
    WHERE NOT EXISTS (
        SELECT FROM ruled
        WHERE ruled.employee_id = post.employee_id AND ruled.month = date_trunc('month', post.day)::date
    )
    UNION ALL
    SELECT r.employee_id, r.date, s."end" <= s.start OR s."end" > '18:00'
    FROM organization_rosterday r JOIN organization_shift s ON s.id = r.shift_id
    WHERE r.date = ANY (%(days)s::date[]) AND (%(among)s::bigint[] IS NULL OR r.employee_id = ANY (%(among)s::bigint[]))
      AND EXISTS (
          SELECT FROM organization_assignment a
          WHERE a.employee_id = r.employee_id AND a.start <= r.date AND coalesce(a."end", 'infinity') >= r.date
      )
)
SELECT post.employee_id, post.day
FROM duty post
"""
# Those of them who may log in and are not away: leave or duty travel.
_ON_DUTY = (
    _WORKING
    + """
JOIN organization_employee e ON e.id = post.employee_id AND e.is_active
WHERE NOT EXISTS (
    SELECT FROM dailylog_leave l
    WHERE l.employee_id = post.employee_id AND l.start <= post.day AND l."end" >= post.day
)
"""
)
_EMPTY = f"{_ON_DUTY} AND {nothing_filed('post.employee_id', 'post.day')}"
# Those whose work of the day is over in the afternoon, as that of an office is.
_EMPTY_BY_EVENING = _EMPTY + " AND NOT post.late"


def on_duty(day: date, *, among: Collection[int] | None = None) -> set[int]:
    """Ids of everyone, or of those ``among`` some, who has to work on the day (rules §1) and may log in; one query."""
    return {employee_id for employee_id, _day in _rows(_ON_DUTY, [day], among)}


def empty_days(days: Iterable[date]) -> list[tuple[int, date]]:
    """Employee id and day wherever somebody had to work, but has no entry at all; one query."""
    return _rows(_EMPTY, days, None)


def empty_by_evening(day: date) -> list[int]:
    """Who had to work on the day, is done with it by the evening, and has no entry; shifts that last on wait."""
    return [employee_id for employee_id, _day in _rows(_EMPTY_BY_EVENING, [day], None)]


def workdays_of(employee_ids: Collection[int], days: Iterable[date]) -> dict[int, set[date]]:
    """Which of these days are workdays of each of these people (rules §1), leave or not; one query."""
    found: dict[int, set[date]] = {employee_id: set() for employee_id in employee_ids}
    for employee_id, day in _rows(_WORKING, days, employee_ids):
        found[employee_id].add(day)
    return found


def _rows(statement: str, days: Iterable[date], among: Collection[int] | None) -> list[tuple[int, date]]:
    wanted = sorted(days)
    if not wanted or (among is not None and not among):
        return []
    with connection.cursor() as cursor:
        cursor.execute(statement, {"days": wanted, "among": None if among is None else list(among)})
        return list(cursor.fetchall())
