"""The months of people as calendars: one reading for a whole page of them, a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from dailylog.limits import Limits, limits_on
from dailylog.models import Activity, Attendance, Leave
from dailylog.queries.hours import Hours, HoursTable
from dailylog.rules.heat import Cell, DayKind, Marks, expected_minutes, late_minutes, logged_minutes
from dailylog.rules.intervals import DAY, Interval, minutes_of
from organization.access import access_for
from organization.models import Assignment, Employee, Holiday
from organization.queries.authority import read_holdings
from organization.rules.holding import Holding, assignment_on

ONE_DAY = timedelta(days=1)


def days_of(month: date) -> Iterator[date]:
    """The days of the month of a date."""
    day = month.replace(day=1)
    while day.month == month.month:
        yield day
        day += ONE_DAY


def people_of(user: Any, unit_ids: Collection[int], month: date) -> QuerySet[Employee]:
    """Whoever held a post in the units during a month and may be seen by ``user``, by name."""
    access = access_for(user)
    last = max(days_of(month))
    during = Assignment.objects.filter(Q(end__isnull=True) | Q(end__gte=month), start__lte=last)
    there = during.filter(employee_id=OuterRef("pk"), position__unit_id__in=unit_ids)
    people = Employee.objects.filter(Exists(there)).exclude(pk=access.employee_id).order_by("name", "nip")
    if access.sees_city_logs:
        return people
    own = Assignment.objects.on(access.day).filter(employee_id=OuterRef("pk"), position__unit_id__in=access.unit_ids)
    return people.filter(Exists(own))


def months_of(employee_ids: Collection[int], month: date, today: date) -> dict[int, list[Cell]]:
    """The calendars of people, by id; 8 queries whatever their number."""
    days = list(days_of(month))
    found = _Month(employee_ids, days[0], days[-1])
    return {pk: [found.cell(pk, day, today) for day in days] for pk in employee_ids}


@dataclass(frozen=True, slots=True)
class _Away:
    start: date
    end: date
    name: str


class _Month:
    """What is known of some people in a month."""

    def __init__(self, employee_ids: Collection[int], first: date, last: date) -> None:
        within = {"employee_id__in": employee_ids, "date__range": (first, last)}
        self.limits: Limits = limits_on(first)
        self.holdings = _holdings(employee_ids, first, last)
        units = {each.unit_id for rows in self.holdings.values() for each in rows}
        self.hours = HoursTable(employee_ids, units, first, last)
        self.holidays: dict[date, str] = dict(
            Holiday.objects.filter(date__range=(first, last)).order_by().values_list("date", "name")
        )
        self.away: dict[int, list[_Away]] = defaultdict(list)
        for leave in Leave.objects.filter(employee_id__in=employee_ids, start__lte=last, end__gte=first):
            self.away[leave.employee_id].append(_Away(leave.start, leave.end, leave.get_kind_display()))
        marks = Attendance.objects.filter(**within).order_by()
        self.marks = {
            (pk, day): Marks(check_in, check_out, mode)
            for pk, day, check_in, check_out, mode in marks.values_list(
                "employee_id", "date", "check_in", "check_out", "mode"
            )
        }
        self.entries: dict[tuple[int, date], list[Interval]] = defaultdict(list)
        # What a shift of the last day has after midnight is of the next month.
        until = {"employee_id__in": employee_ids, "date__range": (first, last + ONE_DAY)}
        entries = Activity.objects.filter(**until).order_by()
        for pk, day, start, end in entries.values_list("employee_id", "date", "start", "end"):
            span = minutes_of(start), minutes_of(end)
            belongs = self.hours.date_of(pk, day, span[0])
            self.entries[pk, belongs].append(span if belongs == day else (span[0] + DAY, span[1] + DAY))

    def cell(self, pk: int, day: date, today: date) -> Cell:
        """One day of one person."""
        marks = self.marks.get((pk, day))
        logged = logged_minutes(self.entries.get((pk, day), ()))
        post = assignment_on(self.holdings.get(pk, ()), day)
        if post is None:
            return Cell(day, DayKind.OUTSIDE, marks=marks, logged=logged)
        away = next((each.name for each in self.away[pk] if each.start <= day <= each.end), "")
        if away:
            return Cell(day, DayKind.LEAVE, away, marks, logged=logged)
        duty = self.hours.of(pk, post.unit_id, day)
        if day in self.holidays and not duty.ruled:
            return Cell(day, DayKind.HOLIDAY, self.holidays[day], marks, logged=logged)
        hours = duty.hours
        if hours is None:
            return Cell(day, DayKind.FREE, "", marks, logged=logged)
        if day > today:
            return Cell(day, DayKind.AHEAD)
        limits = self.limits
        expected = expected_minutes(hours.effective, limits.expected_numerator, limits.expected_denominator)
        return Cell(day, DayKind.WORK, "", marks, _late(marks, hours), logged, expected)


def _late(marks: Marks | None, hours: Hours) -> int:
    came = hours.read(marks.check_in, None)[0] if marks else None
    return late_minutes(came, marks.mode if marks else "", hours.window[0])


def _holdings(employee_ids: Collection[int], first: date, last: date) -> Mapping[int, Sequence[Holding]]:
    during = Assignment.objects.filter(
        Q(end__isnull=True) | Q(end__gte=first), employee_id__in=employee_ids, start__lte=last
    )
    found: dict[int, list[Holding]] = defaultdict(list)
    for holding in read_holdings(during):
        found[holding.employee_id].append(holding)
    return found
