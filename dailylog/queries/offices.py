"""The OPDs of a region on a day, for who reads the whole of it: how many people, who is there, who is away."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from kinerja.reading import parsed, read_text

# Once for all people of the region; what hangs below an OPD belongs to it, another OPD below it to itself.
_OFFICES = """
WITH RECURSIVE tree AS (
    SELECT id AS opd, id FROM organization_unit WHERE kind = 'opd'
    UNION SELECT tree.opd, u.id FROM tree JOIN organization_unit u ON u.parent_id = tree.id AND u.kind <> 'opd'
), post AS (
    SELECT DISTINCT ON (a.employee_id) a.employee_id, p.unit_id
    FROM organization_assignment a JOIN organization_position p ON p.id = a.position_id
    WHERE a.start <= %(day)s AND (a."end" IS NULL OR a."end" >= %(day)s)
    ORDER BY a.employee_id, (a.kind = 'definitive') DESC, a.start DESC, p.code
), away AS (
    SELECT DISTINCT employee_id FROM dailylog_leave WHERE start <= %(day)s AND "end" >= %(day)s
), counted AS (
    SELECT tree.opd, count(*) AS people, count(m.check_in) AS present,
           count(*) FILTER (WHERE away.employee_id IS NOT NULL AND m.check_in IS NULL) AS away
    FROM post JOIN tree ON tree.id = post.unit_id
    LEFT JOIN dailylog_attendance m ON m.employee_id = post.employee_id AND m.date = %(day)s
    LEFT JOIN away ON away.employee_id = post.employee_id
    GROUP BY tree.opd
)
SELECT coalesce(json_agg(json_build_array(
    u.id, u.code, u.name, coalesce(c.people, 0), coalesce(c.present, 0), coalesce(c.away, 0)
) ORDER BY u.name, u.code), '[]')::text
FROM organization_unit u LEFT JOIN counted c ON c.opd = u.id WHERE u.kind = 'opd'
"""


class Office(NamedTuple):
    """An OPD on a day; ``away`` are on leave or duty travel and have no mark."""

    pk: int
    code: str
    name: str
    people: int
    present: int
    away: int

    @property
    def unmarked(self) -> int:
        """Who is neither there nor away."""
        return self.people - self.present - self.away


def offices_text(day: date) -> str:
    """Every OPD with its counts of the day, by name, as JSON; one query."""
    return read_text(_OFFICES, {"day": day})


def read_offices(text: str) -> list[Office]:
    """What an ``offices_text`` says."""
    return [Office(*row) for row in parsed(text)]
