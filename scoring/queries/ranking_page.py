"""The lines of the ranking page: rank, change since the month before, twelve months, what the targets say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from kinerja.reading import parsed
from scoring.models import Revision
from scoring.periods import month_before
from scoring.queries.lasting import figures_text
from scoring.queries.published import CURRENT
from scoring.rules.ranking import rank
from scoring.rules.standing import Standing, standing

Row = dict[str, Any]
#: Falling by so many ranks in a month is worth a word.
STEEP_FALL = 3

# One text with everything that the page says of the OPDs: the page is drawn anew only when it differs. The column of
# the score is one of two names of ours.
_LINES = """
SELECT coalesce(json_agg(line ORDER BY line.code), '[]')::text
FROM (
    SELECT s.unit_id, u.code, u.name, coalesce(h.name, '') AS head, s.{score} AS score, s.reason,
        coalesce(history.months, '[]') AS history, counts.reached, counts.short, counts.behind
    FROM scoring_organizationscore s
    JOIN organization_unit u ON u.id = s.unit_id
    LEFT JOIN organization_employee h ON h.id = s.head_id
    LEFT JOIN LATERAL (
        SELECT json_agg(json_build_array(r.month_id, o.{score}) ORDER BY r.month_id) AS months
        FROM scoring_revision r
        JOIN scoring_organizationscore o ON o.revision_id = r.id AND o.unit_id = s.unit_id
        WHERE r.state = ANY(%(current)s) AND r.month_id > %(since)s AND r.month_id <= %(month)s
        AND o.{score} IS NOT NULL
    ) history ON true
    LEFT JOIN LATERAL (
        SELECT count(*) FILTER (WHERE a.{achievement} >= 100) AS reached,
            count(*) FILTER (WHERE a.{achievement} >= 80 AND a.{achievement} < 100) AS short,
            count(*) FILTER (WHERE a.{achievement} < 80) AS behind
        FROM contracts_target t
        JOIN scoring_achievement a ON a.revision_id = s.revision_id AND a.target_id = t.id
        WHERE t.agreement_id = s.agreement_id
    ) counts ON true
    WHERE s.revision_id = %(revision)s AND u.kind = 'opd'
) line
"""
_AS_READ = ("unit_id", "code", "name", "head", "reason", "score", "reached", "short", "behind")
_MONTH = {"score": "iko", "achievement": "achievement"}
_TO_DATE = {"score": "iko_ytd", "achievement": "ytd_achievement"}


@dataclass(frozen=True, slots=True)
class RankingLine:
    """One OPD. ``climbed`` is positive when it moved up, None when one of the two months has no rank.

    ``reached``, ``short`` and ``behind`` count the due targets of its head; ``history`` are the scores of the months
    that have one, up to twelve, oldest first.
    """

    unit_id: int
    code: str
    name: str
    head: str
    reason: str
    rank: int | None
    tied: bool
    score: Decimal | None
    climbed: int | None
    history: tuple[Decimal, ...]
    reached: int
    short: int
    behind: int
    finished: bool

    @property
    def standing(self) -> Standing:
        """Word and shape of the score."""
        return standing(self.score, finished=self.finished)

    @property
    def fell_steeply(self) -> bool:
        """Whether it lost so many ranks that somebody should look."""
        return self.climbed is not None and self.climbed <= -STEEP_FALL


def ranking_text(revision: Revision, *, to_date: bool) -> str:
    """Every OPD of a revision with its figures, its twelve months and its targets, as JSON; one query."""
    month = revision.month_id
    asked = {
        "revision": revision.pk,
        "month": month,
        "since": month.replace(year=month.year - 1),
        "current": [str(state) for state in CURRENT],
    }
    return figures_text(_LINES.format(**(_TO_DATE if to_date else _MONTH)), asked)


def ranking_lines(text: str, month: date, *, finished: bool) -> list[RankingLine]:
    """Every OPD of a ``ranking_text`` in the order of the ranking (rules §10)."""
    # Figures have two decimals in the database and thus a point in the text: none is read as a whole number.
    rows = {row["code"]: row for row in parsed(text)}
    before = _ranks_before(rows.values(), month)
    ranked = rank((code, row["score"]) for code, row in rows.items())
    shared = [line.rank for line in ranked]
    return [
        RankingLine(
            **{key: rows[line.code][key] for key in _AS_READ},
            rank=line.rank,
            tied=line.rank is not None and shared.count(line.rank) > 1,
            climbed=_climbed(before.get(line.code), line.rank),
            history=tuple(score for _month, score in rows[line.code]["history"]),
            finished=finished,
        )
        for line in ranked
    ]


def _ranks_before(rows: Iterable[Row], month: date) -> dict[str, int | None]:
    wanted = str(month_before(month))
    return {line.code: line.rank for line in rank((row["code"], dict(row["history"]).get(wanted)) for row in rows)}


def _climbed(before: int | None, now: int | None) -> int | None:
    return None if before is None or now is None else before - now
