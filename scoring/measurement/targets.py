"""Decides every target of a scope: its months, its year to date, its pledge (rules §3, §9)."""

from __future__ import annotations

import json
from collections.abc import Collection, Hashable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from kinerja.days import last_of_month
from scoring.periods import months_of_year
from scoring.queries import promises as queries
from scoring.queries.aside import Answer
from scoring.queries.cascade import Sums, activity_sums, added_up, links_of, own_sums
from scoring.queries.promises import Promise, Terms
from scoring.queries.scene import Scene
from scoring.rules import pledge
from scoring.rules.clocks import realisation
from scoring.rules.stored_months import from_stored
from scoring.rules.targets import (
    ZERO,
    TargetMonth,
    YearToDate,
    agreement_score,
    month_achievement,
    month_state,
    year_to_date,
)

#: What was realised in a month: value, cases on time, cases decided.
Fact = tuple[Decimal | None, int, int]
NOTHING: Fact = (None, 0, 0)


class Figures(NamedTuple):
    """What a target amounts to: January to the scene's month, that month's achievement, and the year to date."""

    months: list[TargetMonth]
    achievement: Decimal | None
    ytd: YearToDate | None


class Decided(NamedTuple):
    """A target as of the scene's month. ``figures`` is one object for all targets that are alike."""

    promise: Promise
    figures: Figures
    outcome: str
    run: int | None
    status: str


class Achievements:
    """The targets of ``holder_ids`` (None: of everybody), decided for the scene's month.

    Everything is read when it is made; to decide needs no database. Most targets of a city are alike in their plan
    and their result, so that each distinct one is worked out once.
    """

    def __init__(
        self,
        scene: Scene,
        agreements: Mapping[int, queries.Counting],
        holder_ids: Collection[int] | None,
        all_sums: Answer[Sums] | None = None,
    ) -> None:
        """``agreements``: of each holder the one that counts in the month.

        ``all_sums``: what ``sums_of_all`` finds, where somebody has asked for it before.
        """
        self.scene = scene
        self.promises = queries.load_promises(agreements, year=None if holder_ids is not None else scene.month.year)
        narrow = None if holder_ids is None else [promise.id for promise in self.promises]
        closed = queries.latest_closed(scene.month)
        self._known_until, self._known = closed.number, queries.kept_months(closed, narrow)
        self._sums = self._add_up(all_sums or partial(sums_of_all, scene), everybody=holder_ids is None)
        self._cases = self._read_cases()
        self._readings = queries.readings(scene.month.year, narrow)
        self._excused = (
            queries.excused(scene.month.year) if any(agreement.pledge for agreement in agreements.values()) else set()
        )
        self._due = {month: scene.reading_was_due(month) for month in scene.year_so_far}
        self._ends = [last_of_month(month) for month in months_of_year(scene.month.year)]
        self._figures: dict[Hashable, Figures] = {}
        self._begins: dict[date | None, int] = {}

    def _add_up(self, all_sums: Answer[Sums], *, everybody: bool) -> Sums:
        """Of the months that no closed month has kept; of a target that none has kept, all."""
        scene, known_until = self.scene, self._known_until
        roots = [promise.id for promise in self.promises if promise.terms.source == "activities"]
        if everybody:
            sums = added_up(roots, all_sums(), links_of(scene.month.year))
        else:
            sums = activity_sums(roots, scene.year_so_far[known_until:])
        new = [target for target in roots if target not in self._known]
        if known_until and new:
            for target, months in activity_sums(new, scene.year_so_far[:known_until]).items():
                sums[target] = months | sums.get(target, {})
        return sums

    def _read_cases(self) -> dict[queries.CaseKey, tuple[int, int]]:
        """The cases of the units in which the holders of a ``cases`` target were in the months that are worked out."""
        by_cases = [promise for promise in self.promises if promise.terms.source == "cases"]
        if not by_cases:
            return {}
        scene, holders = self.scene, {promise.agreement.holder_id for promise in by_cases}
        found = (scene.deciding(holder, month) for holder in holders for month in scene.year_so_far)
        units = {holding.unit_id for holding in found if holding is not None}
        return queries.case_counts(scene, {promise.terms.register for promise in by_cases}, units)

    def decide(self) -> list[Decided]:
        """Every target."""
        return [self._decide(promise) for promise in self.promises]

    def _decide(self, promise: Promise) -> Decided:
        known, begins = self._known.get(promise.id, ""), self._begin(promise.agreement.signed_on)
        facts = self._facts(promise, known)
        like = id(promise.terms), begins, known, facts
        figures = self._figures.get(like)
        if figures is None:
            figures = self._figures[like] = self._work_out(promise.terms, begins, known, facts)
        if not promise.agreement.pledge:
            return Decided(promise, figures, "", None, "")
        outcomes = self._outcomes(promise, figures.months)
        run = pledge.run(outcomes)
        threshold = self._threshold(promise, begins)
        status = pledge.status(run=run, threshold=threshold, december=self.scene.month.month == 12)
        return Decided(promise, figures, outcomes[-1], run, status)

    def _begin(self, signed_on: date | None) -> int:
        """The number of the year's months before an agreement is in force (rules §3)."""
        begins = self._begins.get(signed_on)
        if begins is None:
            begins = 12 if signed_on is None else sum(end < signed_on for end in self._ends)
            self._begins[signed_on] = begins
        return begins

    def _facts(self, promise: Promise, known: str) -> tuple[Fact, ...]:
        """What was realised in each month that no closed month has kept."""
        numbers = range((self._known_until if known else 0) + 1, self.scene.month.month + 1)
        if promise.terms.source == "activities":
            sums = self._sums.get(promise.id, {})
            return tuple((sums.get(number) or ZERO, 0, 0) for number in numbers)
        if promise.terms.source == "reading":
            return tuple(self._reading(promise.id, number) for number in numbers)
        return tuple(self._decided_cases(promise, number) for number in numbers)

    def _reading(self, target_id: int, number: int) -> Fact:
        """A rejected reading is no value."""
        value, verified = self._readings.get((target_id, number), (None, None))
        return NOTHING if verified is False else (value, 0, 0)

    def _decided_cases(self, promise: Promise, number: int) -> Fact:
        month, terms = self.scene.year_so_far[number - 1], promise.terms
        holding = self.scene.deciding(promise.agreement.holder_id, month)
        if holding is None:
            return NOTHING
        good, decided = self._cases.get((terms.register, terms.case_class, holding.unit_id, month), (0, 0))
        return realisation(good, decided), good, decided

    def _work_out(self, terms: Terms, begins: int, known: str, facts: tuple[Fact, ...]) -> Figures:
        months = [from_stored(month) for month in json.loads(known)] if known else []
        for number, fact in enumerate(facts, start=len(months)):
            months.append(self._month(terms, number, number >= begins, terms.monthly[number], fact))
        achieved = month_achievement(months[-1], polarity=terms.polarity, policy=self.scene.policy)
        return Figures(months, achieved, self._to_date(terms, months, self.scene.month))

    def _month(self, terms: Terms, number: int, in_force: bool, target: Decimal | None, fact: Fact) -> TargetMonth:
        value, good, decided = fact
        state = month_state(
            source=terms.source,
            polarity=terms.polarity,
            in_force=in_force,
            target=target,
            reading=value,
            reading_due=self._due[self.scene.year_so_far[number]],
            decided=decided,
        )
        return TargetMonth(in_force, state, target, value, good, decided)

    def _to_date(self, terms: Terms, months: Sequence[TargetMonth], month: date) -> YearToDate | None:
        return year_to_date(
            polarity=terms.polarity,
            accumulation=terms.accumulation,
            source=terms.source,
            months=months,
            policy=self.scene.policy_of(month),
        )

    def _outcomes(self, promise: Promise, months: list[TargetMonth]) -> list[pledge.Outcome]:
        """Each month by its own achievement and its own year to date, under its own policy (rules §0, §9)."""
        found = []
        for number, month in enumerate(self.scene.year_so_far, start=1):
            policy = self.scene.policy_of(month)
            ytd = self._to_date(promise.terms, months[:number], month)
            found.append(
                pledge.month_outcome(
                    state=months[number - 1].state,
                    achievement=month_achievement(months[number - 1], polarity=promise.terms.polarity, policy=policy),
                    ytd_achievement=ytd.achievement if ytd else None,
                    accumulation=promise.terms.accumulation,
                    source=promise.terms.source,
                    excused=(promise.id, number) in self._excused,
                )
            )
        return found

    def _threshold(self, promise: Promise, begins: int) -> int:
        values = ((number >= begins, target) for number, target in enumerate(promise.terms.monthly))
        count = pledge.months_with_target(values, polarity=promise.terms.polarity)
        return pledge.threshold(months_with_target=count, policy=self.scene.policy)


def sums_of_all(scene: Scene) -> Sums:
    """The activities of every target, without what the cascade adds, in the months that no closed month has kept."""
    return own_sums(scene.year_so_far[queries.latest_closed(scene.month).number :])


def scores_by_agreement(decided: Sequence[Decided]) -> dict[int, tuple[Decimal | None, Decimal | None]]:
    """(score of the month, score of the year to date) of each agreement (rules §3)."""
    grouped: dict[int, list[Decided]] = {}
    for target in decided:
        grouped.setdefault(target.promise.agreement.id, []).append(target)
    known: dict[Hashable, tuple[Decimal | None, Decimal | None]] = {}
    found = {}
    for agreement, targets in grouped.items():
        like = tuple((id(target.promise.terms), id(target.figures)) for target in targets)
        if like not in known:
            known[like] = _scores(targets)
        found[agreement] = known[like]
    return found


def _scores(targets: Sequence[Decided]) -> tuple[Decimal | None, Decimal | None]:
    months = ((target.promise.terms.weight, target.figures.achievement) for target in targets)
    to_date = (
        (target.promise.terms.weight, target.figures.ytd.achievement if target.figures.ytd else None)
        for target in targets
    )
    return agreement_score(months), agreement_score(to_date)
