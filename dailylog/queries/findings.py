"""Findings as their person and the superior see them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from django.utils import timezone

from dailylog.models import Finding, FindingState
from dailylog.queries.team import Team
from kinerja.prepared import Prepared
from kinerja.rows import instances, read_json
from organization.models import Employee

#: How far back a person finds what was found, in days.
SINCE_DAYS = 92

_FINDINGS = Prepared(
    "dailylog_findings",
    """
SELECT (SELECT jsonb_agg(to_jsonb(f) || jsonb_build_object('decider', e.name) ORDER BY f.date DESC, f.kind, f.mark)
        FROM dailylog_finding f LEFT JOIN organization_employee e ON e.id = f.decided_by_id
        WHERE f.employee_id = %(me)s AND f.date >= %(since)s AND f.gone_at IS NULL),
       (SELECT jsonb_agg(to_jsonb(f) || jsonb_build_object('whose', e.name) ORDER BY f.date, f.id)
        FROM dailylog_finding f JOIN organization_employee e ON e.id = f.employee_id
        WHERE f.employee_id = ANY(%(people)s) AND f.date BETWEEN %(first)s AND %(today)s
          AND f.state IN ('open', 'explained') AND f.gone_at IS NULL)
""",
    me="bigint",
    since="date",
    people="bigint[]",
    first="date",
    today="date",
)


def findings_about(employee: Employee, day: date) -> list[Finding]:
    """What was found about a person's day and still holds; one query."""
    rows = Finding.objects.filter(employee=employee, date=day, gone_at__isnull=True).select_related("decided_by")
    return list(rows.order_by("kind", "mark"))


class Findings(NamedTuple):
    """What was found about a person, what waits first; what waits for the person's verdict, explained ones first."""

    own: list[Finding]
    team: list[Finding]


def findings_of(me: Employee, team: Team | None) -> Findings:
    """What was found about a person in the last months and about the people of ``team``; one query."""
    today = timezone.localdate()
    values = {
        "me": me.pk,
        "since": today - timedelta(days=SINCE_DAYS),
        "people": sorted(team.employee_ids()) if team else [],
        "first": team.first if team else today,
        "today": team.today if team else today,
    }
    ((own, others),) = _FINDINGS.rows(values)
    waiting = [row for row in _about(others) if team and team.post_for(row.employee_id, row.date)]
    return Findings(
        sorted(_own(own, me), key=lambda row: row.state != FindingState.OPEN),
        sorted(waiting, key=lambda row: row.state != FindingState.EXPLAINED),
    )


def _own(text: str | None, me: Employee) -> list[Finding]:
    rows = read_json(text) or []
    found = instances(Finding, rows)
    for finding, row in zip(found, rows, strict=True):
        finding.employee = me
        if row["decided_by_id"]:
            finding.decided_by = Employee(pk=row["decided_by_id"], name=row["decider"])
    return found


def _about(text: str | None) -> list[Finding]:
    rows = read_json(text) or []
    found = instances(Finding, rows)
    for finding, row in zip(found, rows, strict=True):
        finding.employee = Employee(pk=row["employee_id"], name=row["whose"])
    return found
