"""Whose decision something waits for: one right person at each instant.

1. In time: the superior of the day, acting heads included, as long as that one holds the post and may log in;
   otherwise whoever leads that unit today, or the nearest unit above.
2. Past the approval deadline (rules §11): whoever leads that unit or the nearest above today, other than the one who
   let it pass. At the top it stays where it was.
3. A definitive holder who is on leave or duty travel today is stood in for by the Plh of the same post.

Nobody decides on himself. The points of rules §6 fall on the superior of the day, whoever decides in the end.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from organization.rules.authority import Chart
from organization.rules.holding import Holding


@dataclass(frozen=True, slots=True)
class Decider:
    """The post by which somebody decides; ``instead_of`` is the post that let the deadline pass."""

    post: Holding
    instead_of: Holding | None = None

    @property
    def due_of(self) -> Holding:
        """The post whose deadline counts: the one that was to decide in time."""
        return self.instead_of or self.post


@dataclass(frozen=True, slots=True)
class Today:
    """The organisation as it is now: who leads what, who may not log in (``locked_out``), who is ``away``."""

    chart: Chart
    locked_out: frozenset[int] = frozenset()
    away: frozenset[int] = frozenset()

    def present(self, holding: Holding, *, but: int) -> Holding:
        """The holding itself, or that of the Plh who stands in for its absent holder; never ``but``'s."""
        if not holding.definitive or holding.employee_id not in self.away:
            return holding
        found = [
            each
            for each in self.chart.holders(holding.unit_id)
            if each.position_id == holding.position_id
            and not each.definitive
            and each.employee_id != but
            and each.employee_id not in self.locked_out
            and each.employee_id not in self.away
        ]
        found.sort(key=lambda each: each.nip)
        return max(found, key=lambda each: each.start, default=holding)

    def leader_above(self, unit_id: int | None, *, but: Collection[int]) -> Holding | None:
        """Whoever leads this unit or the nearest above, none of ``but``; only those who may log in."""
        for unit in self.chart.upward(unit_id):
            leader = self.chart.leader(unit.id, without=self.locked_out)
            if leader is not None and leader.employee_id not in but:
                return leader
        return None


def decider(employee_id: int, *, then: Chart, today: Today, late: Callable[[Holding], bool]) -> Decider | None:
    """Who decides on what waits of a person and a day; None when nobody is there to.

    ``then`` is the organisation of that day. ``late(post)`` says whether the deadline of that post has passed.
    """
    first = _in_time(employee_id, then, today)
    if first is None:
        return None
    if late(first):
        above = today.leader_above(first.unit_id, but={employee_id, first.employee_id})
        if above is not None:
            return Decider(today.present(above, but=employee_id), instead_of=first)
    return Decider(today.present(first, but=employee_id))


def _in_time(employee_id: int, then: Chart, today: Today) -> Holding | None:
    own, superior = then.assignment(employee_id), then.superior(employee_id)
    if superior is not None and superior.covers(today.chart.day) and superior.employee_id not in today.locked_out:
        return superior
    unit_id = superior.unit_id if superior else own.unit_id if own else None
    return today.leader_above(unit_id, but={employee_id})
