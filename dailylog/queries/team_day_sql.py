"""The statements behind the day of a team: who stands how, and what they work on."""

from __future__ import annotations

from dailylog.queries.scope_units import CIRCLE_TYPES
from kinerja.prepared import Prepared
from organization.rules.authority import LEADER_LEVELS

_LEADS = ", ".join(f"'{kind}:{level}'" for kind, levels in LEADER_LEVELS.items() for level in levels)

# One row for each person whose assignment of the day (rules §1) is in the units. Whoever does not read the logs of the
# whole region sees those who hold a post in the own scope today, as everywhere (dailylog.models.visibility).
# ``brief``: of more people than ``most`` only those are read who work in the topmost units, lead one right below, or
# work in one right below that nobody leads; ``near`` are these units. A person works on the day by the roster of the
# month, or else by the hours of the nearest unit with a schedule unless it is a holiday (dailylog.queries.hours).
# Rows of days are read person by person, which OFFSET holds the planner to: it takes the days of this week for rare and
# would go by the date alone, through everything that was written since the index of dates was last brought up to date.
_PEOPLE = """
WITH RECURSIVE crowd AS MATERIALIZED (
    SELECT %(brief)s AND count(*) > %(most)s AS brief
    FROM (
        SELECT FROM organization_position p JOIN organization_assignment a ON a.position_id = p.id
        WHERE p.unit_id = ANY(%(units)s) AND a.start <= %(day)s AND (a."end" IS NULL OR a."end" >= %(day)s)
          AND a.employee_id <> %(viewer)s
        LIMIT %(most)s + 1
    ) holders
), post AS MATERIALIZED (
    SELECT DISTINCT ON (a.employee_id) a.employee_id, p.unit_id, p.title, p.level
    FROM organization_assignment a JOIN organization_position p ON p.id = a.position_id
    WHERE a.employee_id = ANY(ARRAY(
          SELECT b.employee_id FROM organization_position q JOIN organization_assignment b ON b.position_id = q.id
          WHERE q.unit_id = ANY((SELECT CASE WHEN brief THEN %(near)s ELSE %(units)s END FROM crowd)::bigint[])
            AND b.start <= %(day)s AND (b."end" IS NULL OR b."end" >= %(day)s)
      )) AND a.employee_id <> %(viewer)s
      AND a.start <= %(day)s AND (a."end" IS NULL OR a."end" >= %(day)s)
      AND (%(all)s OR EXISTS (
          SELECT FROM organization_assignment t JOIN organization_position q ON q.id = t.position_id
          WHERE t.employee_id = a.employee_id AND q.unit_id = ANY(%(scope)s)
            AND t.start <= %(today)s AND (t."end" IS NULL OR t."end" >= %(today)s)
      ))
    ORDER BY a.employee_id, (a.kind = 'definitive') DESC, a.start DESC, p.code
), led AS MATERIALIZED (
    SELECT u.id FROM organization_unit u JOIN organization_position p ON p.unit_id = u.id
    JOIN organization_assignment a ON a.position_id = p.id
    WHERE u.id = ANY(%(near)s) AND u.kind || ':' || p.level IN (LEADS)
      AND a.start <= %(day)s AND (a."end" IS NULL OR a."end" >= %(day)s)
), shown AS MATERIALIZED (
    SELECT post.employee_id, post.title, u.id AS unit_id, u.name AS unit_name
    FROM post JOIN organization_unit u ON u.id = post.unit_id CROSS JOIN crowd
    WHERE post.unit_id = ANY(%(units)s)
      AND (NOT crowd.brief OR u.id = ANY(%(tops)s)
           OR (u.id = ANY(%(near)s)
               AND (u.kind || ':' || post.level IN (LEADS) OR u.id NOT IN (SELECT id FROM led))))
), above AS (
    SELECT id AS unit_id, parent_id, schedule_id, 0 AS steps
    FROM organization_unit WHERE id = ANY(ARRAY(SELECT unit_id FROM shown))
    UNION ALL
    SELECT above.unit_id, u.parent_id, u.schedule_id, above.steps + 1
    FROM above
    CROSS JOIN LATERAL (SELECT * FROM organization_unit x WHERE x.id = above.parent_id OFFSET 0) u
    WHERE above.schedule_id IS NULL AND above.steps < 20
), holiday AS MATERIALIZED (
    SELECT name FROM organization_holiday WHERE date = %(day)s
), working AS MATERIALIZED (
    SELECT DISTINCT above.unit_id
    FROM above JOIN organization_schedulehours h ON h.schedule_id = above.schedule_id
    WHERE h.weekday = %(weekday)s AND NOT EXISTS (SELECT FROM holiday)
      AND coalesce(h.valid_from, '-infinity') <= %(day)s AND coalesce(h.valid_to, 'infinity') >= %(day)s
), ruled AS MATERIALIZED (
    SELECT r.employee_id, bool_or(r.date = %(day)s AND r.shift_id IS NOT NULL) AS works
    FROM organization_rosterday r
    WHERE r.date >= date_trunc('month', %(day)s::date)::date
      AND r.date < (date_trunc('month', %(day)s::date) + interval '1 month')::date
      AND r.employee_id = ANY(ARRAY(SELECT employee_id FROM shown))
    GROUP BY r.employee_id
), stand AS (
    SELECT e.name, e.nip, json_build_array(
        e.id, e.nip, e.name, shown.title, shown.unit_id, shown.unit_name, coalesce(m.mode, ''), w.waiting,
        coalesce(ruled.works, shown.unit_id IN (SELECT unit_id FROM working)),
        coalesce((SELECT l.kind FROM dailylog_leave l
                  WHERE l.employee_id = e.id AND l.start <= %(day)s AND l."end" >= %(day)s LIMIT 1), ''),
        m.check_in, m.check_out, w.entries, w.returned,
        (SELECT count(*) FROM dailylog_finding f
         WHERE f.employee_id = e.id AND f.date = %(day)s AND f.state = 'open' AND f.gone_at IS NULL),
        w.overran) AS line
    FROM shown
    JOIN organization_employee e ON e.id = shown.employee_id
    LEFT JOIN ruled ON ruled.employee_id = e.id
    LEFT JOIN LATERAL (
        SELECT a.check_in, a.check_out, a.mode FROM dailylog_attendance a
        WHERE a.employee_id = e.id AND a.date = %(day)s OFFSET 0
    ) m ON true
    CROSS JOIN LATERAL (
        SELECT count(*) AS entries,
               count(*) FILTER (WHERE x.status = 'returned') AS returned,
               count(*) FILTER (WHERE x.status = 'submitted') AS waiting,
               count(*) FILTER (WHERE extract(epoch FROM x."end" - x.start) / 60 > x.estimate_minutes) AS overran
        FROM dailylog_activity x WHERE x.employee_id = e.id AND x.date = %(day)s
    ) w
)
SELECT json_build_object(
    'brief', (SELECT brief FROM crowd),
    'holiday', (SELECT name FROM holiday),
    'people', (SELECT json_agg(line ORDER BY name, nip) FROM stand)
)::text
""".replace("LEADS", _LEADS)

PEOPLE = Prepared(
    "dailylog_team_day",
    _PEOPLE,
    day="date",
    weekday="integer",
    **CIRCLE_TYPES,
)

# What these people filed on a day, and the tasks of the day for them or for everyone of their units, without what was
# answered "not today"; a task that an entry answers stands there as that entry.
WORK = Prepared(
    "dailylog_team_work",
    """
SELECT json_build_object(
    'entries', (SELECT json_agg(json_build_array(
            x.employee_id, x.description, coalesce(nullif(x.place, ''), t.place, ''), x.start, x."end", x.status,
            x.task_id) ORDER BY x.start, x.id)
        FROM unnest(%(people)s) AS who(id)
        CROSS JOIN LATERAL (SELECT * FROM dailylog_activity a
                            WHERE a.employee_id = who.id AND a.date = %(day)s OFFSET 0) x
        LEFT JOIN dailylog_task t ON t.id = x.task_id),
    'tasks', (SELECT json_agg(json_build_array(
            t.id, t.employee_id, t.unit_id, t.title, t.place,
            ARRAY(SELECT r.employee_id FROM dailylog_taskanswer r WHERE r.task_id = t.id AND r.date = %(day)s)
            ) ORDER BY t.id)
        FROM dailylog_task t
        WHERE t.withdrawn_at IS NULL AND (t.employee_id = ANY(%(people)s) OR t.unit_id = ANY(%(units)s))
          AND (t.date = %(day)s OR (t.weekdays @> ARRAY[%(weekday)s]::smallint[] AND t.first <= %(day)s
               AND (t.last IS NULL OR t.last >= %(day)s))))
)::text
""",
    people="bigint[]",
    units="bigint[]",
    day="date",
    weekday="integer",
)
