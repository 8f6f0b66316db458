"""What approved overtime adds to the counted minutes (rules §4): few days a month, so each is measured by the rule.

Read after ``Reduction.counts``, whose table of marks says which days are required workdays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db import connection

from dailylog.models import Activity, ActivityStatus, Overtime
from scoring.rules.activity import Interval, counted_minutes, minutes_of
from scoring.rules.days import unpack

PersonDay = tuple[int, date]

MARKS_OF = """
SELECT m.employee_id, m.date, m.plan, m.mark
FROM score_mark m JOIN unnest(%s::int8[], %s::date[]) w(employee_id, date) USING (employee_id, date)
"""


def overtime_minutes(people: Collection[int], first: date, last: date) -> dict[int, list[tuple[date, int]]]:
    """Minutes that overtime adds to a day's counted minutes, by employee, in the order of the days.

    On a required workday that is what lies outside presence or beyond the effective minutes; on any other day
    everything inside the order. Days to which it adds nothing are left out.
    """
    orders: dict[PersonDay, list[Interval]] = defaultdict(list)
    rows = Overtime.objects.filter(employee_id__in=people, date__range=(first, last)).order_by("date", "start")
    for employee_id, day, start, end in rows.values_list("employee_id", "date", "start", "end"):
        orders[employee_id, day].append((minutes_of(start), minutes_of(end)))
    if not orders:
        return {}
    entries, marks = _entries(orders), _marks(orders)
    found: dict[int, list[tuple[date, int]]] = defaultdict(list)
    for (employee_id, day), overtime in orders.items():
        added = _added(entries[employee_id, day], overtime, marks.get((employee_id, day)))
        if added:
            found[employee_id].append((day, added))
    return dict(found)


def _entries(wanted: Collection[PersonDay]) -> dict[PersonDay, list[Interval]]:
    """The approved entries of the days, in minutes since midnight."""
    found: dict[PersonDay, list[Interval]] = defaultdict(list)
    rows = Activity.objects.filter(
        status=ActivityStatus.APPROVED,
        employee_id__in={employee_id for employee_id, _ in wanted},
        date__in={day for _, day in wanted},
    )
    for employee_id, day, start, end in rows.values_list("employee_id", "date", "start", "end"):
        found[employee_id, day].append((minutes_of(start), minutes_of(end)))
    return found


def _marks(wanted: Collection[PersonDay]) -> dict[PersonDay, tuple[int, int]]:
    """(plan, marks) of those of the days that are required workdays, packed as in ``rules.days``."""
    with connection.cursor() as cursor:
        cursor.execute(MARKS_OF, [[employee_id for employee_id, _ in wanted], [day for _, day in wanted]])
        return {(employee_id, day): (plan, mark) for employee_id, day, plan, mark in cursor.fetchall()}


def _added(entries: list[Interval], overtime: list[Interval], marks: tuple[int, int] | None) -> int:
    if marks is None:
        return counted_minutes(entries, required=False, check_in=None, check_out=None, overtime=overtime)
    _, start, end, break_minutes, check_in, check_out, *_rest = unpack(*marks)
    without, within = (
        counted_minutes(
            entries,
            required=True,
            check_in=_minutes(check_in),
            check_out=_minutes(check_out),
            start=int(start or 0),
            end=int(end or 0),
            effective=int(end or 0) - int(start or 0) - int(break_minutes or 0),
            overtime=ordered,
        )
        for ordered in ([], overtime)
    )
    return within - without


def _minutes(mark: str | int | bool | None) -> int | None:
    return None if mark is None else int(mark)
