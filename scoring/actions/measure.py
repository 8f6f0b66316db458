"""Turns counts and achievements into the figures of units and people (rules §3, §5–§7). Nothing is stored here."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from contracts.models import Agreement
from organization.rules.holding import Holding
from scoring.actions.achieve import Achievements, Decided, scores_by_agreement
from scoring.actions.figures import Components, Pact, PersonFigure, PersonInputs, UnitFigure
from scoring.actions.pay import Pay, Pays
from scoring.models import BehaviourRating, Sanction
from scoring.queries.aside import Answer
from scoring.queries.cascade import Sums
from scoring.queries.conduct import NOTHING, Conduct
from scoring.queries.overtime import ordered_days, overtime_minutes
from scoring.queries.promises import counting
from scoring.queries.reduction import MonthCounts, Reduction
from scoring.queries.scene import NO_PLACE, Scene
from scoring.rules import discipline as discipline_rules
from scoring.rules import iki as iki_rules
from scoring.rules import tpp as tpp_rules
from scoring.rules.activity import activity_score

ZERO = Decimal(0)
HUNDRED = Decimal(100)
NO_COUNTS = MonthCounts()


class Measurement:
    """The month of the scene's scope: the people whose deciding assignment is in its OPD, or everybody.

    The scope ``NO_PLACE`` is the rest: people of the region's own units, and holders of agreements who have left.
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
        self._above = above or {}
        self.opd_id = scene.opd_id
        self.spans = scene.spans
        self._gone = self._holders_gone() if self.opd_id == NO_PLACE else set()
        needed = self._holders()
        self._agreements = counting(scene.last, needed)
        self.decided = Achievements(scene, self._agreements, needed, all_sums).decide()
        self.pacts = self._pacts()
        self.unit_figures = {
            unit_id: self._above.get(unit_id) or self._unit_figure(unit_id) for unit_id in scene.judged_units
        }
        self._judges: dict[tuple[int, bool], int | None] = {}
        self._disciplines: dict[Hashable, Decimal] = {}
        self._pays = Pays(scene)

    def _holders(self) -> set[int] | None:
        """Whose targets are needed: the scope's people and the heads of its units."""
        if self.opd_id is None:
            return None
        heads = self.scene.heads
        unknown = self.scene.judged_units - self._above.keys()
        judging = {heads[unit_id].employee_id for unit_id in unknown if unit_id in heads}
        return {*self.spans, *judging, *self._gone}

    def _holders_gone(self) -> set[int]:
        """Holders of an agreement of the year who have no assignment in the month."""
        holders = Agreement.objects.filter(year=self.scene.month.year).values_list("holder_id", flat=True)
        return {holder for holder in holders if self.scene.deciding(holder) is None}

    def own_holders(self) -> set[int]:
        """Whose targets belong to the scope."""
        return {*self.spans, *self._gone}

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

    def _pacts(self) -> dict[int, Pact]:
        scores = scores_by_agreement(self.decided)
        return {
            holder: Pact(agreement.id, agreement.signed_on, *scores.get(agreement.id, (None, None)))
            for holder, agreement in self._agreements.items()
        }

    def in_force(self, employee_id: int) -> Pact | None:
        """The employee's own agreement, when it is in force in the month (rules §3)."""
        pact = self.pacts.get(employee_id)
        if pact is None or pact.signed_on is None or pact.signed_on > self.scene.last:
            return None
        return pact

    def _unit_figure(self, unit_id: int) -> UnitFigure:
        """IKO: the score of the agreement that the head of the last day signed for a post in that unit (rules §3)."""
        head = self.scene.heads.get(unit_id)
        if head is None:
            return UnitFigure(unit_id, None, None, None, None, "no_head")
        pact = self.in_force(head.employee_id)
        if pact is None or pact.signed_on is None:
            return UnitFigure(unit_id, head.employee_id, None, None, None, "no_agreement")
        post = self.scene.post_on(head.employee_id, pact.signed_on)
        if post is None or post.unit_id != unit_id:
            return UnitFigure(unit_id, head.employee_id, None, None, None, "other_post")
        reason = "" if pact.score is not None else "nothing_due"
        return UnitFigure(unit_id, head.employee_id, pact.id, pact.score, pact.score_ytd, reason)

    def _iko(self, unit_id: int) -> Decimal | None:
        figure = self.unit_figures.get(unit_id)
        return figure.iko if figure else None

    def _judging_unit(self, employee_id: int, unit_id: int) -> int | None:
        """The unit whose IKO enters the IKI: one's own, for its head the one above, else the nearest above (§5)."""
        head = self.scene.heads.get(unit_id)
        like = unit_id, head is not None and head.employee_id == employee_id
        if like not in self._judges:
            above = self.scene.units[unit_id].ancestors
            chain = above if like[1] else (unit_id, *above)
            self._judges[like] = next((unit for unit in chain if self._iko(unit) is not None), None)
        return self._judges[like]

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
        return (
            self._person(employee, found.get(employee, NO_COUNTS), inputs)
            for part, answer in zip(reduction.parts, counts, strict=True)
            for found in (answer(),)
            for employee in part.employees
        )

    def _person(self, employee_id: int, counts: MonthCounts, inputs: PersonInputs) -> PersonFigure:
        found = self.scene.scored[employee_id]
        policy, holding = self.scene.policy, found[-1].holding
        if employee_id in inputs.ordered:
            counts = _with_overtime(counts, overtime_minutes(inputs.ordered[employee_id], counts.days))
        leave, conduct = inputs.leave.get(employee_id, {}), inputs.conduct.get(employee_id, NOTHING)
        rating = inputs.ratings.get(employee_id)
        sanction = min(HUNDRED, inputs.sanctions.get(employee_id, ZERO))
        pact, unit_from = self.in_force(employee_id), self._judging_unit(employee_id, holding.unit_id)
        parts = self._components(holding, pact, counts, rating, unit_from)
        opd_id = self.scene.units[holding.unit_id].opd_id
        iko = self._iko(opd_id) if opd_id is not None else None
        productivity = tpp_rules.productivity(
            iki=parts.iki, iko=iko, required=counts.required, absent=counts.absent, policy=policy
        )
        discipline = self._discipline(counts, leave, conduct)
        pay = self._pays.of(found)
        return PersonFigure(
            employee_id=employee_id,
            unit_id=holding.unit_id,
            opd_id=opd_id,
            level=holding.level,
            components=parts,
            iko=iko,
            predicate=iki_rules.predicate(parts.results, rating, policy) or "",
            productivity=productivity,
            discipline=discipline,
            sanction_percent=sanction,
            tpp_base=pay.base,
            tpp=tpp_rules.tpp(
                base=pay.base,
                productivity=productivity,
                discipline=discipline,
                sanction_percent=sanction,
                policy=policy,
            ),
            breakdown=_breakdown(holding, pact, unit_from, rating, counts, leave, conduct, pay),
            days=counts.days,
        )

    def _components(
        self, holding: Holding, pact: Pact | None, counts: MonthCounts, rating: str | None, unit_from: int | None
    ) -> Components:
        """The four components of the IKI, and the IKI (rules §5)."""
        policy, month = self.scene.policy, self.scene.month
        # The scene leaves out people whose level has no weights.
        weights = policy.levels[holding.level]
        results = iki_rules.own_results(
            in_force=pact is not None,
            score=pact.score if pact else None,
            january=month.month == 1,
            first_month=holding.start >= month,
        )
        activity = activity_score(counts.counted, counts.expected)
        unit = self._iko(unit_from) if unit_from is not None else None
        behaviour = iki_rules.behaviour_value(rating, policy)
        iki = iki_rules.iki(
            weights=weights, results=results, activity=activity, unit=unit, behaviour=behaviour, cap=policy.iki_cap
        )
        return Components(results, activity, unit, behaviour, iki)

    def _ratings(self) -> dict[int, str]:
        ratings = BehaviourRating.objects.filter(month=self.scene.month)
        if self.opd_id is not None:
            ratings = ratings.filter(employee_id__in=self.spans)
        return dict(ratings.order_by().values_list("employee_id", "rating"))

    def _sanctions(self) -> dict[int, Decimal]:
        """Sum of the percentages in force on the month's last day, by employee (rules §7)."""
        found: dict[int, Decimal] = {}
        sanctions = Sanction.objects.filter(start__lte=self.scene.last, end__gte=self.scene.last).order_by()
        for employee_id, percent in sanctions.values_list("employee_id", "percent"):
            found[employee_id] = found.get(employee_id, ZERO) + percent
        return found

    def _discipline(self, counts: MonthCounts, leave: Mapping[str, int], conduct: Conduct) -> Decimal:
        """The discipline of a month; most months of a city are alike."""
        like = counts.absent, counts.late, counts.early, counts.unfiled, conduct, *leave.items()
        if like not in self._disciplines:
            points = discipline_rules.points(_events(counts, leave, conduct), self.scene.policy)
            self._disciplines[like] = discipline_rules.discipline(points)
        return self._disciplines[like]


def _with_overtime(counts: MonthCounts, added: tuple[tuple[date, int], ...]) -> MonthCounts:
    minutes = counts.counted + sum(each for _, each in added)
    return counts._replace(counted=minutes, overtime=added)


def _events(counts: MonthCounts, leave: Mapping[str, int], conduct: Conduct) -> discipline_rules.DisciplineCounts:
    return discipline_rules.DisciplineCounts(
        absent=counts.absent,
        late=counts.late,
        early=counts.early,
        unfiled=counts.unfiled,
        findings=conduct.findings,
        leave=leave,
        undecided=conduct.undecided,
    )


def _breakdown(
    holding: Holding,
    pact: Pact | None,
    unit_from: int | None,
    rating: str | None,
    counts: MonthCounts,
    leave: Mapping[str, int],
    conduct: Conduct,
    pay: Pay,
) -> dict[str, Any]:
    """The inputs of a person's month, from which the explanation is rebuilt (docs/explanation.md)."""
    return {
        "post": holding.position_code,
        "agreement": pact.id if pact else None,
        "unit_from": unit_from,
        "rating": rating,
        "required": counts.required,
        "expected": counts.expected,
        "counted": counts.counted,
        "absent": counts.absent,
        "late": counts.late,
        "early": counts.early,
        "unfiled": counts.unfiled,
        **({"conduct": list(conduct)} if conduct is not NOTHING else {}),
        "leave": leave,
        "overtime": [[str(day), minutes] for day, minutes in counts.overtime],
        "workdays": pay.workdays,
        "posts": [[days, str(each)] for days, each in pay.pieces],
        "acting": [[code, str(each)] for code, each in pay.acting],
    }
