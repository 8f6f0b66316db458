"""Rosters of people over a stretch of days, read at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from kinerja.days import ONE_DAY, last_of_month
from organization.models import RosterDay, Shift
from organization.rules.shifts import ShiftHours


class Rosters:
    """What the rosters of some people (None: of everybody) say of the days from ``first`` to ``last``; one query.

    The evening before ``first`` is known as well: its shift may last into the morning.
    """

    def __init__(self, employee_ids: Collection[int] | None, first: date, last: date) -> None:
        self._days: dict[int, dict[date, ShiftHours | None]] = defaultdict(dict)
        self._months: set[tuple[int, date]] = set()
        since = (first - ONE_DAY).replace(day=1)
        rows = RosterDay.objects.filter(date__range=(since, last_of_month(last))).order_by("employee_id", "date")
        if employee_ids is not None:
            rows = rows.filter(employee_id__in=employee_ids)
        known: dict[int, ShiftHours] = {}
        for row in rows.select_related("shift"):
            shift: Shift | None = row.shift
            if shift is not None and shift.pk not in known:
                known[shift.pk] = shift.hours
            self._take(row.employee_id, row.date, known[shift.pk] if shift else None)

    @classmethod
    def of(cls, days: Iterable[tuple[int, date, ShiftHours | None]]) -> Rosters:
        """What rows say that were read already: person, day, and the shift that begins then."""
        found = cls.__new__(cls)
        found._days, found._months = defaultdict(dict), set()  # noqa: SLF001 -- its own class
        for employee_id, day, shift in days:
            found._take(employee_id, day, shift)  # noqa: SLF001 -- its own class
        return found

    def _take(self, employee_id: int, day: date, shift: ShiftHours | None) -> None:
        self._days[employee_id][day] = shift
        self._months.add((employee_id, day.replace(day=1)))

    def rules(self, employee_id: int, day: date) -> bool:
        """Whether the person works by the roster in the month of that day: a single row of the month is enough."""
        return (employee_id, day.replace(day=1)) in self._months

    def shift(self, employee_id: int, day: date) -> ShiftHours | None:
        """The shift that begins on the day; None on a free day."""
        return self._days[employee_id].get(day) if employee_id in self._days else None

    def night_before(self, employee_id: int, day: date) -> ShiftHours | None:
        """The shift of the evening before that lasts into this day."""
        found = self.shift(employee_id, day - ONE_DAY)
        return found if found is not None and found.morning else None

    def days_of(self, employee_id: int) -> dict[date, ShiftHours | None]:
        """Everything that was read of a person, by day; None is a free day."""
        return dict(self._days.get(employee_id, {}))

    @property
    def people(self) -> set[int]:
        """Whoever has a row in one of the months read."""
        return set(self._days)
