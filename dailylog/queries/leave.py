"""The annual leave of people: what a year holds, what was taken and asked for, in days of work."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from dailylog.models import LeaveKind, OpeningBalance
from dailylog.queries.on_duty import workdays_of
from dailylog.rules.leave_balance import LeaveBalance, YearOfLeave, balance_of, entitled_from, served_since
from kinerja.days import days_between
from kinerja.prepared import Prepared
from organization.models import Employee

# What a balance is made of: annual and long leave, annual leave that waits, and what BKPSDM entered.
_FACTS = Prepared(
    "dailylog_leave_facts",
    """
SELECT json_build_object(
    'leave', (SELECT json_agg(json_build_array(employee_id, kind, start, "end") ORDER BY employee_id, start)
              FROM dailylog_leave
              WHERE employee_id = ANY(%(people)s) AND kind IN ('annual', 'long') AND start <= %(until)s),
    'asked', (SELECT json_agg(json_build_array(employee_id, start, "end") ORDER BY employee_id, start, id)
              FROM dailylog_leaverequest
              WHERE employee_id = ANY(%(people)s) AND kind = 'annual' AND state = 'requested' AND start <= %(until)s),
    'openings', (SELECT json_agg(json_build_array(employee_id, year, carried, served_since, note))
                 FROM dailylog_openingbalance WHERE employee_id = ANY(%(people)s) AND year <= %(last)s)
)::text
""",
    people="bigint[]",
    until="date",
    last="integer",
)


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


class Opening(NamedTuple):
    """What BKPSDM entered as brought into a year; ``served_since`` None: it entered no first day of service."""

    carried: int
    served_since: date | None
    note: str


@dataclass
class _Facts:
    """What the database knows of one person."""

    taken: list[tuple[date, date]] = field(default_factory=list)
    asked: list[tuple[date, date]] = field(default_factory=list)
    long_years: set[int] = field(default_factory=set)
    openings: dict[int, Opening] = field(default_factory=dict)


def entitlements(people: Collection[Employee], years: Iterable[int]) -> dict[int, Entitlement]:
    """The annual leave of these people in these years by employee id; two queries."""
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
    work = _workdays(facts)
    return {person.pk: _entitlement(person.nip, facts[person.pk], work[person.pk], wanted) for person in people}


def _workdays(facts: dict[int, _Facts]) -> dict[int, set[date]]:
    days = {day for each in facts.values() for span in (*each.taken, *each.asked) for day in days_between(*span)}
    return workdays_of(list(facts), days)


@dataclass(frozen=True, slots=True)
class LeaveTaken:
    """A leave that was granted or waits, with what it costs in the year asked for."""

    start: date
    end: date
    days: int
    waits: bool


class LeavePage(NamedTuple):
    """A person's annual leave of a year: what it holds, what was taken and asked for, what BKPSDM entered."""

    entitlement: Entitlement
    rows: list[LeaveTaken]
    opening: Opening | None


def leave_page(person: Employee, year: int) -> LeavePage:
    """The annual leave of a person that touches a year, granted or waiting, by day; at most two queries."""
    facts = _read({person.pk}, year)
    own = facts[person.pk]
    work = _workdays(facts)[person.pk]
    first, last = date(year, 1, 1), date(year, 12, 31)
    spans = sorted([(*span, False) for span in own.taken] + [(*span, True) for span in own.asked])
    rows = [
        LeaveTaken(start, end, len(work.intersection(days_between(max(start, first), min(end, last)))), waits)
        for start, end, waits in spans
        if start <= last and end >= first
    ]
    found = _entitlement(person.nip, own, work, [year])
    return LeavePage(found, rows, own.openings.get(year))


def workdays_by_year(employee_id: int, start: date, end: date) -> dict[int, int]:
    """Year → how many days of leave from ``start`` to ``end`` cost: workdays of the person; one query."""
    found = _by_year(workdays_of([employee_id], days_between(start, end))[employee_id])
    return {year: found.get(year, 0) for year in range(start.year, end.year + 1)}


def _read(employee_ids: Collection[int], last: int) -> dict[int, _Facts]:
    facts: dict[int, _Facts] = {employee_id: _Facts() for employee_id in employee_ids}
    ((text,),) = _FACTS.rows({"people": sorted(employee_ids), "until": date(last, 12, 31), "last": last})
    said = json.loads(text)
    for employee_id, kind, start, end in said["leave"] or ():
        span = date.fromisoformat(start), date.fromisoformat(end)
        if kind == LeaveKind.ANNUAL:
            facts[employee_id].taken.append(span)
        else:
            facts[employee_id].long_years.add(span[0].year)
    for employee_id, start, end in said["asked"] or ():
        facts[employee_id].asked.append((date.fromisoformat(start), date.fromisoformat(end)))
    for employee_id, year, carried, since, note in said["openings"] or ():
        served = date.fromisoformat(since) if since else None
        facts[employee_id].openings[year] = Opening(carried, served, note)
    return facts


def _entitlement(nip: str, facts: _Facts, work: set[date], years: Sequence[int]) -> Entitlement:
    entered = [row.served_since for _year, row in sorted(facts.openings.items()) if row.served_since]
    since = entered[-1] if entered else served_since(nip)
    taken = _by_year(day for span in facts.taken for day in days_between(*span) if day in work)
    asked = _by_year(day for span in facts.asked for day in days_between(*span) if day in work)
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


def opening_of(person: Employee, year: int) -> OpeningBalance | None:
    """What was entered as brought into a year."""
    return OpeningBalance.objects.filter(employee=person, year=year).first()
