"""``review_pledges 2026 [--as-of 2026-09]``."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.management.base import CommandParser

from kinerja.audit import acting
from kinerja.errors import DomainError
from kinerja.management.base import DomainCommand
from scoring.actions.review import review_pledges
from scoring.periods import local_now, parse_month, parse_year
from scoring.queries.published import pledges


class Command(DomainCommand):
    """Brings the pledges of a year up to date from the command line."""

    help = "Periksa pernyataan kesanggupan satu tahun, per bulan tertentu (tanpa --as-of: Desember)."

    def add_arguments(self, parser: CommandParser) -> None:
        """The year, and the month as of which it is looked at."""
        parser.add_argument("year", help="TTTT")
        parser.add_argument("--as-of", help="TTTT-BB")

    def run(self, **options: Any) -> None:
        """Review and say how many pledges stand where."""
        year = parse_year(options["year"])
        month = parse_month(options["as_of"]) if options["as_of"] else self._latest(year)
        if month.year != year:
            raise DomainError("month_outside_year", f"Bulan {month:%Y-%m} tidak termasuk tahun {year}.")
        with acting("review_pledges"):
            revision = review_pledges(month=month)
        rows = list(pledges(revision))
        counts = {status: sum(row[3] == status for row in rows) for status in ("ok", "watch", "at_risk", "breached")}
        words = ", ".join(f"{status} {count}" for status, count in counts.items())
        flagged = len({row[0] for row in rows if row[4]})
        self.stdout.write(f"{month:%Y-%m}: {len(rows)} sasaran ({words}), {flagged} pernyataan ditandai.")

    def _latest(self, year: int) -> date:
        """December, or the running month while the year runs."""
        today = local_now().date()
        return today.replace(day=1) if today.year == year else date(year, 12, 1)
