"""Order of the organizations by score (rules §10)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Ranked:
    """One line of a ranking: rank (None = unranked), code of the OPD, IKO in percent (None = no score)."""

    rank: int | None
    code: str
    score: Decimal | None


def rank(items: Iterable[tuple[str, Decimal | None]]) -> list[Ranked]:
    """Rank (code, score) pairs: highest first, equals share a rank and skip the next (1, 2, 2, 4), by code.

    Those without a score stand last, unranked, by code (rules §10).
    """
    rows = list(items)
    scored = sorted(((code, score) for code, score in rows if score is not None), key=lambda row: (-row[1], row[0]))
    ranked: list[Ranked] = []
    for place, (code, score) in enumerate(scored, start=1):
        tied = ranked and ranked[-1].score == score
        ranked.append(Ranked(ranked[-1].rank if tied else place, code, score))
    ranked.extend(Ranked(None, code, None) for code in sorted(code for code, score in rows if score is None))
    return ranked
