"""A month of a scope, from what was read to its figures (rules §3, §5–§7)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import partial

from contracts.models import Agreement
from scoring.measurement.figures import PersonFigure, UnitFigure
from scoring.measurement.people import ZERO, People, PersonInputs
from scoring.measurement.targets import Achievements, Decided
from scoring.measurement.units import Pacts, Units
from scoring.models import BehaviourRating, Sanction
from scoring.queries.aside import Answer
from scoring.queries.cascade import Sums
from scoring.queries.conduct import Conduct
from scoring.queries.overtime import ordered_days
from scoring.queries.promises import counting
from scoring.queries.reduction import MonthCounts, Reduction
from scoring.queries.scene import NO_PLACE, Scene

NO_COUNTS = MonthCounts()


class Measurement:
    """The month of the scene's scope: the people whose deciding assignment is in its OPD, or everybody.

    The scope ``NO_PLACE`` is the rest: people of the region's own units, and holders of agreements who have left.
    Targets and units are worked out at once, people when their counts are there.
    """

    def __init__(
        self,
        scene: Scene,
        above: Mapping[int, UnitFigure] | None = None,
        all_sums: Answer[Sums] | None = None,
    ) -> None:
        """``above``: figures of units above the scope that another part of the same scoring has found.

        ``all_sums``: what ``sums_of_all`` finds, where the scope is everybody and somebody has asked for it before.
        """
        self.scene = scene
        self.opd_id = scene.opd_id
        self._gone = self._holders_gone() if self.opd_id == NO_PLACE else set()
        needed = self._holders(above or {})
        agreements = counting(scene.last, needed)
        self.decided = Achievements(scene, agreements, needed, all_sums).decide()
        self._pacts = Pacts(agreements, self.decided, scene.last)
        self._units = Units(scene, self._pacts, above or {})
        self.unit_figures = self._units.figures

    def _holders(self, above: Mapping[int, UnitFigure]) -> set[int] | None:
        """Whose targets are needed: the scope's people and the heads of its units."""
        if self.opd_id is None:
            return None
        heads = self.scene.heads
        unknown = self.scene.judged_units - above.keys()
        judging = {heads[unit_id].employee_id for unit_id in unknown if unit_id in heads}
        return {*self.own_holders(), *judging}

    def _holders_gone(self) -> set[int]:
        """Holders of an agreement of the year who have no assignment in the month."""
        holders = Agreement.objects.filter(year=self.scene.month.year).values_list("holder_id", flat=True)
        return {holder for holder in holders if self.scene.deciding(holder) is None}

    def own_holders(self) -> set[int]:
        """Whose targets belong to the scope."""
        return {*self.scene.spans, *self._gone}

    def figures_above(self) -> list[UnitFigure]:
        """The figures of the units above the scope."""
        own = {unit.id for unit in self.scene.scope_units}
        return [figure for unit_id, figure in self.unit_figures.items() if unit_id not in own]

    def own_targets(self) -> list[Decided]:
        """The decided targets whose holders belong to the scope; the heads of other scopes are left out."""
        if self.opd_id is None:
            return self.decided
        holders = self.own_holders()
        return [item for item in self.decided if item.promise.agreement.holder_id in holders]

    def people(
        self, reduction: Reduction, counts: Iterable[Answer[dict[int, MonthCounts]]], conduct: dict[int, Conduct]
    ) -> Iterator[PersonFigure]:
        """The figures of everybody in the scope whose level the policy scores, from the counts of each part.

        The counts are asked for when their turn comes; all else that is needed is read when this returns.
        """
        nights = partial(self.scene.roster.nights, month=self.scene.month)
        inputs = PersonInputs(
            leave=reduction.leave(),
            ratings=self._ratings(),
            sanctions=self._sanctions(),
            ordered=ordered_days(self.scene.scored, self.scene.month, reduction.last, nights),
            conduct=conduct,
        )
        people = People(self.scene, self._pacts, self._units, inputs)
        return (
            people.figure(employee, found.get(employee, NO_COUNTS))
            for part, answer in zip(reduction.parts, counts, strict=True)
            for found in (answer(),)
            for employee in part.employees
        )

    def _ratings(self) -> dict[int, str]:
        ratings = BehaviourRating.objects.filter(month=self.scene.month)
        if self.opd_id is not None:
            ratings = ratings.filter(employee_id__in=self.scene.spans)
        return dict(ratings.order_by().values_list("employee_id", "rating"))

    def _sanctions(self) -> dict[int, Decimal]:
        """Sum of the percentages in force on the month's last day, by employee (rules §7)."""
        found: dict[int, Decimal] = {}
        sanctions = Sanction.objects.filter(start__lte=self.scene.last, end__gte=self.scene.last).order_by()
        for employee_id, percent in sanctions.values_list("employee_id", "percent"):
            found[employee_id] = found.get(employee_id, ZERO) + percent
        return found
