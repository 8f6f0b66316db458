"""Whose entries somebody decides, by date: posts move, entries stay where they were made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from dailylog.models import Leave
from dailylog.queries.lateness import lateness
from dailylog.queries.workday import upward_of
from dailylog.rules.deciding import Decider, Today, decider
from kinerja.days import ONE_DAY
from organization.access import access_for
from organization.models import Assignment, Employee
from organization.queries.around import branch_of, holdings_of
from organization.rules.authority import Chart
from organization.rules.holding import Holding


class Team:
    """The people for whom ``user`` decides on days from ``first`` to ``today``, asked ``at`` an instant.

    The entries of a day belong to whoever was the superior on that day, acting heads included; past the approval
    deadline they belong to the next superior (``dailylog.rules.deciding``). So each entry has one person who decides,
    and always somebody who can. Without ``at`` it is the clock's instant, or the end of ``today``. ``requests``: leave
    that waits may be passed on at any time, so that more people are read.
    """

    def __init__(
        self, user_id: int, *, first: date, today: date, at: datetime | None = None, requests: bool = False
    ) -> None:
        self.user_id = user_id
        self.first = first
        self.today = today
        self.lateness = lateness(first, today, at)
        self._passing = requests
        branch = branch_of(user_id, first, today)
        self.own = branch.own
        self._nodes = branch.units
        self._locked_out = branch.locked_out
        self._holdings = self._read(branch.leaders) if branch.own else []
        self._charts: dict[date, Chart] = {}
        chart = self.chart(today)
        self._now = Today(chart, self._locked_out, away_of(chart))

    def _read(self, leaders: Sequence[Holding]) -> Sequence[Holding]:
        """The leaders of all units around, and the people who may come to wait for the user.

        Those of the user's units, and of units below with nobody in between who leads on every day; once deadlines
        have passed, of units with one such leader in between. Others answer to somebody nearer: they need not be read,
        so that a head of region does not read the whole city.
        """
        people = {holding.employee_id for holding in leaders}
        of_unit: dict[int, list[Holding]] = defaultdict(list)
        for holding in leaders:
            if holding.employee_id not in self._locked_out:
                of_unit[holding.unit_id].append(holding)
        near = self._near({unit_id: each for unit_id, each in of_unit.items() if self._gapless(each)})
        return holdings_of(self.first, self.today, unit_ids=near, employee_ids=people)

    def _near(self, gapless: Mapping[int, Sequence[Holding]]) -> list[int]:
        """The units whose people may wait for the user; one person who leads two units in between is one."""
        between = int(self._passing or self.lateness.possible(self.first))
        led = {holding.unit_id for holding in self.own}
        chart = Chart(day=self.today, units=self._nodes, holdings=())
        found = []
        for node in self._nodes:
            passed: list[set[int]] = []
            for unit in chart.upward(node.id):
                if unit.id in led:
                    found.append(node.id)
                    break
                people = {holding.employee_id for holding in gapless.get(unit.id, ())}
                if people and all(people.isdisjoint(each) for each in passed):
                    passed.append(people)
                if len(passed) > between:
                    break
        return found

    def _gapless(self, holdings: Iterable[Holding]) -> bool:
        """Whether somebody led on every day of the stretch."""
        reached = self.first
        for holding in sorted(holdings, key=lambda each: each.start):
            if holding.start > reached:
                return False
            if holding.end is None or holding.end >= self.today:
                return True
            reached = max(reached, holding.end + ONE_DAY)
        return False

    def chart(self, day: date) -> Chart:
        """The organisation around the user on a day."""
        if day not in self._charts:
            self._charts[day] = Chart(day=day, units=self._nodes, holdings=self._holdings)
        return self._charts[day]

    def employee_ids(self) -> set[int]:
        """Everyone who may be among the people; whether on a day, ``post_for`` says."""
        return {holding.employee_id for holding in self._holdings} - {self.user_id}

    def post_for(self, employee_id: int, day: date) -> Holding | None:
        """The post by which the user decides on an entry of this person and day; None: it is not his to decide."""
        found = self.decider(employee_id, day)
        return found.post if found else None

    def decider(self, employee_id: int, day: date, due: datetime | None = None) -> Decider | None:
        """The user as the one who decides on an entry, with whose place he takes; None: it is not his to decide.

        ``due`` is the deadline of leave that has one of its own.
        """
        if employee_id == self.user_id:
            return None
        chart = self.chart(day)
        own = chart.assignment(employee_id)
        if own is not None and own.unit_id not in chart.units:
            # On that day the person worked in quite another part of the organisation.
            return None
        now = self._now.chart
        found = decider(
            employee_id,
            then=chart,
            today=self._now,
            late=lambda post: self.lateness.possible(day, due) and self.lateness.of(day, upward_of(now, post), due),
        )
        return found if found is not None and found.post.employee_id == self.user_id else None

    def until(self, found: Decider, day: date, due: datetime | None = None) -> datetime:
        """Until when a decider, or who let it pass to him, decides on a day or on what is due; local time."""
        return self.lateness.until(day, upward_of(self._now.chart, found.due_of), due)


def away_of(chart: Chart) -> frozenset[int]:
    """Who is on leave or duty travel on the chart's day, of the definitive holders of posts with a deputy; one query.

    Where no post has a deputy, nothing is read.
    """
    acting = {holding.position_id for holding in chart.holdings() if not holding.definitive}
    held = [holding for holding in chart.holdings() if holding.position_id in acting]
    if not any(holding.definitive for holding in held):
        return frozenset()
    away = Leave.objects.filter(
        employee_id__in={holding.employee_id for holding in held}, start__lte=chart.day, end__gte=chart.day
    )
    return frozenset(away.values_list("employee_id", flat=True))


def team_of(user: Any, *, first: date, requests: bool = False) -> Team:
    """The people for whom a user decides, for days since ``first``."""
    return Team(user.pk, first=first, today=access_for(user).day, requests=requests)


def assignment_of(holding: Holding) -> Assignment:
    """The row behind a holding."""
    return Assignment.objects.get(employee_id=holding.employee_id, position_id=holding.position_id, start=holding.start)


def names_of(employee_ids: Iterable[int]) -> dict[int, Employee]:
    """People by id; one query, none for nobody."""
    wanted = list(employee_ids)
    return Employee.objects.in_bulk(wanted) if wanted else {}
