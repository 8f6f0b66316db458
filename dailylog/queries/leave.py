"""The annual leave of people: what a year holds, what was taken and asked for, in days of work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from dailylog.models import Leave, LeaveKind, LeaveRequest, OpeningBalance, RequestState
from dailylog.queries.on_duty import workdays_of
from dailylog.rules.leave_balance import LeaveBalance, YearOfLeave, balance_of, entitled_from, served_since
from organization.models import Employee


@dataclass(frozen=True)
class Entitlement:
    """One person's annual leave: balances by year, and the first day on which it may be taken.

    ``since`` is the first day of service; ``day_known`` is False where only its year is known.
    """

    since: date
    day_known: bool
    balances: dict[int, LeaveBalance]

    @property
    def begins(self) -> date:
        """The first day of the right."""
        return entitled_from(self.since)


@dataclass
class _Facts:
    """What the database knows of one person."""

    taken: list[tuple[date, date]] = field(default_factory=list)
    asked: list[tuple[date, date]] = field(default_factory=list)
    long_years: set[int] = field(default_factory=set)
    openings: dict[int, OpeningBalance] = field(default_factory=dict)


def entitlements(people: Collection[Employee], years: Iterable[int]) -> dict[int, Entitlement]:
    """The annual leave of these people in these years by employee id; four queries."""
    wanted = sorted(set(years))
    facts = _read({person.pk for person in people}, wanted[-1])
    return _entitlements(people, wanted, facts)


def entitlement_with(
    person: Employee, years: Iterable[int], taken: tuple[date, date] | None, *, asked: bool
) -> Entitlement:
    """The annual leave of a person as it would be with this leave ``taken``; what waits left out unless ``asked``."""
    wanted = sorted(set(years))
    facts = _read({person.pk}, wanted[-1])
    if taken:
        facts[person.pk].taken.append(taken)
    if not asked:
        facts[person.pk].asked.clear()
    return _entitlements([person], wanted, facts)[person.pk]


def _entitlements(
    people: Collection[Employee], wanted: Sequence[int], facts: dict[int, _Facts]
) -> dict[int, Entitlement]:
    days = {day for each in facts.values() for span in (*each.taken, *each.asked) for day in days_of(*span)}
    work = workdays_of(list(facts), days)
    return {person.pk: _entitlement(person.nip, facts[person.pk], work[person.pk], wanted) for person in people}


@dataclass(frozen=True, slots=True)
class LeaveTaken:
    """A leave that was granted or waits, with what it costs in the year asked for."""

    start: date
    end: date
    days: int
    waits: bool


def annual_leave_in(employee_id: int, year: int) -> list[LeaveTaken]:
    """The annual leave of a person that touches a year, granted or waiting, by day; three queries."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    during = {"employee_id": employee_id, "kind": LeaveKind.ANNUAL, "start__lte": last, "end__gte": first}
    granted = Leave.objects.filter(**during).values_list("start", "end")
    waiting = LeaveRequest.objects.filter(**during, state=RequestState.REQUESTED).values_list("start", "end")
    spans = sorted([(*span, False) for span in granted] + [(*span, True) for span in waiting])
    within = {(start, end): days_of(max(start, first), min(end, last)) for start, end, _waits in spans}
    work = workdays_of([employee_id], {day for days in within.values() for day in days})[employee_id]
    return [
        LeaveTaken(start, end, sum(day in work for day in within[start, end]), waits) for start, end, waits in spans
    ]


def workdays_by_year(employee_id: int, start: date, end: date) -> dict[int, int]:
    """Year → how many days of leave from ``start`` to ``end`` cost: workdays of the person; one query."""
    found = _by_year(workdays_of([employee_id], days_of(start, end))[employee_id])
    return {year: found.get(year, 0) for year in range(start.year, end.year + 1)}


def days_of(start: date, end: date) -> list[date]:
    """Every day of a stretch, both ends included."""
    return [start + timedelta(days=n) for n in range((end - start).days + 1)]


def _read(employee_ids: Collection[int], last: int) -> dict[int, _Facts]:
    facts: dict[int, _Facts] = {employee_id: _Facts() for employee_id in employee_ids}
    until = date(last, 12, 31)
    leave = Leave.objects.filter(
        employee_id__in=employee_ids, kind__in=[LeaveKind.ANNUAL, LeaveKind.LONG], start__lte=until
    )
    for employee_id, kind, start, end in leave.values_list("employee_id", "kind", "start", "end"):
        if kind == LeaveKind.ANNUAL:
            facts[employee_id].taken.append((start, end))
        else:
            facts[employee_id].long_years.add(start.year)
    asked = LeaveRequest.objects.filter(
        employee_id__in=employee_ids, kind=LeaveKind.ANNUAL, state=RequestState.REQUESTED, start__lte=until
    )
    for employee_id, start, end in asked.values_list("employee_id", "start", "end"):
        facts[employee_id].asked.append((start, end))
    for row in OpeningBalance.objects.filter(employee_id__in=employee_ids, year__lte=last):
        facts[row.employee_id].openings[row.year] = row
    return facts


def _entitlement(nip: str, facts: _Facts, work: set[date], years: Sequence[int]) -> Entitlement:
    entered = [row.served_since for _year, row in sorted(facts.openings.items()) if row.served_since]
    since = entered[-1] if entered else served_since(nip)
    taken = _by_year(day for span in facts.taken for day in days_of(*span) if day in work)
    asked = _by_year(day for span in facts.asked for day in days_of(*span) if day in work)
    first = min([years[0], *facts.openings])
    known = []
    balances = {}
    for year in range(first, years[-1] + 1):
        opening = facts.openings.get(year)
        known.append(
            YearOfLeave(
                year,
                taken=taken.get(year, 0),
                asked=asked.get(year, 0),
                long_leave=year in facts.long_years,
                opening=opening.carried if opening else None,
            )
        )
        balances[year] = balance_of(known, entitled_from(since))
    return Entitlement(since, bool(entered) or int(nip[12:14]) <= 12, balances)


def _by_year(days: Iterable[date]) -> dict[int, int]:
    found: dict[int, int] = defaultdict(int)
    for day in days:
        found[day.year] += 1
    return dict(found)
