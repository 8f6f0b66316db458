"""Whom an outage concerns: the days whose filing deadline it moves, and the people of its units on those days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from dailylog.limits import Limits, month_of
from dailylog.models import Disturbance
from dailylog.queries.ledger import ledger_between, outage_of
from dailylog.rules.deadlines import approval_deadline, filing_deadline
from dailylog.rules.outages import Ledger, Moved, Outage, moved
from kinerja.days import ONE_DAY
from organization.models import Assignment, Holiday, Unit
from organization.queries.authority import read_holdings, read_nodes
from organization.rules.authority import Chart
from organization.rules.holding import Holding, assignment_on

#: A filing deadline lies at most so many days after its day, long holidays included.
REACH = timedelta(days=40)


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change of the ledger does: deadlines that move, for how many people, and the units of the outage.

    ``days`` are days whose filing ends at another instant, ``people`` those who hold a post on such a day; ``months``
    are open months (their first days) whose approval does. No units: everywhere.
    """

    days: Sequence[Moved]
    people: int
    units: Sequence[Unit] = ()
    months: Sequence[Moved] = ()


def effect_of(new: Outage | None, *, of: Disturbance | None = None) -> Effect:
    """What the ledger does once ``new`` stands in place of ``of``.

    ``new`` None takes ``of`` back; ``of`` None enters another one. A fixed number of queries for a month's stretch.
    """
    old = outage_of(of) if of else None
    both = [each for each in (new, old) if each]
    first, last = min(each.start for each in both), max(each.end for each in both)
    before = list(ledger_between(first - REACH, last).outages)
    after = list(before)
    if old in after:
        after.remove(old)
    after += [new] if new else []
    ledgers = Ledger(tuple(before)), Ledger(tuple(after))
    chart = Chart(day=first.date(), units=read_nodes(), holdings=())
    filing, deciding = _deadlines(first.date() - REACH, last.date())
    by_unit = _by_unit(filing, *ledgers, chart)
    days, months = _all(by_unit), _all(_by_unit(deciding, *ledgers, chart))
    return Effect(days, _people(days, by_unit), _units((new or both[0]).units), months)


def _all(by_unit: Mapping[int, Sequence[Moved]]) -> list[Moved]:
    return sorted({each for found in by_unit.values() for each in found})


def _by_unit(deadlines: Mapping[date, datetime], before: Ledger, after: Ledger, today: Chart) -> dict[int, list[Moved]]:
    """Unit → the days that move for its people. Units with the same outages are worked out once."""
    known: dict[tuple[tuple[Outage, ...], tuple[Outage, ...]], list[Moved]] = {}
    found = {}
    for unit_id in today.units:
        upward = [node.id for node in today.upward(unit_id)]
        key = tuple(before.of(upward)), tuple(after.of(upward))
        if key not in known:
            known[key] = moved(deadlines, *key)
        found[unit_id] = known[key]
    return found


def _deadlines(first: date, last: date) -> tuple[dict[date, datetime], dict[date, datetime]]:
    """The undisturbed filing deadline of every day of a stretch, and the approval deadlines of its open months."""
    holidays = set(Holiday.objects.filter(date__range=(first, last + REACH)).values_list("date", flat=True))
    limits: dict[date, Limits] = {}
    filing, deciding = {}, {}
    day = first
    while day <= last:
        month = day.replace(day=1)
        if month not in limits:
            limits[month], closed = month_of(month)
            if not closed:
                deciding[month] = approval_deadline(month, limits[month].approval_workday, holidays)
        filing[day] = filing_deadline(day, limits[month].filing_workdays, holidays)
        day += ONE_DAY
    return filing, deciding


def _people(days: Sequence[Moved], by_unit: Mapping[int, Sequence[Moved]]) -> int:
    """How many people's assignment of a moved day lies in a unit for which that day moves (rules §1)."""
    if not days:
        return 0
    during = Assignment.objects.filter(Q(end__isnull=True) | Q(end__gte=days[0].day), start__lte=days[-1].day)
    concerned = {unit_id: {each.day for each in found} for unit_id, found in by_unit.items() if found}
    if len(concerned) == len(by_unit):
        return during.order_by().values("employee_id").distinct().count()
    inside = during.filter(position__unit_id__in=concerned).values("employee_id")
    held: dict[int, list[Holding]] = defaultdict(list)
    for holding in read_holdings(during.filter(employee_id__in=inside)):
        held[holding.employee_id].append(holding)
    return sum(_concerned(holdings, concerned) for holdings in held.values())


def _concerned(holdings: Sequence[Holding], concerned: Mapping[int, Collection[date]]) -> bool:
    for day in {day for holding in holdings for day in concerned.get(holding.unit_id, ())}:
        own = assignment_on(holdings, day)
        if own is not None and day in concerned.get(own.unit_id, ()):
            return True
    return False


def _units(unit_ids: Collection[int]) -> list[Unit]:
    return list(Unit.objects.filter(pk__in=unit_ids).order_by("code")) if unit_ids else []


def latest_first() -> QuerySet[Disturbance]:
    """The ledger with its units and who entered each outage."""
    return Disturbance.objects.select_related("entered_by").prefetch_related("units").order_by("-start")
