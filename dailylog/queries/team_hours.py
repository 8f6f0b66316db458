"""The working hours of many units over a stretch of days, read at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db import connection

from dailylog.queries.workday import Hours

# As for one unit (dailylog.queries.workday): the nearest schedule going up from each unit.
_HOURS = """
WITH RECURSIVE above AS (
    SELECT id AS unit_id, parent_id, schedule_id, 0 AS steps FROM organization_unit WHERE id = ANY(%(units)s)
    UNION ALL
    SELECT above.unit_id, u.parent_id, u.schedule_id, above.steps + 1
    FROM above JOIN organization_unit u ON u.id = above.parent_id
    WHERE above.schedule_id IS NULL AND above.steps < 20
)
SELECT above.unit_id, h.weekday, h.valid_from, h.valid_to, h.start, h."end", h.break_minutes
FROM above JOIN organization_schedulehours h ON h.schedule_id = above.schedule_id
WHERE coalesce(h.valid_from, '-infinity') <= %(last)s AND coalesce(h.valid_to, 'infinity') >= %(first)s
ORDER BY h.valid_from DESC NULLS LAST
"""


class HoursTable:
    """The hours of units by day, for days from ``first`` to ``last``; one query."""

    def __init__(self, unit_ids: Collection[int], first: date, last: date) -> None:
        self._rows: dict[tuple[int, int], list[tuple[date, date, Hours]]] = defaultdict(list)
        with connection.cursor() as cursor:
            cursor.execute(_HOURS, {"units": sorted(unit_ids), "first": first, "last": last})
            for unit_id, weekday, valid_from, valid_to, start, end, break_minutes in cursor.fetchall():
                valid = (valid_from or date.min, valid_to or date.max)
                self._rows[unit_id, weekday].append((*valid, Hours(start, end, break_minutes)))

    def on(self, unit_id: int, day: date) -> Hours | None:
        """The working hours of a unit on a day; of rows valid on it the one that begins latest (rules §1)."""
        rows = self._rows.get((unit_id, day.isoweekday()), ())
        return next((hours for first, last, hours in rows if first <= day <= last), None)
