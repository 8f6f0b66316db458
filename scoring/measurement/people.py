"""The figures of people: components, index, discipline, allowance, from counts and indices (rules §5–§7)."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from organization.rules.holding import Holding
from scoring.measurement.figures import Components, Pact, PersonFigure
from scoring.measurement.pay import Pay, Pays
from scoring.measurement.units import Pacts, Units
from scoring.queries.conduct import NOTHING, Conduct
from scoring.queries.overtime import OrderedDay, overtime_minutes
from scoring.queries.reduction import MonthCounts
from scoring.queries.scene import Scene
from scoring.rules import discipline as discipline_rules
from scoring.rules import iki as iki_rules
from scoring.rules import tpp as tpp_rules
from scoring.rules.activity import activity_score
from scoring.rules.kept import Kept

ZERO = Decimal(0)
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class PersonInputs:
    """What the people of a scope bring besides their counts, by employee."""

    leave: Mapping[int, dict[str, int]]
    ratings: Mapping[int, str]
    sanctions: Mapping[int, Decimal]
    ordered: Mapping[int, Mapping[date, OrderedDay]]
    conduct: Mapping[int, Conduct]


class Month(NamedTuple):
    """What is known of one person's month before anything of it is scored."""

    holding: Holding
    pact: Pact | None
    unit_from: int | None
    rating: str | None
    counts: MonthCounts
    leave: Mapping[str, int]
    conduct: Conduct


class People:
    """The figures of a scene's people, one after the other; what is alike is worked out once."""

    def __init__(self, scene: Scene, pacts: Pacts, units: Units, inputs: PersonInputs) -> None:
        self._scene = scene
        self._pacts = pacts
        self._units = units
        self._inputs = inputs
        self._pays = Pays(scene)
        self._disciplines: dict[Hashable, Decimal] = {}

    def figure(self, employee_id: int, counts: MonthCounts) -> PersonFigure:
        """Everything that is published of a person's month, each step from the published figures of the one before."""
        scene, policy = self._scene, self._scene.policy
        month = self._month(employee_id, counts)
        holding, counts = month.holding, month.counts
        parts = self._components(month)
        opd_id = scene.units[holding.unit_id].opd_id
        iko = self._units.iko(opd_id)
        productivity = tpp_rules.productivity(
            iki=parts.iki, iko=iko, required=counts.required, absent=counts.absent, policy=policy
        )
        discipline = self._discipline(month)
        sanction = min(HUNDRED, self._inputs.sanctions.get(employee_id, ZERO))
        pay = self._pays.of(scene.scored[employee_id])
        return PersonFigure(
            employee_id=employee_id,
            unit_id=holding.unit_id,
            opd_id=opd_id,
            level=holding.level,
            components=parts,
            iko=iko,
            predicate=iki_rules.predicate(parts.results, month.rating, policy) or "",
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
            breakdown=_kept(month, pay),
            days=counts.days,
        )

    def _month(self, employee_id: int, counts: MonthCounts) -> Month:
        inputs = self._inputs
        holding = self._scene.scored[employee_id][-1].holding
        if employee_id in inputs.ordered:
            counts = _with_overtime(counts, overtime_minutes(inputs.ordered[employee_id], counts.days))
        return Month(
            holding=holding,
            pact=self._pacts.in_force(employee_id),
            unit_from=self._units.judging(employee_id, holding.unit_id),
            rating=inputs.ratings.get(employee_id),
            counts=counts,
            leave=inputs.leave.get(employee_id, {}),
            conduct=inputs.conduct.get(employee_id, NOTHING),
        )

    def _components(self, month: Month) -> Components:
        """The four components of the IKI, and the IKI (rules §5)."""
        policy, first, pact = self._scene.policy, self._scene.month, month.pact
        # The scene leaves out people whose level has no weights.
        weights = policy.levels[month.holding.level]
        results = iki_rules.own_results(
            in_force=pact is not None,
            score=pact.score if pact else None,
            january=first.month == 1,
            first_month=month.holding.start >= first,
        )
        activity = activity_score(month.counts.counted, month.counts.expected)
        unit = self._units.iko(month.unit_from)
        behaviour = iki_rules.behaviour_value(month.rating, policy)
        iki = iki_rules.iki(
            weights=weights, results=results, activity=activity, unit=unit, behaviour=behaviour, cap=policy.iki_cap
        )
        return Components(results, activity, unit, behaviour, iki)

    def _discipline(self, month: Month) -> Decimal:
        """The discipline of a month; most months of a city are alike."""
        counts = month.counts
        like = counts.absent, counts.late, counts.early, counts.unfiled, month.conduct, *month.leave.items()
        if like not in self._disciplines:
            points = discipline_rules.points(_events(month), self._scene.policy)
            self._disciplines[like] = discipline_rules.discipline(points)
        return self._disciplines[like]


def _with_overtime(counts: MonthCounts, added: tuple[tuple[date, int], ...]) -> MonthCounts:
    minutes = counts.counted + sum(each for _, each in added)
    return counts._replace(counted=minutes, overtime=added)


def _events(month: Month) -> discipline_rules.DisciplineCounts:
    counts = month.counts
    return discipline_rules.DisciplineCounts(
        absent=counts.absent,
        late=counts.late,
        early=counts.early,
        unfiled=counts.unfiled,
        findings=month.conduct.findings,
        leave=month.leave,
        undecided=month.conduct.undecided,
    )


def _kept(month: Month, pay: Pay) -> Kept:
    counts = month.counts
    kept: Kept = {
        "post": month.holding.position_code,
        "agreement": month.pact.id if month.pact else None,
        "unit_from": month.unit_from,
        "rating": month.rating,
        "required": counts.required,
        "expected": counts.expected,
        "counted": counts.counted,
        "absent": counts.absent,
        "late": counts.late,
        "early": counts.early,
        "unfiled": counts.unfiled,
        "leave": month.leave,
        "overtime": [(str(day), minutes) for day, minutes in counts.overtime],
        "workdays": pay.workdays,
        "posts": [(days, str(each)) for days, each in pay.pieces],
        "acting": [(code, str(each)) for code, each in pay.acting],
    }
    if month.conduct is not NOTHING:
        kept["conduct"] = month.conduct
    return kept
