"""Rosters as their pages show them: a month of people, and what a plan would change."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from kinerja.days import ONE_DAY, days_of_month, last_of_month
from kinerja.ui import wording
from organization.access import access_for, units_below
from organization.models import Assignment, Employee, Holiday, RosterDay, Shift, Unit
from organization.models.roster import FREE
from organization.queries.rosters import Rosters
from organization.rules.shifts import DAY, ShiftHours, TooClose, too_close

SUNDAY = 7


def people_of(unit_id: int, month: date) -> QuerySet[Employee]:
    """Whoever holds a post in a unit or below it during a month, by name."""
    last = last_of_month(month)
    during = Assignment.objects.filter(Q(end__isnull=True) | Q(end__gte=month), start__lte=last)
    there = during.filter(employee_id=OuterRef("pk"), position__unit_id__in=units_below(frozenset({unit_id})))
    return Employee.objects.filter(Exists(there), is_active=True).order_by("name", "nip")


def with_roster(day: date) -> Exists:
    """A filter of units: those with somebody of their own who has a roster in the month of ``day``."""
    month = day.replace(day=1)
    rows = RosterDay.objects.filter(date__range=(month, last_of_month(month)), employee_id=OuterRef("employee_id"))
    during = Assignment.objects.filter(Q(end__isnull=True) | Q(end__gte=month), start__lte=last_of_month(month))
    return Exists(during.filter(Exists(rows), position__unit_id=OuterRef("pk")))


@dataclass(frozen=True, slots=True)
class RosterCell:
    """A day of a person's roster; ``code`` is that of the shift, ``FREE``, or empty where the roster is silent."""

    day: date
    code: str
    shift: ShiftHours | None
    holiday: str = ""

    @property
    def clocks(self) -> str:
        """The hours in words: ``22.00–06.00``."""
        if self.shift is None:
            return ""
        marks = (self.shift.start, self.shift.end)
        return "–".join(wording.clock(time(*divmod(mark % DAY, 60))) for mark in marks)

    @property
    def rest(self) -> bool:
        """Whether the calendar has the day free for everybody else."""
        return bool(self.holiday) or self.day.isoweekday() == SUNDAY


@dataclass(frozen=True, slots=True)
class PersonMonth:
    """A person's month; ``ruled`` says that the roster has it, and not the unit's schedule."""

    employee: Employee
    ruled: bool
    cells: Sequence[RosterCell]
    warnings: Sequence[TooClose] = ()

    @property
    def turns(self) -> int:
        """Shifts of the month."""
        return sum(cell.shift is not None for cell in self.cells)

    @property
    def hours(self) -> int:
        """Whole effective hours of the month."""
        return sum(cell.shift.effective for cell in self.cells if cell.shift) // 60


def months_of(people: Collection[Employee], month: date) -> list[PersonMonth]:
    """The month of these people; two queries."""
    days = days_of_month(month)
    rosters = Rosters([person.pk for person in people], days[0], days[-1])
    holidays = dict(Holiday.objects.filter(date__range=(days[0], days[-1])).values_list("date", "name"))
    return [_month(person, days, rosters, holidays) for person in people]


def _month(person: Employee, days: Sequence[date], rosters: Rosters, holidays: Mapping[date, str]) -> PersonMonth:
    stored = rosters.days_of(person.pk)
    cells = []
    for day in days:
        shift = stored.get(day)
        code = shift.code if shift else FREE if day in stored else ""
        cells.append(RosterCell(day, code, shift, holidays.get(day, "")))
    turns = [(day, shift) for day, shift in stored.items() if shift and day >= days[0] - ONE_DAY and day <= days[-1]]
    return PersonMonth(person, rosters.rules(person.pk, days[0]), cells, too_close(turns))


@dataclass(frozen=True, slots=True)
class PlanEffect:
    """What a plan means for one person: days that change, past ones among them, and how a month is ruled afterwards.

    ``begins`` are months that come under the roster, ``silent`` the dates of ruled months without a row: free days.
    """

    employee: Employee
    changed: Sequence[date]
    past: Sequence[date]
    begins: Sequence[date]
    ends: Sequence[date]
    silent: int
    turns: int
    warnings: Sequence[TooClose]


def effects_of(plan: Mapping[int, Mapping[date, str | None]], today: date) -> list[PlanEffect]:
    """The effect of a plan on each of its people, by name; three queries. ``today`` itself counts as past."""
    days = [day for each in plan.values() for day in each]
    if not days:
        return []
    first, last = min(days), max(days)
    rosters = Rosters(list(plan), first - ONE_DAY, last + ONE_DAY)
    shifts = {shift.code: shift.hours for shift in Shift.objects.all()}
    people = Employee.objects.filter(pk__in=plan).order_by("name", "nip")
    return [_effect(person, plan[person.pk], rosters, shifts, today) for person in people]


def _effect(
    person: Employee,
    plan: Mapping[date, str | None],
    rosters: Rosters,
    shifts: Mapping[str, ShiftHours],
    today: date,
) -> PlanEffect:
    before = rosters.days_of(person.pk)
    after = {day: shift for day, shift in before.items() if plan.get(day, FREE) is not None}
    after |= {day: shifts.get(code) for day, code in plan.items() if code is not None}
    months = sorted({day.replace(day=1) for day in plan})
    ruled = [month for month in months if any(day.replace(day=1) == month for day in after)]
    begins = [month for month in ruled if not rosters.rules(person.pk, month)]
    ends = [month for month in months if month not in ruled and rosters.rules(person.pk, month)]
    changed = [day for day in sorted(plan) if (day in before, before.get(day)) != (day in after, after.get(day))]
    # Where the whole month comes under the roster, or leaves it, every day of it is judged anew.
    anew = {day for month in (*begins, *ends) for day in days_of_month(month)} | set(changed)
    near = [(day, shift) for day, shift in after.items() if shift and min(plan) - ONE_DAY <= day <= max(plan) + ONE_DAY]
    return PlanEffect(
        employee=person,
        changed=changed,
        past=sorted(day for day in anew if day <= today),
        begins=begins,
        ends=ends,
        silent=sum(day not in after for month in ruled for day in days_of_month(month)),
        turns=sum(code in shifts for code in plan.values()),
        warnings=too_close(near),
    )


def units_to_choose(user: Any, text: str, day: date) -> QuerySet[Unit]:
    """The units in somebody's scope whose name holds a text; in a whole region without one those that keep rosters."""
    units = Unit.objects.visible_to(user).select_related("parent").order_by("kind", "name")
    if text:
        return units.filter(name__icontains=text)
    return units.filter(with_roster(day)) if access_for(user).sees_city else units


def all_shifts() -> list[Shift]:
    """Every shift, by the hour at which it begins."""
    return list(Shift.objects.order_by("start", "code"))
