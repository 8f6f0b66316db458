"""A unit's month: its targets, the units below it, and its people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F, QuerySet

from organization.access import units_below
from organization.models import Unit
from scoring.models import Achievement, IndividualScore, OrganizationScore, Revision
from scoring.queries.frame import is_finished
from scoring.queries.history import History, unit_histories
from scoring.queries.published import ranking
from scoring.rules.standing import Standing, standing


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit below, with its score and its twelve months."""

    figure: OrganizationScore
    history: History
    finished: bool

    @property
    def standing(self) -> Standing:
        """Word and shape of the score."""
        return standing(self.figure.iko, finished=self.finished)


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A target of the head's agreement in the month and over the year to date."""

    row: Achievement
    finished: bool

    @property
    def standing(self) -> Standing:
        """Word and shape of the month's achievement."""
        return standing(self.row.achievement, finished=self.finished)

    @property
    def short(self) -> Decimal | None:
        """What is missing to 100, None when nothing is."""
        achieved = self.row.achievement
        return Decimal(100) - achieved if achieved is not None and achieved < 100 else None


def figure_of(revision: Revision, unit: Unit) -> OrganizationScore | None:
    """The score of a unit in a revision, with its head."""
    figure = OrganizationScore.objects.filter(revision=revision, unit=unit).select_related("head").first()
    if figure is not None:
        figure.revision, figure.unit = revision, unit
    return figure


def target_lines(figure: OrganizationScore) -> list[TargetLine]:
    """The targets behind a score, those that need a look first."""
    if figure.agreement_id is None:
        return []
    rows = Achievement.objects.filter(revision=figure.revision, target__agreement_id=figure.agreement_id)
    finished = is_finished(figure.revision)
    lines = [TargetLine(row, finished) for row in rows.select_related("target").order_by("target__indicator_code")]
    return sorted(lines, key=_by_need)


def _by_need(line: TargetLine) -> tuple[int, Decimal, str]:
    achieved = line.row.achievement
    return int(achieved is None), achieved or Decimal(0), line.row.target.indicator_code


def unit_lines(revision: Revision, unit: Unit) -> list[UnitLine]:
    """The units directly below, the weakest first; two queries."""
    figures = list(
        OrganizationScore.objects.filter(revision=revision, unit__parent=unit).select_related("unit", "head")
    )
    histories = unit_histories([figure.unit_id for figure in figures], revision.month_id)
    finished = is_finished(revision)
    lines = [UnitLine(figure, histories.get(figure.unit_id, []), finished) for figure in figures]
    return sorted(lines, key=lambda line: (line.figure.iko is None, line.figure.iko or 0, line.figure.unit.code))


def people_of(revision: Revision, unit: Unit) -> QuerySet[IndividualScore]:
    """The people of a unit and of those below it, the lowest IKI first."""
    return (
        IndividualScore.objects.filter(revision=revision, unit_id__in=units_below(frozenset({unit.pk})))
        .select_related("employee", "unit")
        .defer("breakdown", "days")
        .order_by(F("iki").asc(nulls_last=True), "employee__nip")
    )


def place_of(revision: Revision, unit: Unit) -> tuple[int | None, int]:
    """(rank of an OPD, number of ranked OPDs) in the month."""
    lines = ranking(revision)
    ranked = [line for line in lines if line.rank is not None]
    return next((line.rank for line in ranked if line.code == unit.code), None), len(ranked)


def history_of(unit: Unit, month: date) -> History:
    """The twelve months of a unit, its earlier heads' months included (rules §3)."""
    return unit_histories([unit.pk], month).get(unit.pk, [])


def ancestors_of(unit: Unit) -> list[Unit]:
    """The units above, the highest first, without the region; at most as many queries as the tree is deep."""
    found: list[Unit] = []
    above = unit.parent
    while above is not None and above.parent_id is not None:
        found.append(above)
        above = above.parent
    return found[::-1]
