"""Requests as whoever asked and whoever decides sees them."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from dailylog.actions.requests import Request
from dailylog.models import LeaveRequest, OvertimeOrder, PresenceCorrection, RequestState
from dailylog.queries.team import Team
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


def overtime_ahead(user_id: int, day: date) -> list[OvertimeOrder]:
    """Orders that a superior gave for this day and later; one query."""
    rows = OvertimeOrder.objects.filter(ordered_by_id=user_id, date__gte=day, withdrawn_at__isnull=True)
    return list(rows.select_related("employee").order_by("date", "start", "employee__name"))


def _day_of(row: Request) -> date:
    return row.date if isinstance(row, PresenceCorrection) else row.start
