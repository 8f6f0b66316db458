"""The results that go out as tables (interchange, "Further exports")."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kinerja.tables import register_export
from scoring.measurement.ranking import rankings
from scoring.models import Revision
from scoring.periods import parse_month, parse_year
from scoring.queries import published
from scoring.queries.published import Row

SCORES = (
    "nip", "month", "unit_code", "opd_code", "level", "results", "activity", "unit", "behaviour", "iki", "iko",
    "productivity", "discipline", "tpp_base", "tpp",
)  # fmt: skip
ACHIEVEMENTS = ("holder_nip", "indicator_code", "month", "state", "target", "realised", "achievement")
TO_DATE = ("holder_nip", "indicator_code", "target", "realised", "achievement")
RANKING = ("rank", "opd_code", "iko", "previous_rank")
PLEDGES = ("holder_nip", "indicator_code", "run", "status", "flagged")
PAYROLL = ("nip", "name", "tpp_base", "productivity", "discipline", "sanction_percent", "tpp", "revision")


def register_exports() -> None:
    """Make the results known to ``export_table`` and to the pages."""
    register_export("scores", SCORES, lambda period: published.scores(_of(period)))
    register_export("achievements", ACHIEVEMENTS, lambda period: published.achievements(_of(period)))
    register_export("ytd", TO_DATE, lambda period: published.year_to_date(_of(period)))
    register_export("rankings", RANKING, lambda period: rankings(_of(period)))
    register_export("rankings_ytd", RANKING, lambda period: rankings(_of(period), to_date=True))
    register_export("pledges", PLEDGES, _pledges)
    register_export("payroll", PAYROLL, lambda period: published.payroll(_of(period)))


def _of(period: str) -> Revision:
    return published.published(parse_month(period))


def _pledges(period: str) -> Iterator[Row]:
    """A year means its December."""
    month = date(parse_year(period), 12, 1) if len(period) == 4 else parse_month(period)
    return published.pledges(published.published(month))
