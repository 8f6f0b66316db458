"""Turns counts and achievements into the figures of units and people (rules §3, §5–§7). Nothing is stored here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from contracts.models import Agreement
from organization.rules.holding import Holding, Span, spans
from scoring.actions.achieve import Achievements, Decided, scores_by_agreement
from scoring.models import BehaviourRating, Sanction
from scoring.queries.reduction import MonthCounts, Reduction
from scoring.queries.scene import Scene
from scoring.rules import discipline as discipline_rules
from scoring.rules import iki as iki_rules
from scoring.rules import tpp as tpp_rules
from scoring.rules.activity import activity_score

ZERO = Decimal(0)
HUNDRED = Decimal(100)
NO_COUNTS = MonthCounts()
NO_PLACE = 0


@dataclass(frozen=True, slots=True)
class UnitFigure:
    """The IKO of a unit in percent, or the reason why it has none."""

    unit_id: int
    head_id: int | None
    agreement_id: int | None
    iko: Decimal | None
    iko_ytd: Decimal | None
    reason: str


@dataclass(frozen=True, slots=True)
class PersonFigure:
    """Every published figure of a person's month, and the inputs that explain them."""

    employee_id: int
    unit_id: int
    opd_id: int | None
    level: str
    results: Decimal | None
    activity: Decimal | None
    unit: Decimal | None
    behaviour: Decimal
    iki: Decimal | None
    iko: Decimal | None
    predicate: str
    productivity: Decimal
    discipline: Decimal
    sanction_percent: Decimal
    tpp_base: Decimal
    tpp: Decimal
    breakdown: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Pact:
    """An agreement of the year: whether it is in force and what it scored."""

    id: int
    signed_on: date | None
    score: Decimal | None
    score_ytd: Decimal | None


class Measurement:
    """The month of a scope: the people whose deciding assignment is in ``opd_id``, or everybody (``opd_id`` None).

    ``NO_PLACE`` as ``opd_id`` is the rest: people of the region's own units, and holders who have left.
    """

    def __init__(self, scene: Scene, opd_id: int | None = None) -> None:
        self.scene = scene
        self.opd_id = opd_id
        self.spans: dict[int, list[Span]] = {}
        for employee_id, holdings in scene.holdings.items():
            found = spans(holdings, scene.month, scene.last)
            if found and self._in_scope(found[-1].holding):
                self.spans[employee_id] = found
        self.units = [unit for unit in scene.units.values() if opd_id is None or (unit.opd_id or NO_PLACE) == opd_id]
        self._judged = {unit.id for unit in self.units}.union(*(unit.ancestors for unit in self.units))
        self.decided = Achievements(scene, self._holders()).decide()
        self.pacts = self._pacts()
        self.unit_figures = {unit_id: self._unit_figure(unit_id) for unit_id in self._judged}

    def _in_scope(self, holding: Holding) -> bool:
        return self.opd_id is None or (self.scene.units[holding.unit_id].opd_id or NO_PLACE) == self.opd_id

    def _holders(self) -> set[int] | None:
        """Whose targets are needed: the scope's people and the heads of its units."""
        if self.opd_id is None:
            return None
        heads = self.scene.heads
        holders = set(self.spans) | {heads[unit_id].employee_id for unit_id in self._judged if unit_id in heads}
        return holders | (self._gone() if self.opd_id == NO_PLACE else set())

    def _gone(self) -> set[int]:
        """Holders of an agreement of the year who have no assignment in the month."""
        holders = Agreement.objects.filter(year=self.scene.month.year).values_list("holder_id", flat=True)
        return {holder for holder in holders if self.scene.deciding(holder) is None}

    def own_targets(self) -> Iterable[Decided]:
        """The decided targets whose holders belong to the scope; the heads of other scopes are left out."""
        if self.opd_id is None:
            return self.decided
        gone = self._gone() if self.opd_id == NO_PLACE else set()
        return [item for item in self.decided if item.promise.holder_id in self.spans or item.promise.holder_id in gone]

    def _pacts(self) -> dict[int, Pact]:
        scores = scores_by_agreement(self.decided)
        agreements = Agreement.objects.filter(year=self.scene.month.year)
        rows = agreements.order_by().values_list("holder_id", "id", "signed_on")
        return {holder: Pact(pk, signed, *scores.get(pk, (None, None))) for holder, pk, signed in rows}

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

    def _unit_score(self, employee_id: int, unit_id: int) -> tuple[Decimal | None, int | None]:
        """The IKO that enters the IKI, and whose it is; a head is judged by the unit above (rules §5)."""
        head = self.scene.heads.get(unit_id)
        chain = self.scene.units[unit_id].ancestors
        if head is None or head.employee_id != employee_id:
            chain = (unit_id, *chain)
        for unit in chain:
            iko = self._iko(unit)
            if iko is not None:
                return iko, unit
        return None, None

    def people(self) -> list[PersonFigure]:
        """The figures of everybody in the scope whose level the policy scores, by employee."""
        scored = {
            employee: found
            for employee, found in self.spans.items()
            if self.scene.policy.level_weights(found[-1].holding.level) is not None
        }
        reduction = Reduction(self.scene, (span for found in scored.values() for span in found))
        inputs = PersonInputs(
            counts=reduction.counts(),
            leave=reduction.leave(),
            ratings=_ratings(self.scene.month),
            sanctions=_sanctions(self.scene.last),
        )
        return [self._person(employee, found, inputs) for employee, found in scored.items()]

    def _person(self, employee_id: int, found: list[Span], inputs: PersonInputs) -> PersonFigure:
        scene, policy, holding = self.scene, self.scene.policy, found[-1].holding
        weights = policy.level_weights(holding.level)
        assert weights is not None, "people() leaves out levels without weights"
        counts = inputs.counts.get(employee_id, NO_COUNTS)
        leave = inputs.leave.get(employee_id, {})
        rating = inputs.ratings.get(employee_id)
        sanction = min(HUNDRED, inputs.sanctions.get(employee_id, ZERO))
        pact = self.in_force(employee_id)
        results = iki_rules.own_results(
            in_force=pact is not None,
            score=pact.score if pact else None,
            january=scene.month.month == 1,
            first_month=holding.start >= scene.month,
        )
        activity = activity_score(counts.counted, counts.expected)
        unit, unit_from = self._unit_score(employee_id, holding.unit_id)
        behaviour = iki_rules.behaviour_value(rating, policy)
        iki = iki_rules.iki(
            weights=weights, results=results, activity=activity, unit=unit, behaviour=behaviour, cap=policy.iki_cap
        )
        opd_id = scene.units[holding.unit_id].opd_id
        iko = self._iko(opd_id) if opd_id is not None else None
        productivity = tpp_rules.productivity(
            iki=iki, iko=iko, required=counts.required, absent=counts.absent, policy=policy
        )
        lost = discipline_rules.points(
            discipline_rules.DisciplineCounts(
                counts.absent, counts.late, counts.early, counts.unfiled, 0, leave, undecided=0
            ),
            policy,
        )
        discipline = discipline_rules.discipline(lost)
        pay = self._base(found)
        base = tpp_rules.tpp_base(
            daily_total=pay.daily_total, workdays=pay.workdays, acting_bases=[amount for _, amount in pay.acting], policy=policy
        )
        amount = tpp_rules.tpp(
            base=base, productivity=productivity, discipline=discipline, sanction_percent=sanction, policy=policy
        )
        return PersonFigure(
            employee_id, holding.unit_id, opd_id, holding.level, results, activity, unit, behaviour, iki, iko,
            iki_rules.predicate(results, rating, policy) or "", productivity, discipline, sanction, base, amount,
            {
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
                "leave": leave,
                "workdays": pay.workdays,
                "posts": [[days, str(each)] for days, each in pay.pieces],
                "acting": [[code, str(each)] for code, each in pay.acting],
            },
        )  # fmt: skip

    def _base(self, found: list[Span]) -> Pay:
        """What the posts of the month's workdays are worth (rules §7)."""
        scene, holding = self.scene, found[-1].holding
        schedule = scene.units[holding.unit_id].schedule_id
        days = scene.schedule_days.get(schedule, []) if schedule is not None else []
        if len(found) == 1 and found[0].holding.covers(scene.month, scene.last):
            pieces = [(len(days), holding.tpp_base)]
        else:
            pieces = [(sum(span.first <= day.date <= span.last for day in days), span.holding.tpp_base) for span in found]
        # Before the first workday of the month nothing can be averaged: the deciding post's base stands.
        total = sum((count * base for count, base in pieces), ZERO) if days else holding.tpp_base
        return Pay(total, len(days), pieces, self._acting(holding))

    def _acting(self, holding: Holding) -> list[tuple[str, Decimal]]:
        """Acting posts held every day of the month beside a definitive deciding assignment (rules §7)."""
        holdings = self.scene.holdings[holding.employee_id]
        if not holding.definitive or len(holdings) < 2:
            return []
        posts: dict[str, list[Holding]] = {}
        for other in holdings:
            if not other.definitive:
                posts.setdefault(other.position_code, []).append(other)
        return [
            (code, held[0].tpp_base)
            for code, held in sorted(posts.items())
            if _covered(held, self.scene.month, self.scene.last)
        ]


@dataclass(frozen=True, slots=True)
class PersonInputs:
    """What the people of a scope bring, by employee."""

    counts: Mapping[int, MonthCounts]
    leave: Mapping[int, dict[str, int]]
    ratings: Mapping[int, str]
    sanctions: Mapping[int, Decimal]


@dataclass(frozen=True, slots=True)
class Pay:
    """The base of the month before rounding: Σ base(d) over ``workdays``, its pieces, and the acting posts."""

    daily_total: Decimal
    workdays: int
    pieces: list[tuple[int, Decimal]]
    acting: list[tuple[str, Decimal]]


def _covered(held: Collection[Holding], first: date, last: date) -> bool:
    """Whether the holdings of a post, one after the other, span every day from ``first`` to ``last``."""
    if any(holding.covers(first, last) for holding in held):
        return True
    covered = spans(list(held), first, last)
    days = sum((span.last - span.first).days + 1 for span in covered)
    return days == (last - first).days + 1


def _ratings(month: date) -> dict[int, str]:
    return dict(BehaviourRating.objects.filter(month=month).order_by().values_list("employee_id", "rating"))


def _sanctions(day: date) -> dict[int, Decimal]:
    """Sum of the percentages in force on a day, by employee (rules §7)."""
    found: dict[int, Decimal] = {}
    rows = Sanction.objects.filter(start__lte=day, end__gte=day).order_by().values_list("employee_id", "percent")
    for employee_id, percent in rows:
        found[employee_id] = found.get(employee_id, ZERO) + percent
    return found
