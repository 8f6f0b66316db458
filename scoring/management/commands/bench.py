"""``bench NAME [--json]``: measures, in a database of its own (``script/bench``)."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from scoring.bench import age, filing, imports, login, pages, papers, score, signing, weight
from scoring.bench.report import Figure, tell

BENCHES: dict[str, Callable[[], Iterator[Figure]]] = {
    "score": score.run,
    "import": imports.run,
    "pages": pages.run,
    "login": login.run,
    "file": filing.run,
    "weight": weight.run,
    "print": papers.run,
    "sign": signing.run,
    "age": age.run,
}


class Command(BaseCommand):
    """Replaces what the database holds: ``script/bench`` gives it one to throw away."""

    help = "Measure a piece of work beside the least it can cost. Empties the database: run it by script/bench."

    def add_arguments(self, parser: CommandParser) -> None:
        """What to measure and how to tell it."""
        parser.add_argument("name", choices=BENCHES)
        parser.add_argument("--json", action="store_true", help="one JSON object a line")
        parser.add_argument("--only", action="append", default=[], metavar="PAGE", help="of the pages only this one")
        parser.add_argument("--replace-everything", action="store_true", required=True, help="the database is empty")

    def handle(self, *args: Any, **options: Any) -> None:
        """Measure; exit status 1 when a bar is missed."""
        name, only = options["name"], options["only"]
        if only and name != "pages":
            raise CommandError("--only names pages: bench pages --only team_today")
        figures = pages.run(only) if only else BENCHES[name]()
        fine = tell(figures, as_json=options["json"], write=self._write)
        if not fine:
            sys.exit(1)

    def _write(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
