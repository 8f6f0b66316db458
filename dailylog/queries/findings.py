"""Findings as their person and the superior see them."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from dailylog.models import Finding, FindingState
from dailylog.queries.team import Team
from organization.models import Employee

#: How far back a person finds what was found, in days.
SINCE_DAYS = 92
WAITING = [FindingState.OPEN, FindingState.EXPLAINED]


def findings_about(employee: Employee, day: date) -> list[Finding]:
    """What was found about a person's day and still holds; one query."""
    rows = Finding.objects.filter(employee=employee, date=day, gone_at__isnull=True).select_related("decided_by")
    return list(rows.order_by("kind", "mark"))


def own_findings(employee: Employee) -> list[Finding]:
    """What was found about a person in the last months, what waits first; one query."""
    since = timezone.localdate() - timedelta(days=SINCE_DAYS)
    rows = Finding.objects.filter(employee=employee, date__gte=since, gone_at__isnull=True)
    found = list(rows.select_related("decided_by").order_by("-date", "kind", "mark"))
    return sorted(found, key=lambda row: row.state != FindingState.OPEN)


def team_findings(team: Team) -> list[Finding]:
    """What waits for the verdict of the team's superior, explained ones first; one query."""
    rows = Finding.objects.filter(
        employee_id__in=team.employee_ids(),
        date__range=(team.first, team.today),
        state__in=WAITING,
        gone_at__isnull=True,
    )
    rows = rows.select_related("employee").order_by("date", "pk")
    found = [row for row in rows if team.post_for(row.employee_id, row.date)]
    return sorted(found, key=lambda row: row.state != FindingState.EXPLAINED)
