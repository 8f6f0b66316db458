"""``close_month 2026-03``."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from kinerja.audit import acting
from kinerja.management.base import DomainCommand
from scoring.actions.close import close_month
from scoring.periods import parse_month


class Command(DomainCommand):
    """Closes a month from the command line."""

    help = "Tutup satu bulan: hitung terakhir kali, segel, kunci."

    def add_arguments(self, parser: CommandParser) -> None:
        """The month."""
        parser.add_argument("month", help="TTTT-BB")

    def run(self, **options: Any) -> None:
        """Close and print the seal."""
        with acting("close_month"):
            revision = close_month(month=parse_month(options["month"]))
        self.stdout.write(f"{revision.month_id:%Y-%m}: ditutup, revisi {revision.number}, segel {revision.seal}.")
