"""Who heads a unit and who is above whom on a day, in plain values (rules §1, §3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from organization.rules.holding import Holding, assignment_on, head_of

#: The level whose holder heads a unit of a kind (rules §3, "Head").
HEAD_LEVELS: Mapping[str, str] = {"opd": "opd_head", "division": "division_head", "team": "team_lead"}

#: The levels whose holder is the superior of those in a unit, first found first. Beyond the heads of rules §3 the
#: region is led by its head, and a secretariat (an OPD without an OPD head) by the regional secretary.
LEADER_LEVELS: Mapping[str, tuple[str, ...]] = {
    "team": ("team_lead",),
    "division": ("division_head",),
    "opd": ("opd_head", "regional_secretary"),
    "region": ("head_of_region",),
}


@dataclass(frozen=True, slots=True)
class Node:
    """A unit in the tree."""

    id: int
    parent_id: int | None
    kind: str


class Chart:
    """The organisation on one day: its units and the holdings in force, asked for heads and superiors."""

    def __init__(self, *, day: date, units: Iterable[Node], holdings: Iterable[Holding]) -> None:
        self.day = day
        self.units = {unit.id: unit for unit in units}
        self._of_employee: dict[int, list[Holding]] = defaultdict(list)
        self._of_unit: dict[int, list[Holding]] = defaultdict(list)
        for holding in holdings:
            if holding.covers(day):
                self._of_employee[holding.employee_id].append(holding)
                self._of_unit[holding.unit_id].append(holding)
        self._leaders: dict[tuple[int, frozenset[int]], Holding | None] = {}

    @property
    def employees(self) -> Iterable[int]:
        """Everyone who holds a post on the day."""
        return self._of_employee.keys()

    def holdings(self) -> Iterator[Holding]:
        """Every holding in force on the day."""
        return chain.from_iterable(self._of_employee.values())

    def assignment(self, employee_id: int) -> Holding | None:
        """The assignment of the day (rules §1): the definitive one, else the acting one that began latest."""
        return assignment_on(self._of_employee.get(employee_id, ()), self.day)

    def holders(self, unit_id: int) -> Sequence[Holding]:
        """The holdings of posts in exactly this unit."""
        return self._of_unit.get(unit_id, ())

    def head(self, unit_id: int) -> Holding | None:
        """The head of a unit of kind OPD, division or team (rules §3); None where nobody holds the post."""
        level = HEAD_LEVELS.get(self.units[unit_id].kind)
        return head_of(self.holders(unit_id), level, self.day) if level else None

    def leader(self, unit_id: int, *, without: frozenset[int] = frozenset()) -> Holding | None:
        """Whoever the people of exactly this unit answer to, the region's head and the secretary included.

        The employees ``without`` are passed over.
        """
        key = unit_id, without
        if key not in self._leaders:
            levels = LEADER_LEVELS[self.units[unit_id].kind]
            holders = [holding for holding in self.holders(unit_id) if holding.employee_id not in without]
            found = (head_of(holders, level, self.day) for level in levels)
            self._leaders[key] = next((holding for holding in found if holding is not None), None)
        return self._leaders[key]

    def upward(self, unit_id: int | None) -> Iterator[Node]:
        """The unit and those above it, nearest first; a loop in the tree ends the walk."""
        seen: set[int] = set()
        while unit_id is not None and unit_id not in seen:
            seen.add(unit_id)
            unit = self.units[unit_id]
            yield unit
            unit_id = unit.parent_id

    def superior(self, employee_id: int) -> Holding | None:
        """The post holder above an employee on the day; None for the top and for who has no assignment.

        It is the leader of the unit of the day's assignment, unless that is the person himself; then that of the
        nearest unit above that has one. An acting leader counts; nobody is his own superior.
        """
        own = self.assignment(employee_id)
        if own is None:
            return None
        leaders = (self.leader(unit.id) for unit in self.upward(own.unit_id))
        return next((leader for leader in leaders if leader is not None and leader.employee_id != employee_id), None)

    def superiors(self) -> dict[int, int | None]:
        """Employee id → superior's employee id, of everyone with a post on the day."""
        found = ((employee_id, self.superior(employee_id)) for employee_id in self._of_employee)
        return {employee_id: leader.employee_id if leader else None for employee_id, leader in found}
