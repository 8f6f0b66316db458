"""``load_holidays YEAR``: the national calendar of a year."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from kinerja.audit import acting
from organization.actions.calendar import load_holidays


class Command(BaseCommand):
    """Brings public holidays and joint leave in; edited and withdrawn days stay."""

    help = "Muat hari libur nasional dan cuti bersama satu tahun."

    def add_arguments(self, parser: CommandParser) -> None:
        """The year."""
        parser.add_argument("year", type=int)

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what changed."""
        with acting("load_holidays"):
            for difference in load_holidays(year=options["year"]):
                self.stdout.write(f"{difference.change} {difference.day} {difference.name}")
