"""The statements behind the months of people: who they are, and everything that a calendar shows of them."""

from __future__ import annotations

from dailylog.queries.scope_units import CIRCLE_TYPES
from kinerja.prepared import Prepared
from organization.rules.authority import LEADER_LEVELS

_LEADS = ", ".join(f"'{kind}:{level}'" for kind, levels in LEADER_LEVELS.items() for level in levels)

# Whoever held a post in the units on any day of the month, and holds one in the own scope today. ``brief`` as on the
# day (dailylog.queries.team_day_sql): of more than ``most`` only those right below.
PEOPLE = Prepared(
    "dailylog_team_month",
    """
WITH crowd AS MATERIALIZED (
    SELECT %(brief)s AND count(*) > %(most)s AS brief
    FROM (
        SELECT FROM organization_position p JOIN organization_assignment a ON a.position_id = p.id
        WHERE p.unit_id = ANY(%(units)s) AND a.start <= %(last)s AND (a."end" IS NULL OR a."end" >= %(first)s)
          AND a.employee_id <> %(viewer)s
        LIMIT %(most)s + 1
    ) holders
), held AS MATERIALIZED (
    SELECT a.employee_id, u.id AS unit_id, u.kind || ':' || p.level IN (LEADS) AS leads
    FROM organization_position p JOIN organization_assignment a ON a.position_id = p.id
    JOIN organization_unit u ON u.id = p.unit_id
    WHERE p.unit_id = ANY((SELECT CASE WHEN brief THEN %(near)s ELSE %(units)s END FROM crowd)::bigint[])
      AND a.start <= %(last)s AND (a."end" IS NULL OR a."end" >= %(first)s)
), shown AS MATERIALIZED (
    SELECT DISTINCT held.employee_id FROM held CROSS JOIN crowd
    WHERE held.employee_id <> %(viewer)s
      AND (NOT crowd.brief OR held.leads OR held.unit_id = ANY(%(tops)s)
           OR held.unit_id NOT IN (SELECT unit_id FROM held WHERE leads))
      AND (%(all)s OR EXISTS (
          SELECT FROM organization_assignment t JOIN organization_position q ON q.id = t.position_id
          WHERE t.employee_id = held.employee_id AND q.unit_id = ANY(%(scope)s)
            AND t.start <= %(today)s AND (t."end" IS NULL OR t."end" >= %(today)s)
      ))
)
SELECT json_build_object(
    'brief', (SELECT brief FROM crowd),
    'people', (SELECT json_agg(json_build_array(e.id, e.nip, e.name) ORDER BY e.name, e.nip)
               FROM shown JOIN organization_employee e ON e.id = shown.employee_id)
)::text
""".replace("LEADS", _LEADS),
    first="date",
    last="date",
    **CIRCLE_TYPES,
)

# Days are counted from the first of the month. An entry is one number, because a page of people has thousands of them:
# day, start and end in minutes (``unpacked`` in dailylog.queries.heat). What a shift of the last day has after midnight
# is of the next month, what the evening before the first lasts is of the month before. Person by person, as on the day.
MONTH = Prepared(
    "dailylog_months",
    """
WITH RECURSIVE posts AS MATERIALIZED (
    SELECT a.employee_id, p.code, p.unit_id, a.kind = 'definitive' AS definitive, a.start, a."end"
    FROM organization_assignment a JOIN organization_position p ON p.id = a.position_id
    WHERE a.employee_id = ANY(%(people)s) AND a.start <= %(last)s AND (a."end" IS NULL OR a."end" >= %(first)s)
), above AS (
    SELECT id AS unit_id, parent_id, schedule_id, 0 AS steps
    FROM organization_unit WHERE id = ANY(ARRAY(SELECT unit_id FROM posts))
    UNION ALL
    SELECT above.unit_id, u.parent_id, u.schedule_id, above.steps + 1
    FROM above
    CROSS JOIN LATERAL (SELECT * FROM organization_unit x WHERE x.id = above.parent_id OFFSET 0) u
    WHERE above.schedule_id IS NULL AND above.steps < 20
)
SELECT json_build_object(
    'posts', (SELECT json_agg(json_build_array(employee_id, code, unit_id, definitive, start, "end")) FROM posts),
    'holidays', (SELECT json_object_agg(date, name) FROM organization_holiday
                 WHERE date BETWEEN %(first)s AND %(last)s),
    'away', (SELECT json_agg(json_build_array(employee_id, start, "end", kind) ORDER BY start) FROM dailylog_leave
             WHERE employee_id = ANY(%(people)s) AND start <= %(last)s AND "end" >= %(first)s),
    'marks', (SELECT json_agg(json_build_array(who.id, marked.days))
              FROM unnest(%(people)s) AS who(id)
              CROSS JOIN LATERAL (
                  SELECT json_agg(json_build_array(date - %(first)s, check_in, check_out, mode)) AS days
                  FROM dailylog_attendance
                  WHERE employee_id = who.id AND date BETWEEN %(first)s AND %(last)s) marked
              WHERE marked.days IS NOT NULL),
    'entries', (SELECT json_agg(json_build_array(who.id, filed.packed))
                FROM unnest(%(people)s) AS who(id)
                CROSS JOIN LATERAL (
                    SELECT array_agg(
                               ((date - %(first)s) * 1440 + trunc(date_part('epoch', start) / 60)::int) * 1440
                               + trunc(date_part('epoch', "end") / 60)::int) AS packed
                    FROM dailylog_activity
                    WHERE employee_id = who.id AND date BETWEEN %(first)s AND %(last)s + 1) filed
                WHERE filed.packed IS NOT NULL),
    'turns', (SELECT json_agg(json_build_array(
                         r.employee_id, r.date, s.code, s.name, s.start, s."end", s.break_minutes)
                     ORDER BY r.employee_id, r.date)
              FROM organization_rosterday r LEFT JOIN organization_shift s ON s.id = r.shift_id
              WHERE r.employee_id = ANY(%(people)s)
                AND r.date BETWEEN (date_trunc('month', %(first)s::date - 1))::date AND %(last)s),
    'hours', (SELECT json_agg(json_build_array(
                         above.unit_id, h.weekday, h.valid_from, h.valid_to, h.start, h."end", h.break_minutes)
                     ORDER BY h.valid_from DESC NULLS LAST)
              FROM above JOIN organization_schedulehours h ON h.schedule_id = above.schedule_id
              WHERE coalesce(h.valid_from, '-infinity') <= %(last)s AND coalesce(h.valid_to, 'infinity') >= %(first)s)
)::text
""",
    people="bigint[]",
    first="date",
    last="date",
)
