"""``score_month 2026-03 [--opd CODE] [--as-of 2026-04-09T08:00]``."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from kinerja.audit import acting
from kinerja.management.base import DomainCommand
from scoring.actions.score import score_month
from scoring.periods import parse_instant, parse_month


class Command(DomainCommand):
    """Scores a month from the command line."""

    help = "Hitung satu bulan, seluruh kota atau satu OPD."

    def add_arguments(self, parser: CommandParser) -> None:
        """The month, and what narrows or dates it."""
        parser.add_argument("month", help="TTTT-BB")
        parser.add_argument("--opd", help="kode OPD")
        parser.add_argument("--as-of", help="TTTT-BB-HHTJJ:MM, waktu setempat")

    def run(self, **options: Any) -> None:
        """Score and say which revision it became."""
        as_of = parse_instant(options["as_of"]) if options["as_of"] else None
        with acting("score_month"):
            revision = score_month(month=parse_month(options["month"]), opd_code=options["opd"], as_of=as_of)
        people = revision.individual_scores.count()
        self.stdout.write(f"{revision.month_id:%Y-%m}: revisi {revision.number}, {people} pegawai.")
