"""Whom an outage concerns: the days whose filing deadline it moves, and the people who hold a post on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from dailylog.limits import Limits, limits_on
from dailylog.models import Disturbance
from dailylog.queries.workday import outages
from dailylog.rules.deadlines import filing_deadline
from dailylog.rules.outages import Moved, Outage, moved
from organization.models import Assignment, Holiday

#: A filing deadline lies at most so many days after its day, long holidays included.
REACH = timedelta(days=40)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Effect:
    """The days whose deadline moves, and how many people hold a post on one of them."""

    days: Sequence[Moved]
    people: int


def effect_of(new: Outage | None, *, of: Disturbance | None = None) -> Effect:
    """What the ledger does once ``new`` (local time without zone) stands in place of ``of``.

    ``new`` None takes ``of`` back; ``of`` None enters another one. A fixed number of queries for a month's stretch.
    """
    old = _local(of) if of else None
    spans = [span for span in (new, old) if span]
    first, last = min(start for start, _end in spans), max(end for _start, end in spans)
    known = outages(first - REACH, last)
    others = list(known)
    if old in others:
        others.remove(old)
    days = moved(_deadlines(first.date() - REACH, last.date()), known, others + ([new] if new else []))
    return Effect(days, _people(days))


def _local(row: Disturbance) -> Outage:
    start, end = (timezone.localtime(each).replace(tzinfo=None) for each in (row.start, row.end))
    return start, end


def _deadlines(first: date, last: date) -> dict[date, datetime]:
    """The undisturbed filing deadline of every day of a stretch."""
    holidays = set(Holiday.objects.filter(date__range=(first, last + REACH)).values_list("date", flat=True))
    limits: dict[date, Limits] = {}
    found = {}
    day = first
    while day <= last:
        month = day.replace(day=1)
        if month not in limits:
            limits[month] = limits_on(month)
        found[day] = filing_deadline(day, limits[month].filing_workdays, holidays)
        day += ONE_DAY
    return found


def _people(days: Sequence[Moved]) -> int:
    if not days:
        return 0
    during = Assignment.objects.filter(Q(end__isnull=True) | Q(end__gte=days[0].day), start__lte=days[-1].day)
    return during.order_by().values("employee_id").distinct().count()
