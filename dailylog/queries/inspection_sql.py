"""The statement behind the inspectorate's overview."""

from __future__ import annotations

from kinerja.prepared import Prepared

# How many findings of the month stand in which state, by the OPD of each person's assignment of that day (rules §1),
# climbing from the units where there are any, each count with it: looked up afterwards, every unit would be held
# against every other; and the OPDs to choose from.
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
    SELECT c.state, c.count, u.id, u.kind, u.parent_id FROM counted c JOIN organization_unit u ON u.id = c.unit_id
    UNION ALL
    SELECT up.state, up.count, u.id, u.kind, u.parent_id FROM up
    CROSS JOIN LATERAL (SELECT * FROM organization_unit x WHERE x.id = up.parent_id OFFSET 0) u
    WHERE up.kind <> 'opd'
), ended AS (
    SELECT CASE WHEN kind = 'opd' THEN id END AS opd, state, count FROM up WHERE kind = 'opd' OR parent_id IS NULL
    UNION ALL SELECT NULL, state, count FROM counted WHERE unit_id IS NULL
)
SELECT json_build_object(
    'counts', (SELECT json_agg(json_build_array(opd, state, count)) FROM (
                   SELECT opd, state, sum(count) AS count FROM ended GROUP BY opd, state) summed),
    'opds', (SELECT json_agg(json_build_array(id, code, name) ORDER BY code) FROM organization_unit WHERE kind = 'opd')
)::text
""",
    first="date",
    last="date",
)
