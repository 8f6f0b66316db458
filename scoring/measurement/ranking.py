"""The ranking of the OPDs with the rank that each had one month earlier (rules §10)."""

from __future__ import annotations

from collections.abc import Iterator

from organization.models import UnitKind
from scoring.measurement.month import Measurement
from scoring.models import Revision
from scoring.periods import month_before, to_local
from scoring.queries.published import Row, current_revision, ranking
from scoring.queries.scene import Scene
from scoring.rules.ranking import Ranked, rank


def rankings(revision: Revision, *, to_date: bool = False) -> Iterator[Row]:
    """(rank, code, IKO in percent, rank one month earlier), by rank; of the month or the year to date."""
    earlier = {row.code: row.rank for row in _earlier(revision, to_date=to_date)}
    for row in ranking(revision, to_date=to_date):
        yield row.rank, row.code, row.score, earlier.get(row.code)


def _earlier(revision: Revision, *, to_date: bool) -> list[Ranked]:
    """The ranking one month earlier: as scored, else measured now, as of the same instant, and not stored."""
    month = month_before(revision.month_id)
    before = current_revision(month)
    if before is not None:
        return ranking(before, to_date=to_date)
    measurement = Measurement(Scene(month, to_local(revision.as_of)))
    opds = [unit for unit in measurement.scene.scope_units if unit.kind == UnitKind.OPD]
    figures = ((unit.code, measurement.unit_figures[unit.id]) for unit in opds)
    return rank((code, figure.iko_ytd if to_date else figure.iko) for code, figure in figures)
