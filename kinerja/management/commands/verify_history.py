"""verify_history: recompute the chain over history, hold it against heads kept elsewhere, and rows against history."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from kinerja.chain.checking import Report, check_chain
from kinerja.chain.rows import check_rows
from kinerja.chain.words import sentence


class Command(BaseCommand):
    """``verify_history [--head NUMBER:SHA256 …]``; exit status 1 when something does not fit."""

    help = "Recompute the seals over history and compare them with heads kept outside."

    def add_arguments(self, parser: CommandParser) -> None:
        """Heads, as ``export_history_head`` prints them or the inspectorate received them."""
        parser.add_argument("--head", action="append", default=[], metavar="NUMBER:SHA256")
        parser.add_argument(
            "--heads-from", metavar="FILE", help="a file with a head at the end of each line; - is standard input"
        )

        parser.add_argument("--seals-only", action="store_true", help="leave out the rows of the watched tables")

    def handle(self, *args: Any, **options: Any) -> None:
        """Tell everything that does not fit; without a head from outside, say what cannot be seen then."""
        heads = [line for line in (*options["head"], *_lines(options["heads_from"])) if line.strip()]
        report = check_chain(heads)
        if not options["seals_only"]:
            report.findings += check_rows()
        for finding in report.findings:
            self.stderr.write(sentence(finding))
        self._tell(report, compared=len(heads))
        if report.findings:
            sys.exit(1)

    def _tell(self, report: Report, *, compared: int) -> None:
        say = self.stdout.write
        verdict = f"{len(report.findings)} ketidaksesuaian" if report.findings else "sesuai"
        say(f"{report.seals} segel, {report.rows} baris: {verdict}. Kepala {report.head or '-'}")
        for number in report.guards_changed:
            say(f"Penjaga basis data berubah sebelum segel {number}: cocokkan dengan tanggal pembaruan program.")
        if report.guards_differ:
            say("Penjaga basis data sekarang lain dari yang ada pada segel terakhir.")
        if not compared:
            say("Tanpa --head, ekor yang dipotong dan rantai yang disusun ulang tidak terlihat.")


def _lines(name: str | None) -> list[str]:
    if not name:
        return []
    text = sys.stdin.read() if name == "-" else Path(name).read_text()
    return text.splitlines()
