"""What approved overtime adds to the counted minutes (rules §4): few days a month, so each is measured by the rule.

The packed days of ``Reduction.counts`` say which days are required workdays, and what the marks were.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from datetime import date

from dailylog.models import Activity, ActivityStatus, Overtime
from dailylog.rules.intervals import Interval, minutes_of
from kinerja.days import ONE_DAY
from organization.rules.shifts import DAY
from scoring.rules.activity import counted_minutes
from scoring.rules.days import Day, unpack_days

PersonDay = tuple[int, date]

#: The approved entries of a day and the orders for it, in minutes since midnight.
OrderedDay = tuple[list[Interval], list[Interval]]

#: Of an employee: the dates on which a shift begins that lasts into the next one → until which minute of that.
Nights = Callable[[int], Mapping[date, int]]


def _no_nights(_employee_id: int) -> Mapping[date, int]:
    return {}


def ordered_days(
    people: Collection[int], first: date, last: date, nights: Nights = _no_nights
) -> dict[int, dict[date, OrderedDay]]:
    """The days with approved overtime by employee, in the order of the days.

    ``nights`` gives the dates on which a person begins a shift that lasts into the next one, and until which minute.
    """
    orders: dict[PersonDay, list[Interval]] = defaultdict(list)
    rows = Overtime.objects.filter(date__range=(first, last)).order_by("date", "start")
    for employee_id, day, start, end in rows.values_list("employee_id", "date", "start", "end"):
        if employee_id in people:
            orders[employee_id, day].append((minutes_of(start), minutes_of(end)))
    entries = _entries(orders, nights) if orders else {}
    found: dict[int, dict[date, OrderedDay]] = defaultdict(dict)
    for (employee_id, day), overtime in orders.items():
        found[employee_id][day] = entries[employee_id, day], overtime
    return dict(found)


def overtime_minutes(ordered: Mapping[date, OrderedDay], days: str) -> tuple[tuple[date, int], ...]:
    """Minutes that overtime adds to the counted minutes of a person's days, in the order of the days.

    On a required workday that is what lies outside presence or beyond the effective minutes; on any other day
    everything inside the order. Days to which it adds nothing are left out. ``days`` are the person's required
    workdays, packed, as PostgreSQL writes them.
    """
    required = {date.fromisoformat(str(day[0])): day for day in unpack_days(_integers(days))}
    added = ((day, _added(entries, overtime, required.get(day))) for day, (entries, overtime) in ordered.items())
    return tuple((day, minutes) for day, minutes in added if minutes)


def _integers(array: str) -> list[int]:
    return [int(each) for each in array.strip("{}").split(",") if each]


def _entries(wanted: Collection[PersonDay], nights: Nights) -> dict[PersonDay, list[Interval]]:
    """The approved entries that belong to the days, in minutes since midnight; those after it are beyond 1440."""
    found: dict[PersonDay, list[Interval]] = defaultdict(list)
    rows = Activity.objects.filter(
        status=ActivityStatus.APPROVED,
        employee_id__in={employee_id for employee_id, _ in wanted},
        date__in={each for _, day in wanted for each in (day, day + ONE_DAY)},
    )
    for employee_id, day, start, end in rows.values_list("employee_id", "date", "start", "end"):
        span, evening = (minutes_of(start), minutes_of(end)), day - ONE_DAY
        if span[0] < nights(employee_id).get(evening, 0):
            found[employee_id, evening].append((span[0] + DAY, span[1] + DAY))
        else:
            found[employee_id, day].append(span)
    return found


def _added(entries: list[Interval], overtime: list[Interval], required: Day | None) -> int:
    if required is None:
        return counted_minutes(entries, required=False, check_in=None, check_out=None, overtime=overtime)
    _, start, end, break_minutes, check_in, check_out, *_rest = required
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
