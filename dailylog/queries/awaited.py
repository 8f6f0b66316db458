"""For whom requests wait, and until when: what whoever asked reads beside each of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from dailylog.models import LeaveRequest, PresenceCorrection, Request, RequestState
from dailylog.queries.deciders import Deciders
from dailylog.rules.deadlines import leave_deadline
from dailylog.rules.deciding import Decider
from organization.models import Assignment, AssignmentKind, Holiday
from organization.rules.holding import Holding

#: The longest stretch of free days before a leave, and then some.
BEFORE = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Awaited:
    """Who decides on a request now: name and post; until when, as local time.

    ``passed_by`` is who let that deadline pass: then it lies behind.
    """

    name: str
    post: str
    until: datetime
    passed_by: str = ""


def day_of(row: Request) -> date:
    """The day by which it is found who decides on a request: the day in question, of leave the first."""
    if isinstance(row, PresenceCorrection):
        return row.date
    return row.start if isinstance(row, LeaveRequest) else row.back_on


def dues_of(rows: Iterable[Request]) -> dict[Request, datetime]:
    """The deadlines of leave and of returns that have one of their own; one query, none without anything ahead."""
    ahead = [(row, day_of(row), timezone.localdate(row.requested_at)) for row in rows if not _about_marks(row)]
    ahead = [(row, start, asked) for row, start, asked in ahead if asked < start]
    if not ahead:
        return {}
    first, last = min(asked for *_row, asked in ahead) - BEFORE, max(start for _row, start, _asked in ahead) + BEFORE
    holidays = frozenset(Holiday.objects.filter(date__range=(first, last)).values_list("date", flat=True))
    found = {row: leave_deadline(asked, start, holidays) for row, start, asked in ahead}
    return {row: due for row, due in found.items() if due is not None}


def due_of(row: Request) -> datetime | None:
    """The deadline of a request that has one of its own; at most one query."""
    return dues_of([row]).get(row)


def _about_marks(row: Request) -> bool:
    return isinstance(row, PresenceCorrection)


def awaited(rows: Sequence[Request]) -> dict[Request, Awaited]:
    """For whom each of a person's waiting requests waits; left out where nobody is there to decide.

    At most nine queries, however many wait; none where none does.
    """
    waiting = [row for row in rows if row.state == RequestState.REQUESTED]
    if not waiting:
        return {}
    found = _deciders(waiting)
    posts = posts_of(post for each, _until in found.values() for post in (each.post, each.instead_of) if post)
    return {
        row: Awaited(
            posts[each.post].employee.name,
            title_of(posts[each.post]),
            until,
            posts[each.instead_of].employee.name if each.instead_of else "",
        )
        for row, (each, until) in found.items()
    }


def awaited_by(row: Request) -> tuple[int, datetime] | None:
    """The id of who decides on a request now, and until when; None where nobody is there to. At most eight queries."""
    return next(((each.post.employee_id, until) for each, until in _deciders([row]).values()), None)


def _deciders(waiting: Sequence[Request]) -> dict[Request, tuple[Decider, datetime]]:
    """Who decides on each now, and the deadline of who was to decide in time."""
    today, dues = timezone.localdate(), dues_of(waiting)
    days = {row: min(day_of(row), today) for row in waiting}
    deciders = Deciders({row.employee_id for row in waiting}, min(days.values()), today, around=True)
    found = {}
    for row, day in days.items():
        due = dues.get(row)
        decider = deciders.of(row.employee_id, day, due)
        if decider is not None:
            found[row] = decider, deciders.until(decider.due_of, day, due)
    return found


def posts_of(holdings: Iterable[Holding]) -> dict[Holding, Assignment]:
    """The rows behind holdings, with person and post; one query, none for nobody."""
    wanted = {(each.employee_id, each.position_id, each.start): each for each in holdings}
    if not wanted:
        return {}
    either = Q()
    for employee_id, position_id, start in wanted:
        either |= Q(employee_id=employee_id, position_id=position_id, start=start)
    rows = Assignment.objects.filter(either).select_related("employee", "position")
    return {wanted[row.employee_id, row.position_id, row.start]: row for row in rows}


def title_of(post: Assignment) -> str:
    """The title of a post as letters name its holder: “Plh. Kepala Bidang …” where acting."""
    acting = {AssignmentKind.PLT: "Plt. ", AssignmentKind.PLH: "Plh. "}
    return f"{acting.get(AssignmentKind(post.kind), '')}{post.position.title}"
