"""Requests as whoever asked and whoever decides sees them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from dailylog.models import (
    LeaveKind,
    LeaveRequest,
    Request,
)
from dailylog.queries.awaited import day_of, dues_of
from dailylog.queries.leave import entitlements
from dailylog.queries.leave_terms import remarks_on, sentence_of
from dailylog.queries.on_duty import workdays_of
from dailylog.queries.team import Team, names_of
from dailylog.rules.leave_balance import LeaveBalance
from kinerja.days import days_between
from organization.models import Employee


@dataclass(frozen=True)
class Cost:
    """Workdays that a leave takes from a year, and the balance of that year while it waits."""

    days: int
    balance: LeaveBalance

    @property
    def beyond(self) -> bool:
        """Whether it takes more than was granted before leaves."""
        return self.balance.taken + self.days > self.balance.total


@dataclass(frozen=True)
class WaitingRequest:
    """A request that waits; of annual leave, what it takes from each year.

    ``instead_of`` is the superior who let the deadline pass, so that the request was passed on. ``remarks`` say what to
    look at before leave is granted. ``until`` is until when it is to be decided in time, local time.
    """

    row: Request
    costs: Sequence[Cost] = ()
    instead_of: Employee | None = None
    remarks: Sequence[str] = ()
    until: datetime | None = None


def latest_first(rows: Sequence[Request]) -> list[Request]:
    """Requests of some kinds in the order in which one made them, the latest first."""
    return sorted(rows, key=lambda row: row.requested_at, reverse=True)


def waiting_requests(team: Team, rows: Sequence[Request]) -> list[WaitingRequest]:
    """What of the people's waiting requests waits for the team's superior, what is due first leading, costs left out.

    No query unless something waits; then four, and those of ``dues_of`` and ``remarks_on``.
    """
    dues = dues_of(rows)
    when = {row: _when(row, team.today, dues) for row in rows}
    found = [(row, team.decider(row.employee_id, *when[row])) for row in rows]
    until = {row: team.until(each, *when[row]) for row, each in found if each}
    ours = sorted(((row, each) for row, each in found if each), key=lambda pair: (until[pair[0]], pair[0].requested_at))
    names = names_of({each.instead_of.employee_id for _row, each in ours if each.instead_of})
    noted = remarks_on([row for row, _each in ours if isinstance(row, LeaveRequest)])
    return [
        WaitingRequest(
            row,
            instead_of=names[each.instead_of.employee_id] if each.instead_of else None,
            remarks=[sentence_of(remark) for remark in noted.get(id(row), ())],
            until=until[row],
        )
        for row, each in ours
    ]


def with_balances(
    waiting: Sequence[WaitingRequest], *, me: Employee, year: int
) -> tuple[list[WaitingRequest], LeaveBalance]:
    """The requests with what each annual leave takes, and one's own balance of a year; five queries together."""
    annual = [each.row for each in waiting if isinstance(each.row, LeaveRequest) and each.row.kind == LeaveKind.ANNUAL]
    years = {year} | {end.year for row in annual for end in (row.start, row.end)}
    people = {row.employee_id: row.employee for row in annual} | {me.pk: me}
    known = entitlements(list(people.values()), years)
    days = {day for row in annual for day in days_between(row.start, row.end)}
    work = workdays_of([row.employee_id for row in annual], days)
    costs: dict[int, list[Cost]] = {}
    for row in annual:
        needed = Counter(day.year for day in days_between(row.start, row.end) if day in work[row.employee_id])
        costs[row.pk] = [Cost(count, known[row.employee_id].balances[each]) for each, count in sorted(needed.items())]
    found = [
        replace(each, costs=costs.get(each.row.pk, ())) if isinstance(each.row, LeaveRequest) else each
        for each in waiting
    ]
    return found, known[me.pk].balances[year]


def _when(row: Request, today: date, dues: Mapping[Request, datetime]) -> tuple[date, datetime | None]:
    """The day that says who decides on a request, and the deadline of leave that has one of its own."""
    return min(day_of(row), today), dues.get(row)
