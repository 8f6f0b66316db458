"""Decides every target of a scope: its months, its year to date, its pledge (rules §3, §9)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from scoring.periods import months_of_year
from scoring.queries import promises as queries
from scoring.queries.promises import Promise
from scoring.queries.scene import Scene
from scoring.rules import pledge
from scoring.rules.clocks import realisation
from scoring.rules.targets import (
    State,
    TargetMonth,
    YearToDate,
    agreement_score,
    month_achievement,
    month_state,
    year_to_date,
)

StoredMonth = list[str | int | None]


@dataclass(frozen=True, slots=True)
class Decided:
    """A target as of the scene's month."""

    promise: Promise
    months: list[TargetMonth]
    achievement: Decimal | None
    ytd: YearToDate | None
    outcome: str
    run: int | None
    status: str

    @property
    def month(self) -> TargetMonth:
        """The scene's month."""
        return self.months[-1]


class Achievements:
    """The targets of ``holder_ids`` (None: of everybody), decided for the scene's month."""

    def __init__(self, scene: Scene, holder_ids: Collection[int] | None) -> None:
        self.scene = scene
        self.promises = queries.load_promises(scene.month.year, holder_ids)
        narrow = None if holder_ids is None else [promise.id for promise in self.promises]
        self._known_until, self._known = queries.locked_history(scene.month, narrow)
        first = date(scene.month.year, self._known_until + 1, 1)
        self._sums = queries.activity_sums(self.promises, first, scene.last, everybody=holder_ids is None)
        registers = {promise.register for promise in self.promises if promise.source == "cases"}
        self._cases = queries.case_counts(scene, registers) if registers else {}
        self._readings = queries.readings(scene.month.year, narrow)
        self._excused = queries.excused(scene.month.year) if any(p.pledge for p in self.promises) else set()
        self._due = {month: scene.reading_was_due(month) for month in scene.year_so_far}

    def decide(self) -> list[Decided]:
        """Every target, in the order of holder and code."""
        return [self._decide(promise) for promise in self.promises]

    def _decide(self, promise: Promise) -> Decided:
        scene = self.scene
        months = self._months(promise)
        achieved = month_achievement(months[-1], polarity=promise.polarity, policy=scene.policy)
        ytd = self._to_date(promise, months, scene.month)
        outcome, run, status = "", None, ""
        if promise.pledge:
            outcomes = self._outcomes(promise, months)
            outcome, run = outcomes[-1], pledge.run(outcomes)
            status = pledge.status(run=run, threshold=self._threshold(promise), december=scene.month.month == 12)
        return Decided(promise, months, achieved, ytd, outcome, run, status)

    def _months(self, promise: Promise) -> list[TargetMonth]:
        known = self._known.get(promise.id, [])
        return [from_stored(month) for month in known] + [
            self._measure(promise, month) for month in self.scene.year_so_far[len(known) :]
        ]

    def _measure(self, promise: Promise, month: date) -> TargetMonth:
        target = promise.monthly[month.month - 1]
        in_force = promise.in_force(month)
        value, good, decided = self._realised(promise, month)
        state = month_state(
            source=promise.source,
            polarity=promise.polarity,
            in_force=in_force,
            target=target,
            reading=value,
            reading_due=self._due[month],
            decided=decided,
        )
        return TargetMonth(in_force, state, target, value, good, decided)

    def _realised(self, promise: Promise, month: date) -> tuple[Decimal | None, int, int]:
        """(value, cases on time, cases decided); a rejected reading is no value."""
        if promise.source == "activities":
            return self._sums.get((promise.id, month.month), Decimal(0)), 0, 0
        if promise.source == "reading":
            value, verified = self._readings.get((promise.id, month.month), (None, None))
            return (None if verified is False else value), 0, 0
        holding = self.scene.deciding(promise.holder_id, month)
        if holding is None:
            return None, 0, 0
        good, decided = self._cases.get((promise.register, promise.case_class, holding.unit_id, month), (0, 0))
        return realisation(good, decided), good, decided

    def _to_date(self, promise: Promise, months: Sequence[TargetMonth], month: date) -> YearToDate | None:
        return year_to_date(
            polarity=promise.polarity,
            accumulation=promise.accumulation,
            source=promise.source,
            months=months,
            policy=self.scene.policy_of(month),
        )

    def _outcomes(self, promise: Promise, months: list[TargetMonth]) -> list[pledge.Outcome]:
        """Each month by its own achievement and its own year to date, under its own policy (rules §0, §9)."""
        found = []
        for number, month in enumerate(self.scene.year_so_far, start=1):
            policy = self.scene.policy_of(month)
            ytd = self._to_date(promise, months[:number], month)
            found.append(
                pledge.month_outcome(
                    state=months[number - 1].state,
                    achievement=month_achievement(months[number - 1], polarity=promise.polarity, policy=policy),
                    ytd_achievement=ytd.achievement if ytd else None,
                    accumulation=promise.accumulation,
                    source=promise.source,
                    excused=(promise.id, number) in self._excused,
                )
            )
        return found

    def _threshold(self, promise: Promise) -> int:
        year = months_of_year(self.scene.month.year)
        values = ((promise.in_force(month), promise.monthly[month.month - 1]) for month in year)
        count = pledge.months_with_target(values, polarity=promise.polarity)
        return pledge.threshold(months_with_target=count, policy=self.scene.policy)


STATES: tuple[State, ...] = ("not_due", "unreported", "measured")


def to_stored(month: TargetMonth) -> StoredMonth:
    """A month as kept in ``Achievement.months``: in force, state, target, realised, on time, decided."""
    return [
        int(month.in_force),
        STATES.index(month.state),
        None if month.target is None else format(month.target, "f"),
        None if month.realised is None else format(month.realised, "f"),
        month.on_time,
        month.decided,
    ]


def from_stored(stored: Sequence[str | int | None]) -> TargetMonth:
    """The month that ``to_stored`` kept."""
    in_force, state, target, realised, good, decided = stored
    return TargetMonth(
        bool(in_force),
        STATES[int(state or 0)],
        None if target is None else Decimal(str(target)),
        None if realised is None else Decimal(str(realised)),
        int(good or 0),
        int(decided or 0),
    )


def scores_by_agreement(decided: Sequence[Decided]) -> dict[int, tuple[Decimal | None, Decimal | None]]:
    """(score of the month, score of the year to date) of each agreement (rules §3)."""
    grouped: dict[int, list[Decided]] = {}
    for target in decided:
        grouped.setdefault(target.promise.agreement_id, []).append(target)
    return {
        agreement: (
            agreement_score((target.promise.weight, target.achievement) for target in targets),
            agreement_score(
                (target.promise.weight, target.ytd.achievement if target.ytd else None) for target in targets
            ),
        )
        for agreement, targets in grouped.items()
    }
