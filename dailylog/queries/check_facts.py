"""Days of many people as the checks look at them: a fixed number of queries for any number of people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from datetime import date, time, timedelta
from decimal import Decimal
from statistics import median

from django.db import connection
from django.utils import timezone

from dailylog.limits import Limits, limits_on
from dailylog.models import Activity, Attendance, Evidence, Leave, LeaveKind, Overtime
from dailylog.queries.workday import hours_of
from dailylog.rules.checks.facts import DayFacts, Entry, Match, Photo, normal
from dailylog.rules.intervals import minutes_of
from dailylog.rules.looks import near
from organization.models import Assignment, Holiday, ScheduleHours, Unit
from organization.queries.authority import read_holdings
from organization.rules.holding import assignment_on

#: How far back the person's own median day is taken from, in days.
MEDIAN_DAYS = 90
#: How far back texts are compared; twice the days that a copied text must run, weekends and leave included.
TEXT_DAYS = 21


class _Hours:
    """The working hours of units on one day, from two queries."""

    def __init__(self, day: date) -> None:
        self._units: dict[int, tuple[int | None, int | None]] = {
            pk: (parent, schedule)
            for pk, parent, schedule in Unit.objects.values_list("pk", "parent_id", "schedule_id")
        }
        self._of: dict[int, tuple[int, int, int]] = {}
        rows = ScheduleHours.objects.filter(weekday=day.isoweekday())
        # Of the rows valid on the day the one that begins latest counts (rules §1): it comes last.
        for row in sorted(rows, key=lambda each: each.valid_from or date.min):
            if (row.valid_from is None or row.valid_from <= day) and (row.valid_to is None or row.valid_to >= day):
                self._of[row.schedule_id] = (minutes_of(row.start), minutes_of(row.end), row.break_minutes)

    def of(self, unit_id: int | None) -> tuple[int, int, int] | None:
        steps = 0
        while unit_id is not None and steps < 20:
            parent, schedule = self._units[unit_id]
            if schedule is not None:
                return self._of.get(schedule)
            unit_id, steps = parent, steps + 1
        return None


def _of_one(day: date) -> Callable[[int | None], tuple[int, int, int] | None]:
    """The hours of one unit, from one query."""

    def of(unit_id: int | None) -> tuple[int, int, int] | None:
        found = hours_of(unit_id, day) if unit_id is not None else None
        return (*found.window, found.break_minutes) if found else None

    return of


def facts_of(employee_ids: Collection[int], day: date) -> dict[int, DayFacts]:
    """The day of each of these people."""
    people = list(employee_ids)
    limits = limits_on(day)
    # One who has just filed does not wait for the whole tree of units.
    hours = _of_one(day) if len(people) == 1 else _Hours(day).of
    holdings = defaultdict(list)
    for holding in read_holdings(Assignment.objects.on(day).filter(employee_id__in=people)):
        holdings[holding.employee_id].append(holding)
    free = Holiday.objects.filter(date=day).exists()
    leave = dict(
        Leave.objects.filter(employee_id__in=people, start__lte=day, end__gte=day).values_list("employee_id", "kind")
    )
    marks = {row.employee_id: row for row in Attendance.objects.filter(employee_id__in=people, date=day)}
    overtime = defaultdict(list)
    for row in Overtime.objects.filter(employee_id__in=people, date=day):
        overtime[row.employee_id].append((minutes_of(row.start), minutes_of(row.end)))
    entries = _entries(people, day)
    busy = list(entries)
    earlier, medians = _earlier(busy, day, limits), _medians(busy, day)
    found = {}
    for person in people:
        own = assignment_on(holdings[person], day)
        times = hours(own.unit_id) if own else None
        mark = marks.get(person)
        found[person] = DayFacts(
            date=day,
            over=day < timezone.localdate(),
            required=times is not None and not free and person not in leave,
            on_leave=leave.get(person, LeaveKind.DINAS_LUAR) != LeaveKind.DINAS_LUAR,
            mode=mark.mode if mark else "wfo",
            check_in=_minutes(mark.check_in) if mark else None,
            check_out=_minutes(mark.check_out) if mark else None,
            day_start=times[0] if times else None,
            day_end=times[1] if times else None,
            break_minutes=times[2] if times else 0,
            overtime=overtime[person],
            entries=entries.get(person, []),
            earlier=earlier.get(person, []),
            medians=medians.get(person, {}),
            overtime_minutes=limits.overtime_minutes,
            wfa_max_minutes=limits.wfa_max_minutes,
            copied_days=limits.copied_days,
            quantity_factor=limits.quantity_factor,
        )
    return found


def _minutes(clock: time | None) -> int | None:
    return None if clock is None else minutes_of(clock)


def _entries(people: list[int], day: date) -> dict[int, list[Entry]]:
    rows = Activity.objects.filter(employee_id__in=people, date=day).select_related("task")
    activities = list(rows.order_by("employee_id", "start"))
    photos = _photos(Evidence.objects.filter(activity__in=[row.pk for row in activities]), day)
    found: dict[int, list[Entry]] = defaultdict(list)
    for row in activities:
        found[row.employee_id].append(
            Entry(
                id=row.pk,
                span=(minutes_of(row.start), minutes_of(row.end)),
                text=row.description,
                target_id=row.target_id,
                quantity=row.quantity,
                arranged=row.task is not None and bool(row.task.weekdays),
                photos=photos.get(row.pk, []),
            )
        )
    return found


def _photos(rows: Iterable[Evidence], day: date) -> dict[int, list[Photo]]:
    """The photographs of entries, each with earlier ones of other entries that look the same; an index finds those."""
    mine = list(rows)
    if not mine:
        return {}
    matches = _matches([row.pk for row in mine])
    found: dict[int, list[Photo]] = defaultdict(list)
    for row in mine:
        taken = timezone.localtime(row.taken_at).date() if row.taken_at else None
        found[row.activity_id].append(Photo(row.pk, taken, matches.get(row.pk, [])))
    return found


# Same bytes as sent or as kept, or a quarter of the look in common; whether near enough, Python decides.
_ALIKE = """
SELECT n.id, n.look, o.id, o.look, o.sha256 = n.sha256 OR o.source_sha256 = n.source_sha256,
       a.date, o.employee_id <> n.employee_id
FROM dailylog_evidence n
JOIN dailylog_evidence o ON o.look_parts && n.look_parts AND o.id < n.id AND o.activity_id <> n.activity_id
JOIN dailylog_activity a ON a.id = o.activity_id
WHERE n.id = ANY (%s)
ORDER BY n.id, o.id
"""


def _matches(keys: list[int]) -> dict[int, list[Match]]:
    found: dict[int, list[Match]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_ALIKE, [keys])
        for key, look, other, other_look, same, on, foreign in cursor.fetchall():
            if same or near(look, other_look):
                found[key].append(Match(other, on, foreign))
    return found


def _earlier(people: list[int], day: date, limits: Limits) -> dict[int, list[frozenset[str]]]:
    """The texts of each person's days before, latest first, as far as a copied text must run.

    Days with a mark or an entry count as workdays; leave and free days leave no trace in either.
    """
    since = day - timedelta(days=max(TEXT_DAYS, limits.copied_days * 3))
    texts: dict[int, dict[date, set[str]]] = defaultdict(lambda: defaultdict(set))
    before = {"employee_id__in": people, "date__range": (since, day - timedelta(days=1))}
    for person, on in Attendance.objects.filter(**before).values_list("employee_id", "date"):
        texts[person][on] = set()
    for person, on, description in Activity.objects.filter(**before).values_list("employee_id", "date", "description"):
        texts[person][on].add(normal(description))
    return {
        person: [frozenset(days[on]) for on in sorted(days, reverse=True)[: limits.copied_days - 1]]
        for person, days in texts.items()
    }


def _medians(people: list[int], day: date) -> dict[int, dict[int, Decimal]]:
    """Each person's median day by target, of days on which something was delivered."""
    sums: dict[tuple[int, int], dict[date, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    rows = Activity.objects.filter(
        employee_id__in=people,
        date__range=(day - timedelta(days=MEDIAN_DAYS), day - timedelta(days=1)),
        target__isnull=False,
        quantity__gt=0,
    )
    for person, target, on, quantity in rows.values_list("employee_id", "target_id", "date", "quantity"):
        sums[person, target or 0][on] += quantity or 0
    found: dict[int, dict[int, Decimal]] = defaultdict(dict)
    for (person, target), days in sums.items():
        found[person][target] = median(days.values())
    return dict(found)
