"""``print_agreement 2027 197504122000031004 [--kind pko] --output F.pdf``."""

from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.db.models import F
from django.utils.translation import gettext as _

from contracts.models import Agreement, AgreementKind
from contracts.models.agreement import precedence
from contracts.queries.papers import copy_of, paper_of, standing_version
from kinerja.errors import DomainError
from kinerja.management.base import DomainCommand


class Command(DomainCommand):
    """Writes one person's agreement."""

    help = "Tulis perjanjian kinerja satu orang sebagai PDF: naskah bertanda tangan, atau konsepnya."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose, of which year, and where to."""
        parser.add_argument("year", type=int, help="TTTT")
        parser.add_argument("nip")
        parser.add_argument("--kind", choices=AgreementKind.values, help="jenis; bawaan: yang dinilai pada akhir tahun")
        parser.add_argument("--output", required=True, help="berkas PDF yang ditulis")

    def run(self, **options: Any) -> None:
        """Write the stored paper byte for byte, or what stands for it, and say which."""
        found = Agreement.objects.filter(year=options["year"], holder__nip=options["nip"])
        if options["kind"]:
            found = found.filter(kind=options["kind"])
        # One that was ended by a move gives way to the one that goes on.
        latest = (F("ended_on").desc(nulls_first=True), precedence(date(options["year"], 12, 31)), "-pk")
        agreement = found.select_related("holder", "superior", "position").order_by(*latest).first()
        if agreement is None:
            raise DomainError(
                "no_agreement",
                _("Tidak ada perjanjian %(nip)s tahun %(year)s.") % {"nip": options["nip"], "year": options["year"]},
            )
        version = standing_version(agreement)
        content = paper_of(version) if version else copy_of(agreement)
        Path(options["output"]).write_bytes(content)
        state = version.get_state_display() if version else _("salinan dari data")
        self.stdout.write(f"{options['output']}: {agreement.holder.name}, {state}, {len(content)} B.")
