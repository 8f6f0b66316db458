"""Whose entries somebody decides, by date: posts move, entries stay where they were made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from organization.access import access_for, units_above, units_below
from organization.models import Assignment, Employee
from organization.queries.authority import leading, read_holdings, read_nodes
from organization.rules.authority import Chart
from organization.rules.holding import ONE_DAY, Holding


class Team:
    """The people for whom ``user`` decides on days from ``first`` to ``today``.

    The entries of a day belong to whoever was the superior on that day, acting heads included. Once that superior no
    longer holds the post or may no longer log in, or when there was none, they belong to whoever leads the unit today.
    So each entry has one person who decides, and always somebody who can.
    """

    def __init__(self, user_id: int, *, first: date, today: date) -> None:
        self.user_id = user_id
        self.first = first
        self.today = today
        during = Assignment.objects.filter(Q(end__isnull=True) | Q(end__gte=first), start__lte=today)
        self.own = read_holdings(during.filter(leading(), employee_id=user_id))
        led = frozenset(holding.unit_id for holding in self.own)
        self._nodes = read_nodes(units_below(led) | units_above(led)) if led else []
        self._locked_out: set[int] = set()
        self._holdings = self._read(during) if led else []
        self._charts: dict[date, Chart] = {}
        able = [holding for holding in self._holdings if holding.employee_id not in self._locked_out]
        self._able_now = Chart(day=today, units=self._nodes, holdings=able)

    def _read(self, during: QuerySet[Assignment]) -> list[Holding]:
        """The leaders of all units around, and the people of the user's units and of those that had no leader.

        Wherever a unit is led on every day, its people answer to that leader and to nobody above: they need not be
        read, so that a head of region does not read the whole city.
        """
        leaders = read_holdings(during.filter(leading(), position__unit_id__in=[node.id for node in self._nodes]))
        led = {holding.unit_id for holding in self.own}
        people = {holding.employee_id for holding in leaders}
        self._locked_out.update(Employee.objects.filter(pk__in=people, is_active=False).values_list("pk", flat=True))
        of_unit: dict[int, list[Holding]] = defaultdict(list)
        for holding in leaders:
            if holding.employee_id not in self._locked_out:
                of_unit[holding.unit_id].append(holding)
        bare = [node.id for node in self._nodes if node.id in led or not self._gapless(of_unit[node.id])]
        inside = during.filter(position__unit_id__in=bare).values("employee_id")
        return read_holdings(during.filter(Q(employee_id__in=inside) | Q(employee_id__in=people)))

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
        if employee_id == self.user_id:
            return None
        chart = self.chart(day)
        own = chart.assignment(employee_id)
        if own is not None and own.unit_id not in chart.units:
            # On that day the person worked in quite another part of the organisation.
            return None
        superior = chart.superior(employee_id)
        if superior is not None and superior.covers(self.today) and superior.employee_id not in self._locked_out:
            return superior if superior.employee_id == self.user_id else None
        unit_id = superior.unit_id if superior else own.unit_id if own else None
        now = self._able_now
        leaders = (now.leader(unit.id) for unit in now.upward(unit_id))
        heir = next((each for each in leaders if each is not None and each.employee_id != employee_id), None)
        return heir if heir is not None and heir.employee_id == self.user_id else None


def team_of(user: Any, *, first: date) -> Team:
    """The people for whom a user decides, for days since ``first``."""
    return Team(user.pk, first=first, today=access_for(user).day)


def assignment_of(holding: Holding) -> Assignment:
    """The row behind a holding."""
    return Assignment.objects.get(employee_id=holding.employee_id, position_id=holding.position_id, start=holding.start)


def names_of(employee_ids: Iterable[int]) -> dict[int, Employee]:
    """People by id; one query."""
    return Employee.objects.in_bulk(list(employee_ids))
