"""``explain NIP MONTH [--format text|json]``."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import CommandParser

from kinerja.errors import DomainError
from kinerja.management.base import DomainCommand
from scoring.models import IndividualScore
from scoring.periods import parse_month
from scoring.queries.explain import person_tree
from scoring.queries.published import published
from scoring.rules.explanation import Node, to_json


class Command(DomainCommand):
    """Prints where a person's figures come from."""

    help = "Jelaskan asal setiap angka seorang pegawai dalam satu bulan."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose month, and in which form."""
        parser.add_argument("nip")
        parser.add_argument("month", help="TTTT-BB")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def run(self, **options: Any) -> None:
        """Rebuild the tree from the revision and print it."""
        revision = published(parse_month(options["month"]))
        score = IndividualScore.objects.filter(revision=revision, employee__nip=options["nip"].replace(" ", "")).first()
        if score is None:
            raise DomainError(
                "score_unknown", f"NIP {options['nip']} tidak mempunyai angka pada bulan {options['month']}."
            )
        tree = person_tree(score)
        if options["format"] == "json":
            self.stdout.write(json.dumps(to_json(tree), ensure_ascii=False, indent=1))
        else:
            self._print(tree, 0)

    def _print(self, node: Node, depth: int) -> None:
        formula = f"  = {node.expression}" if node.expression else ""
        self.stdout.write(f"{'  ' * depth}{node.key}: {node.value}{formula}  [{node.label}; {node.source}]")
        for child in node.inputs:
            self._print(child, depth + 1)
