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
from kinerja.days import ONE_DAY
from organization.models import Assignment, Employee
from organization.queries.around import Superiors, superiors_of
from organization.queries.authority import leading, read_holdings, read_nodes
from organization.rules.authority import Chart
from organization.rules.holding import Holding


class Deciders:
    """Who decides on the entries of some people since ``first``, from one reading of their posts and of all leaders.

    Between two changes of posts the days are alike: one chart, and one answer for each person, serves them all. With
    ``around`` only the leaders above these people are read: for few people.
    """

    def __init__(
        self, people: Collection[int], first: date, today: date, at: datetime | None = None, *, around: bool = False
    ) -> None:
        self._nodes, own, leaders = superiors_of(people, first, today) if around else _city(people, first, today)
        self._holdings: list[Holding] = list(dict.fromkeys([*own, *leaders]))
        begins = {holding.start for holding in self._holdings}
        ends = {holding.end + ONE_DAY for holding in self._holdings if holding.end is not None}
        self._changes = sorted(begins | ends)
        self._charts: dict[int, Chart] = {}
        self._known: dict[tuple[int, int, date | None, datetime | None], Decider | None] = {}
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

    def of(self, employee_id: int, day: date, due: datetime | None = None) -> Decider | None:
        """Who decides on them now, past the deadline included; ``due`` is that of leave which has one of its own."""
        return self._find(employee_id, day, day.replace(day=1), due)

    def until(self, post: Holding, day: date, due: datetime | None = None) -> datetime:
        """Until when a post decides on this day, or on what is due by then; local time without zone."""
        return self._lateness.until(day, self.upward(post), due)

    def _chart(self, day: date) -> Chart:
        stretch = bisect_right(self._changes, day)
        if stretch not in self._charts:
            self._charts[stretch] = Chart(day=day, units=self._nodes, holdings=self._holdings)
        return self._charts[stretch]

    def _find(self, employee_id: int, day: date, month: date | None, due: datetime | None = None) -> Decider | None:
        key = employee_id, bisect_right(self._changes, day), month, due
        if key not in self._known:
            self._known[key] = decider(
                employee_id,
                then=self._chart(day),
                today=self._today,
                late=lambda post: month is not None and self._lateness.of(month, self.upward(post), due),
            )
        return self._known[key]


def decider_of(employee_id: int, day: date, *, today: date, at: datetime | None = None) -> Decider | None:
    """Who decides on a person's entries of a day now; at most six queries."""
    return Deciders([employee_id], day, today, at, around=True).of(employee_id, day)


def _city(people: Collection[int], first: date, last: date) -> Superiors:
    """The posts of these people, and all units with all leaders; three queries."""
    during = Assignment.objects.filter(Q(end__isnull=True) | Q(end__gte=first), start__lte=last)
    own = read_holdings(during.filter(employee_id__in=list(people)))
    return Superiors(read_nodes(), own, read_holdings(during.filter(leading())))
