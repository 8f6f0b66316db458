"""Who decides on what waits: of many people at once, or of one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection
from datetime import date, datetime

from django.db.models import Q

from dailylog.queries.lateness import lateness
from dailylog.queries.team import away_of
from dailylog.queries.workday import upward_of
from dailylog.rules.deciding import Decider, Today, decider
from organization.models import Assignment, Employee
from organization.queries.authority import chart_around, leading, read_holdings, read_nodes
from organization.rules.authority import Chart
from organization.rules.holding import ONE_DAY, Holding


class Deciders:
    """Who decides on the entries of some people since ``first``, from one reading of their posts and of all leaders.

    Between two changes of posts the days are alike: one chart, and one answer for each person, serves them all.
    """

    def __init__(self, people: Collection[int], first: date, today: date, at: datetime | None = None) -> None:
        during = Assignment.objects.filter(Q(end__isnull=True) | Q(end__gte=first), start__lte=today)
        own = read_holdings(during.filter(employee_id__in=list(people)))
        leaders = read_holdings(during.filter(leading()))
        self._holdings: list[Holding] = list(dict.fromkeys([*own, *leaders]))
        self._nodes = read_nodes()
        begins = {holding.start for holding in self._holdings}
        ends = {holding.end + ONE_DAY for holding in self._holdings if holding.end is not None}
        self._changes = sorted(begins | ends)
        self._charts: dict[int, Chart] = {}
        self._known: dict[tuple[int, int, date | None], Decider | None] = {}
        closed = Employee.objects.filter(pk__in={holding.employee_id for holding in leaders}, is_active=False)
        # A chart of its own: the others serve a whole stretch of days and bear the first that asked for them.
        self._now = Chart(day=today, units=self._nodes, holdings=self._holdings)
        self._today = Today(self._now, frozenset(closed.values_list("pk", flat=True)), away_of(self._now))
        self._lateness = lateness(first, today, at)

    def upward(self, post: Holding) -> Collection[int]:
        """The unit of a post and those above it."""
        return upward_of(self._now, post)

    def in_time(self, employee_id: int, day: date) -> Holding | None:
        """The post that is to decide on this person's entries of this day in time; None when nobody is there to."""
        found = self._find(employee_id, day, None)
        return found.post if found else None

    def of(self, employee_id: int, day: date) -> Decider | None:
        """Who decides on them now, past the deadline included."""
        return self._find(employee_id, day, day.replace(day=1))

    def _chart(self, day: date) -> Chart:
        stretch = bisect_right(self._changes, day)
        if stretch not in self._charts:
            self._charts[stretch] = Chart(day=day, units=self._nodes, holdings=self._holdings)
        return self._charts[stretch]

    def _find(self, employee_id: int, day: date, month: date | None) -> Decider | None:
        key = employee_id, bisect_right(self._changes, day), month
        if key not in self._known:
            self._known[key] = decider(
                employee_id,
                then=self._chart(day),
                today=self._today,
                late=lambda post: month is not None and self._lateness.of(month, self.upward(post)),
            )
        return self._known[key]


def decider_of(employee_id: int, day: date, *, today: date, at: datetime | None = None) -> Decider | None:
    """Who decides on a person's entries of a day now; at most ten queries."""
    then = chart_around([employee_id], day)
    during = Assignment.objects.on(today).filter(leading(), position__unit_id__in=list(then.units))
    now = Chart(day=today, units=then.units.values(), holdings=read_holdings(during))
    known = {holding.employee_id for holding in (*then.holdings(), *now.holdings())}
    closed = Employee.objects.filter(pk__in=known, is_active=False)
    deadlines = lateness(day, today, at)
    return decider(
        employee_id,
        then=then,
        today=Today(now, frozenset(closed.values_list("pk", flat=True)), away_of(now)),
        late=lambda post: deadlines.of(day, upward_of(now, post)),
    )
