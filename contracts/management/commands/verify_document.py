"""``verify_document F.pdf``: says whether a file is a paper of ours, who signed it, and where it was changed."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from contracts.models import SigningMethod
from contracts.queries.verification import finding, public_paper
from contracts.signing.inspection import MOST_BYTES
from contracts.signing.verify import Examination, Verdict, examine
from kinerja.ui import wording

#: What a program reads.
EXIT = {Verdict.GENUINE: 0, Verdict.ALTERED: 1, Verdict.UNKNOWN: 2}


class Command(BaseCommand):
    """Thin door to ``examine``."""

    help = "Verifies a PDF: genuine, altered or unknown, with its signers. Exit status 0, 1 or 2; 3 without a file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Examine, tell, and leave with the verdict."""
        try:
            with options["file"].open("rb") as file:
                # One byte more than is examined, so that a larger file is seen to be larger.
                examination = examine(file.read(MOST_BYTES + 1))
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}", returncode=3) from error
        self._tell(examination)
        if EXIT[examination.verdict]:
            sys.exit(EXIT[examination.verdict])

    def _tell(self, examination: Examination) -> None:
        self.stdout.write(str(examination.verdict))
        self.stdout.write(f"SHA-256 {examination.sha256}")
        self.stdout.write(finding(examination))
        if examination.version is not None and examination.version.frozen:
            paper = public_paper(examination.version)
            self.stdout.write(f"{paper.title}, {paper.number}: {paper.standing}")
            self.stdout.write(f"{len(examination.signers)}/{examination.due}")
        for one in examination.signers:
            # A paper signed by pen bears a day, not an hour.
            at = wording.day(one.at) if one.method == SigningMethod.WET else wording.moment(one.at)
            self.stdout.write(f"{one.name}, {one.position}, {at}, {one.method_label}")
        for seen in examination.seen:
            words = "valid" if seen.valid else "invalid"
            self.stdout.write(f"{seen.field}: {seen.signer} ({words})")
