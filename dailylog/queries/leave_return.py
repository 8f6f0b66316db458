"""Leave that runs and may end early: one's own, and that of one's people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dailylog.models import Leave
from dailylog.queries.on_duty import workdays_of
from dailylog.queries.request_rows import RequestRows
from dailylog.queries.team import Team
from dailylog.rules.leave_return import ASKED_BACK, CALLED_BACK, given_back
from organization.models import Employee


@dataclass(frozen=True, slots=True)
class Running:
    """A leave that runs; ``may_end``: it can be ended from here; ``asked``: coming back was asked for and waits."""

    leave: Leave
    may_end: bool
    asked: bool = False


def running_leave(
    rows: RequestRows, me: Employee, team: Team | None, today: date
) -> tuple[list[Running], list[Running]]:
    """Leave that one can end: one's own that runs or ended some days ago, and that of one's people which runs today.

    One's people by name.
    """
    own = [row for row in rows.running if row.employee_id == me.pk]
    away = [
        row for row in rows.running if team and row.end >= today and team.post_for(row.employee_id, today) is not None
    ]
    return (
        [Running(row, row.kind in ASKED_BACK, row.pk in rows.asked) for row in own],
        [Running(row, row.kind in CALLED_BACK, row.pk in rows.asked) for row in away],
    )


def days_given_back(employee_id: int, back_on: date, end: date) -> int:
    """How many workdays of the person the leave no longer takes; one query."""
    return len(workdays_of([employee_id], given_back(back_on, end))[employee_id])
