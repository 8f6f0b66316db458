"""``seed_city``: fills an empty database with a large invented city for measurements."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kinerja.errors import DomainError
from scoring.demo.large.build import Plan, build_city
from scoring.periods import parse_month


class Command(BaseCommand):
    """Thin door to ``build_city``."""

    help = "Fills an empty database with a large invented city, inside PostgreSQL."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Size, months and seed."""
        parser.add_argument("--people", type=int, default=30_000)
        parser.add_argument("--months", type=int, default=1)
        parser.add_argument("--start", default="2026-03", help="first month, YYYY-MM")
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args: Any, **options: Any) -> None:
        """Build and report."""
        try:
            plan = Plan(options["people"], parse_month(options["start"]), options["months"], options["seed"])
            build_city(plan, self.stderr.write)
        except DomainError as error:
            raise CommandError(str(error.message)) from error
