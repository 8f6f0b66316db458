"""Requests as whoever asked and whoever decides sees them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from dailylog.actions.requests import Request
from dailylog.models import LeaveKind, LeaveRequest, OvertimeOrder, PresenceCorrection, RequestState
from dailylog.queries.leave import entitlements, workdays_by_year
from dailylog.queries.team import Team
from dailylog.rules.leave_balance import LeaveBalance
from organization.models import Employee

#: How far back one's own requests are listed, in days.
SINCE_DAYS = 92


def own_requests(employee: Employee) -> list[Request]:
    """One's own requests of the last months, latest first; two queries."""
    since = timezone.now() - timedelta(days=SINCE_DAYS)
    mine = {"employee": employee, "requested_at__gte": since}
    rows: list[Request] = [
        *PresenceCorrection.objects.filter(**mine).select_related("decided_by"),
        *LeaveRequest.objects.filter(**mine).select_related("decided_by"),
    ]
    return sorted(rows, key=lambda row: row.requested_at, reverse=True)


def waiting_requests(team: Team) -> list[Request]:
    """What waits for the team's superior, oldest first; two queries."""
    waiting = {"employee_id__in": team.employee_ids(), "state": RequestState.REQUESTED}
    rows: list[Request] = [
        *PresenceCorrection.objects.filter(**waiting).select_related("employee"),
        *LeaveRequest.objects.filter(**waiting).select_related("employee"),
    ]
    found = [row for row in rows if team.post_for(row.employee_id, min(_day_of(row), team.today)) is not None]
    return sorted(found, key=lambda row: row.requested_at)


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
    """A request that waits; of annual leave, what it costs in each year and the balance without it."""

    row: Request
    costs: Sequence[Cost] = ()


def with_balances(rows: Sequence[Request]) -> list[WaitingRequest]:
    """Each request with the balance that it touches; a fixed number of queries, and one for each annual leave."""
    annual = [row for row in rows if isinstance(row, LeaveRequest) and row.kind == LeaveKind.ANNUAL]
    if not annual:
        return [WaitingRequest(row) for row in rows]
    years = range(min(row.start for row in annual).year, max(row.end for row in annual).year + 1)
    known = entitlements([row.employee for row in annual], years)
    found = []
    for row in rows:
        costs: list[Cost] = []
        if isinstance(row, LeaveRequest) and row.kind == LeaveKind.ANNUAL:
            needed = workdays_by_year(row.employee_id, row.start, row.end)
            costs = [Cost(days, known[row.employee_id].balances[year]) for year, days in needed.items() if days]
        found.append(WaitingRequest(row, costs))
    return found


def overtime_ahead(user_id: int, day: date) -> list[OvertimeOrder]:
    """Orders that a superior gave for this day and later; one query."""
    rows = OvertimeOrder.objects.filter(ordered_by_id=user_id, date__gte=day, withdrawn_at__isnull=True)
    return list(rows.select_related("employee").order_by("date", "start", "employee__name"))


def _day_of(row: Request) -> date:
    return row.date if isinstance(row, PresenceCorrection) else row.start
