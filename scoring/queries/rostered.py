"""The month of those who work by a roster (docs/decisions/0028-a-roster-is-the-whole-month.md), read once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from kinerja.days import ONE_DAY
from organization.models import RosterDay, Shift
from organization.rules.shifts import ShiftHours

Turns = dict[date, ShiftHours | None]


@dataclass(frozen=True)
class RosterMonth:
    """Employee → the roster of the month by day (None: free), and the shift of the last evening before it.

    ``turns`` holds whoever is ruled by the roster in the month, ``before`` whose last shift of the month before lasts
    into it, roster or not.
    """

    turns: Mapping[int, Turns] = field(default_factory=dict)
    before: Mapping[int, ShiftHours] = field(default_factory=dict)

    @property
    def people(self) -> set[int]:
        """Whose entries of a date may belong to the date before, or who have workdays of their own."""
        return {*self.turns, *self.before}

    def nights(self, employee_id: int, month: date) -> dict[date, int]:
        """The dates on which a shift begins that lasts into the next date → until which minute of that."""
        turns = self.turns.get(employee_id, {})
        found = {day: shift.morning for day, shift in turns.items() if shift is not None and shift.morning}
        if employee_id in self.before:
            found[month - ONE_DAY] = self.before[employee_id].morning
        return found


def read_roster(month: date, last: date, employee_ids: Collection[int] | None) -> RosterMonth:
    """The rosters of a month of these people, or of everybody; one query, two where there are rosters."""
    rows = RosterDay.objects.filter(date__range=(month - ONE_DAY, last)).order_by()
    if employee_ids is not None:
        rows = rows.filter(employee_id__in=list(employee_ids))
    found = list(rows.values_list("employee_id", "date", "shift_id"))
    if not found:
        return RosterMonth()
    shifts = {shift.pk: shift.hours for shift in Shift.objects.all()}
    turns: dict[int, Turns] = defaultdict(dict)
    before: dict[int, ShiftHours] = {}
    for employee_id, day, shift_id in found:
        # A free day has no shift.
        shift = shifts.get(shift_id)
        if day >= month:
            turns[employee_id][day] = shift
        elif shift is not None and shift.morning:
            before[employee_id] = shift
    return RosterMonth(dict(turns), before)
