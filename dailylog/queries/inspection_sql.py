"""The statement behind the inspectorate's overview."""

from __future__ import annotations

from kinerja.prepared import Prepared

# How many findings of the month stand in which state, by the OPD of each person's assignment of that day (rules §1),
# climbing only from the units where there are any; and the OPDs to choose from.
OVERVIEW = Prepared(
    "dailylog_inspection",
    """
WITH RECURSIVE counted AS MATERIALIZED (
    SELECT post.unit_id, f.state, count(*) AS count
    FROM dailylog_finding f
    LEFT JOIN LATERAL (
        SELECT p.unit_id FROM organization_assignment a JOIN organization_position p ON p.id = a.position_id
        WHERE a.employee_id = f.employee_id AND a.start <= f.date AND (a."end" IS NULL OR a."end" >= f.date)
        ORDER BY (a.kind = 'definitive') DESC, a.start DESC, p.code LIMIT 1
    ) post ON true
    WHERE f.date BETWEEN %(first)s AND %(last)s AND f.gone_at IS NULL
    GROUP BY post.unit_id, f.state
), up AS (
    SELECT u.id AS start, u.id, u.kind, u.parent_id
    FROM organization_unit u WHERE u.id IN (SELECT unit_id FROM counted)
    UNION ALL
    SELECT up.start, u.id, u.kind, u.parent_id FROM up JOIN organization_unit u ON u.id = up.parent_id
    WHERE up.kind <> 'opd'
)
SELECT json_build_object(
    'counts', (SELECT json_agg(json_build_array(opd, state, count)) FROM (
                   SELECT up.id AS opd, c.state, sum(c.count) AS count
                   FROM counted c LEFT JOIN up ON up.start = c.unit_id AND up.kind = 'opd'
                   GROUP BY up.id, c.state) summed),
    'opds', (SELECT json_agg(json_build_array(id, code, name) ORDER BY code) FROM organization_unit WHERE kind = 'opd')
)::text
""",
    first="date",
    last="date",
)
