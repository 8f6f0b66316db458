"""The lines of the ranking page: rank, change since the month before, twelve months, what the targets say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q

from organization.models import UnitKind
from scoring.models import Achievement, OrganizationScore, Revision
from scoring.queries.frame import is_finished
from scoring.queries.history import History, score_before, unit_histories
from scoring.rules.ranking import rank
from scoring.rules.standing import Standing, standing

#: Falling by so many ranks in a month is worth a word.
STEEP_FALL = 3


@dataclass(frozen=True, slots=True)
class TargetCounts:
    """How many due targets of an agreement are reached, short, and far behind."""

    reached: int = 0
    short: int = 0
    behind: int = 0


@dataclass(frozen=True, slots=True)
class RankingLine:
    """One OPD. ``climbed`` is positive when it moved up, None when one of the two months has no rank."""

    figure: OrganizationScore
    rank: int | None
    tied: bool
    score: Decimal | None
    climbed: int | None
    history: History
    targets: TargetCounts
    finished: bool

    @property
    def standing(self) -> Standing:
        """Word and shape of the score."""
        return standing(self.score, finished=self.finished)

    @property
    def fell_steeply(self) -> bool:
        """Whether it lost so many ranks that somebody should look."""
        return self.climbed is not None and self.climbed <= -STEEP_FALL


def ranking_lines(revision: Revision, *, to_date: bool) -> list[RankingLine]:
    """Every OPD in the order of the ranking (rules §10); three queries whatever the number of OPDs."""
    figures = list(
        OrganizationScore.objects.filter(revision=revision, unit__kind=UnitKind.OPD).select_related("unit", "head")
    )
    by_code = {figure.unit.code: figure for figure in figures}
    histories = unit_histories([figure.unit_id for figure in figures], revision.month_id, to_date=to_date)
    before = _ranks_before(figures, histories, revision)
    counts = target_counts(revision, (figure.agreement_id for figure in figures), to_date=to_date)
    # A year to date is made of finished months, but for the last one: it is judged like any other.
    finished = to_date or is_finished(revision)
    ranked = rank((code, figure.iko_ytd if to_date else figure.iko) for code, figure in by_code.items())
    shared = [line.rank for line in ranked]
    return [
        RankingLine(
            figure=by_code[line.code],
            rank=line.rank,
            tied=line.rank is not None and shared.count(line.rank) > 1,
            score=line.score,
            climbed=_climbed(before.get(line.code), line.rank),
            history=histories.get(by_code[line.code].unit_id, []),
            finished=finished,
            targets=counts.get(by_code[line.code].agreement_id or 0, TargetCounts()),
        )
        for line in ranked
    ]


def _ranks_before(
    figures: Iterable[OrganizationScore], histories: Mapping[int, History], revision: Revision
) -> dict[str, int | None]:
    scores = (
        (figure.unit.code, score_before(histories.get(figure.unit_id, []), revision.month_id)) for figure in figures
    )
    return {line.code: line.rank for line in rank(scores)}


def _climbed(before: int | None, now: int | None) -> int | None:
    return None if before is None or now is None else before - now


def target_counts(
    revision: Revision, agreement_ids: Iterable[int | None], *, to_date: bool = False
) -> dict[int, TargetCounts]:
    """Agreement id → how its due targets stand."""
    field = "ytd_achievement" if to_date else "achievement"
    rows = (
        Achievement.objects.filter(revision=revision, target__agreement_id__in=[pk for pk in agreement_ids if pk])
        .values_list("target__agreement_id")
        .annotate(
            reached=Count("pk", filter=Q(**{f"{field}__gte": 100})),
            short=Count("pk", filter=Q(**{f"{field}__gte": 80, f"{field}__lt": 100})),
            behind=Count("pk", filter=Q(**{f"{field}__lt": 80})),
        )
    )
    return {agreement: TargetCounts(*counts) for agreement, *counts in rows}
