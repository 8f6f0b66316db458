"""Leave that runs and may end early: one's own, and that of one's people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dailylog.models import Leave, LeaveReturn, RequestState
from dailylog.queries.on_duty import workdays_of
from dailylog.queries.team import Team
from dailylog.rules.leave_return import AFTERWARDS, ASKED_BACK, CALLED_BACK, given_back
from organization.models import Employee


@dataclass(frozen=True, slots=True)
class Running:
    """A leave that runs; ``may_end``: it can be ended from here; ``asked``: coming back was asked for and waits."""

    leave: Leave
    may_end: bool
    asked: bool = False


def running_leave(me: Employee, team: Team | None, today: date) -> tuple[list[Running], list[Running]]:
    """Leave that one can end: one's own that runs or ended some days ago, and that of one's people which runs today.

    One query, two where there is any; one's people by name.
    """
    people = team.employee_ids() if team else set()
    rows = list(
        Leave.objects.filter(employee_id__in={*people, me.pk}, start__lte=today, end__gte=today - AFTERWARDS)
        .select_related("employee")
        .order_by("employee__name", "start")
    )
    own = [row for row in rows if row.employee_id == me.pk]
    away = [row for row in rows if team and row.end >= today and team.post_for(row.employee_id, today) is not None]
    asked = _asked([*own, *away])
    return (
        [Running(row, row.kind in ASKED_BACK, row.pk in asked) for row in own],
        [Running(row, row.kind in CALLED_BACK, row.pk in asked) for row in away],
    )


def days_given_back(employee_id: int, back_on: date, end: date) -> int:
    """How many workdays of the person the leave no longer takes; one query."""
    return len(workdays_of([employee_id], given_back(back_on, end))[employee_id])


def _asked(rows: list[Leave]) -> set[int | None]:
    """The leaves whose end was asked for and waits."""
    if not rows:
        return set()
    waiting = LeaveReturn.objects.filter(leave__in=rows, state=RequestState.REQUESTED)
    return set(waiting.values_list("leave_id", flat=True))
