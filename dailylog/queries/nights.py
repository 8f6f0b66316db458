"""What the checks must know of shifts over midnight: nothing is read where nobody has one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from dailylog.models import Activity, Attendance, Leave, LeaveKind
from dailylog.queries.hours import Duty
from dailylog.rules.checks.facts import Night
from dailylog.rules.intervals import DAY, Interval, minutes_of
from kinerja.days import ONE_DAY


class Nights:
    """Of some people on a day: the shift of the evening before, and what the own shift has after midnight."""

    def __init__(self, before: Mapping[int, Night], later: Mapping[int, Sequence[Interval]]) -> None:
        self._before = before
        self._later = later

    def before(self, employee_id: int) -> Night | None:
        """The shift of the evening before that lasts into the day."""
        return self._before.get(employee_id)

    def later(self, employee_id: int) -> Sequence[Interval]:
        """Entries of the next date that belong to this day's shift, in minutes since this day's midnight."""
        return self._later.get(employee_id, ())


def read_nights(duties: Mapping[int, Duty], day: date) -> Nights:
    """The nights around a day of these people; at most three queries, none where nobody works over midnight."""
    return Nights(_before(duties, day), _later(duties, day))


def _before(duties: Mapping[int, Duty], day: date) -> dict[int, Night]:
    nights = {person: duty.night for person, duty in duties.items() if duty.night is not None}
    if not nights:
        return {}
    evening = day - ONE_DAY
    marks = {row.employee_id: row for row in Attendance.objects.filter(employee_id__in=nights, date=evening)}
    leave = Leave.objects.filter(employee_id__in=nights, start__lte=evening, end__gte=evening)
    away = dict(leave.values_list("employee_id", "kind"))
    found = {}
    for person, hours in nights.items():
        row = marks.get(person)
        presence = hours.presence(row.check_in, row.check_out) if row else None
        here = (max(0, presence[0] - DAY), max(0, presence[1] - DAY)) if presence else None
        found[person] = Night(
            end=hours.morning,
            presence=here,
            marked=presence is not None,
            required=person not in away,
            away=away.get(person, LeaveKind.DINAS_LUAR) != LeaveKind.DINAS_LUAR,
        )
    return found


def _later(duties: Mapping[int, Duty], day: date) -> dict[int, list[Interval]]:
    until = {person: duty.hours.morning for person, duty in duties.items() if duty.hours and duty.hours.morning}
    found: dict[int, list[Interval]] = defaultdict(list)
    if until:
        rows = Activity.objects.filter(employee_id__in=until, date=day + ONE_DAY)
        for person, start, end in rows.values_list("employee_id", "start", "end"):
            found[person].append((minutes_of(start) + DAY, minutes_of(end) + DAY))
    return found
