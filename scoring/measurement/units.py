"""The agreements in force and the indices of units that follow from them (rules §3, §5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from scoring.measurement.figures import Pact, UnitFigure
from scoring.measurement.targets import Decided, scores_by_agreement
from scoring.queries.promises import Counting
from scoring.queries.scene import Scene


class Pacts:
    """Of each holder the agreement that counts in the month, and what its targets make of it."""

    def __init__(self, agreements: Mapping[int, Counting], decided: Sequence[Decided], last: date) -> None:
        """``last``: the last day of the month."""
        scores = scores_by_agreement(decided)
        self._last = last
        self._pacts = {
            holder: Pact(agreement.id, agreement.signed_on, *scores.get(agreement.id, (None, None)))
            for holder, agreement in agreements.items()
        }

    def in_force(self, employee_id: int) -> Pact | None:
        """The employee's own agreement, when it is in force in the month (rules §3)."""
        pact = self._pacts.get(employee_id)
        if pact is None or pact.signed_on is None or pact.signed_on > self._last:
            return None
        return pact


class Units:
    """The index of each unit that the scene judges, and whose index a person's own takes in."""

    def __init__(self, scene: Scene, pacts: Pacts, above: Mapping[int, UnitFigure]) -> None:
        """``above``: figures of units above the scope that another part of the same scoring has found."""
        self._scene = scene
        self._pacts = pacts
        self._judges: dict[tuple[int, bool], int | None] = {}
        self.figures = {unit_id: above.get(unit_id) or self._figure(unit_id) for unit_id in scene.judged_units}

    def iko(self, unit_id: int | None) -> Decimal | None:
        """The IKO of a unit in percent; None where it has none."""
        figure = self.figures.get(unit_id) if unit_id is not None else None
        return figure.iko if figure else None

    def judging(self, employee_id: int, unit_id: int) -> int | None:
        """The unit whose IKO enters the IKI: one's own, for its head the one above, else the nearest above (§5)."""
        head = self._scene.heads.get(unit_id)
        like = unit_id, head is not None and head.employee_id == employee_id
        if like not in self._judges:
            above = self._scene.units[unit_id].ancestors
            chain = above if like[1] else (unit_id, *above)
            self._judges[like] = next((unit for unit in chain if self.iko(unit) is not None), None)
        return self._judges[like]

    def _figure(self, unit_id: int) -> UnitFigure:
        """IKO: the score of the agreement that the head of the last day signed for a post in that unit (rules §3)."""
        head = self._scene.heads.get(unit_id)
        if head is None:
            return UnitFigure(unit_id, None, None, None, None, "no_head")
        pact = self._pacts.in_force(head.employee_id)
        if pact is None or pact.signed_on is None:
            return UnitFigure(unit_id, head.employee_id, None, None, None, "no_agreement")
        post = self._scene.post_on(head.employee_id, pact.signed_on)
        if post is None or post.unit_id != unit_id:
            return UnitFigure(unit_id, head.employee_id, None, None, None, "other_post")
        reason = "" if pact.score is not None else "nothing_due"
        return UnitFigure(unit_id, head.employee_id, pact.id, pact.score, pact.score_ytd, reason)
