"""``seed_demo``: fills an empty database with the demo city Kota Tirtawangi."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kinerja.errors import DomainError
from organization.models import Employee
from scoring.demo.install import end_of, install_demo
from scoring.demo.logins import DEMO_LOGINS, DEMO_PASSWORD
from scoring.periods import local_now


class Command(BaseCommand):
    """Thin door to ``install_demo``."""

    help = "Fills an empty database with the demo city and prints its logins."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """``--if-empty`` makes a filled database no error; ``--today`` sets the day up to which the story goes."""
        parser.add_argument("--if-empty", action="store_true", help="do nothing when there are people already")
        parser.add_argument("--today", type=date.fromisoformat, help="the day up to which the story goes")

    def handle(self, *args: Any, **options: Any) -> None:
        """Install, then print with whom to log in."""
        if options["if_empty"] and Employee.objects.exists():
            return
        day: date | None = options["today"]
        try:
            install_demo(today=day or local_now().date(), as_of=end_of(day) if day else None, report=self.stderr.write)
        except DomainError as error:
            raise CommandError(str(error.message)) from error
        for label, name, nip in DEMO_LOGINS:
            self.stdout.write(f"{label:<42} {nip}  {name}")
        self.stdout.write(f"{'Kata sandi':<42} {DEMO_PASSWORD}")
