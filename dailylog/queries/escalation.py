"""What was not decided in time and was passed on: from whom, to whom, how much."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count
from django.utils import timezone

from dailylog.limits import is_closed
from dailylog.models import Activity, ActivityStatus, LeaveRequest, LeaveReturn, PresenceCorrection, RequestState
from dailylog.queries.awaited import day_of, dues_of
from dailylog.queries.deciders import Deciders
from dailylog.queries.lateness import lateness
from kinerja.days import last_of_month

#: How many months back something may still wait: older ones are closed.
MONTHS = 2


@dataclass(frozen=True, slots=True, order=True)
class PassedOn:
    """Employee ids of the superior who let the deadline of a month pass, and of the one to whom it was passed on."""

    month: date
    was: int
    now: int


@dataclass(frozen=True, slots=True)
class Amount:
    """How many entries and requests."""

    entries: int = 0
    requests: int = 0


def passed_on(now: datetime) -> dict[PassedOn, Amount]:
    """What is overdue and waits for a next superior, of open months; ``now`` is aware.

    A fixed number of queries, three of them where no deadline has passed.
    """
    today = timezone.localtime(now).date()
    months = _overdue(today, now)
    if not months:
        return {}
    entries = list(_entries(months))
    requests = list(_requests(months))
    people = {person for person, _day, _count in (*entries, *requests)}
    deciders = Deciders(people, months[0], today, now)
    counted = [_counted(deciders, rows) for rows in (entries, requests)]
    keys = sorted(counted[0].keys() | counted[1].keys())
    return {key: Amount(counted[0][key], counted[1][key]) for key in keys}


@dataclass(frozen=True, slots=True)
class LeavePassedOn:
    """Leave, or a return, whose own deadline has passed: who let it pass and who decides now, by employee id."""

    row: LeaveRequest | LeaveReturn
    was: int
    now: int


def leave_passed_on(now: datetime) -> list[LeavePassedOn]:
    """Leave and returns asked for ahead that were not decided in time and wait for a next superior; ``now`` is aware.

    A fixed number of queries, three of them where nothing is late.
    """
    at, today = timezone.localtime(now).replace(tzinfo=None), timezone.localdate(now)
    first = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    waiting = {"state": RequestState.REQUESTED}
    rows: list[LeaveRequest | LeaveReturn] = [
        *LeaveRequest.objects.filter(start__gte=first, **waiting).select_related("employee"),
        *LeaveReturn.objects.filter(back_on__gte=first, **waiting).select_related("employee"),
    ]
    dues = dues_of(rows)
    late = [row for row in rows if row in dues and dues[row] < at and not is_closed(min(day_of(row), today))]
    if not late:
        return []
    deciders = Deciders({row.employee_id for row in late}, min(first, today), today, now)
    found = []
    for row in late:
        decider = deciders.of(row.employee_id, min(day_of(row), today), dues[row])
        if decider is not None and decider.instead_of is not None:
            found.append(LeavePassedOn(row, decider.instead_of.employee_id, decider.post.employee_id))
    return found


def _overdue(today: date, now: datetime) -> list[date]:
    """The open months whose approval deadline has passed for somebody."""
    months = []
    month = today.replace(day=1)
    for _back in range(MONTHS):
        month = (month - timedelta(days=1)).replace(day=1)
        months.append(month)
    deadlines = lateness(months[-1], today, now)
    return [month for month in sorted(months) if deadlines.possible(month) and not is_closed(month)]


def _entries(months: list[date]) -> Iterable[tuple[int, date, int]]:
    """Person, day, and how many entries wait."""
    rows = Activity.objects.filter(status=ActivityStatus.SUBMITTED, date__range=(months[0], last_of_month(months[-1])))
    counted = rows.order_by().values("employee_id", "date").annotate(count=Count("pk"))
    return (row for row in counted.values_list("employee_id", "date", "count") if row[1].replace(day=1) in months)


def _requests(months: list[date]) -> Iterable[tuple[int, date, int]]:
    """Person, day, and 1 for each request that waits; leave with a deadline of its own is told of by itself."""
    until = last_of_month(months[-1])
    waiting = {"state": RequestState.REQUESTED}
    leave: list[LeaveRequest | LeaveReturn] = [
        *LeaveRequest.objects.filter(start__range=(months[0], until), **waiting),
        *LeaveReturn.objects.filter(back_on__range=(months[0], until), **waiting),
    ]
    ahead = dues_of(leave)
    rows = [
        *PresenceCorrection.objects.filter(date__range=(months[0], until), **waiting).values_list(
            "employee_id", "date"
        ),
        *((row.employee_id, day_of(row)) for row in leave if row not in ahead),
    ]
    return ((person, day, 1) for person, day in rows if day.replace(day=1) in months)


def _counted(deciders: Deciders, rows: Iterable[tuple[int, date, int]]) -> Counter[PassedOn]:
    found: Counter[PassedOn] = Counter()
    for person, day, count in rows:
        decider = deciders.of(person, day)
        if decider is not None and decider.instead_of is not None:
            key = PassedOn(day.replace(day=1), decider.instead_of.employee_id, decider.post.employee_id)
            found[key] += count
    return found
