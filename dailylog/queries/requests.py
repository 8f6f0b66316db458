"""Requests as whoever asked and whoever decides sees them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from dailylog.actions.requests import Request
from dailylog.models import LeaveKind, LeaveRequest, OvertimeOrder, PresenceCorrection, RequestState
from dailylog.queries.leave import entitlements, workdays_by_year
from dailylog.queries.team import Team, names_of
from dailylog.rules.leave_balance import LeaveBalance
from organization.models import Employee

#: How far back one's own requests are listed, in days.
SINCE_DAYS = 92


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

    ``instead_of`` is the superior who let the deadline pass, so that the request was passed on.
    """

    row: Request
    costs: Sequence[Cost] = ()
    instead_of: Employee | None = None


def own_requests(employee: Employee) -> list[Request]:
    """One's own requests of the last months, latest first; two queries."""
    since = timezone.now() - timedelta(days=SINCE_DAYS)
    mine = {"employee": employee, "requested_at__gte": since}
    rows: list[Request] = [
        *PresenceCorrection.objects.filter(**mine).select_related("decided_by"),
        *LeaveRequest.objects.filter(**mine).select_related("decided_by"),
    ]
    return sorted(rows, key=lambda row: row.requested_at, reverse=True)


def waiting_requests(team: Team) -> list[WaitingRequest]:
    """What waits for the team's superior, oldest first: a fixed number of queries, and one for each annual leave."""
    waiting = {"employee_id__in": team.employee_ids(), "state": RequestState.REQUESTED}
    rows: list[Request] = [
        *PresenceCorrection.objects.filter(**waiting).select_related("employee"),
        *LeaveRequest.objects.filter(**waiting).select_related("employee"),
    ]
    found = [(row, team.decider(row.employee_id, min(day_of(row), team.today))) for row in rows]
    ours = sorted(((row, each) for row, each in found if each), key=lambda pair: pair[0].requested_at)
    names = names_of({each.instead_of.employee_id for _row, each in ours if each.instead_of})
    costs = _costs([row for row, _each in ours])
    return [
        WaitingRequest(
            row,
            costs.get(row.pk, ()) if isinstance(row, LeaveRequest) else (),
            names[each.instead_of.employee_id] if each.instead_of else None,
        )
        for row, each in ours
    ]


def _costs(rows: Sequence[Request]) -> dict[int, list[Cost]]:
    """What each annual leave among the requests takes, by the key of its request."""
    annual = [row for row in rows if isinstance(row, LeaveRequest) and row.kind == LeaveKind.ANNUAL]
    if not annual:
        return {}
    years = range(min(row.start for row in annual).year, max(row.end for row in annual).year + 1)
    known = entitlements([row.employee for row in annual], years)
    found = {}
    for row in annual:
        needed = workdays_by_year(row.employee_id, row.start, row.end)
        found[row.pk] = [Cost(days, known[row.employee_id].balances[year]) for year, days in needed.items() if days]
    return found


def overtime_ahead(user_id: int, day: date) -> list[OvertimeOrder]:
    """Orders that a superior gave for this day and later; one query."""
    rows = OvertimeOrder.objects.filter(ordered_by_id=user_id, date__gte=day, withdrawn_at__isnull=True)
    return list(rows.select_related("employee").order_by("date", "start", "employee__name"))


def day_of(row: Request) -> date:
    """The day by which it is found who decides on a request: the day in question, of leave the first."""
    return row.date if isinstance(row, PresenceCorrection) else row.start
