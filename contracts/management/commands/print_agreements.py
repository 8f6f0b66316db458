"""``print_agreements 2027 [--opd CODE] [--heads] [--drafts] [--duplex] --output F.pdf``."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from contracts.actions.volumes import bind_papers, scope_of
from contracts.paper.bound import Bound
from contracts.queries.volumes import papers_for, places
from kinerja.errors import DomainError
from kinerja.management.base import DomainCommand
from organization.models import Unit


class Command(DomainCommand):
    """Writes the agreements of an OPD or of everybody in one file."""

    help = "Jilid perjanjian kinerja satu OPD atau seluruh daerah dalam satu PDF dengan daftar isi."

    def add_arguments(self, parser: CommandParser) -> None:
        """Of which year, of whom, and where to."""
        parser.add_argument("year", type=int, help="TTTT")
        parser.add_argument("--opd", help="kode OPD atau unit")
        parser.add_argument("--heads", action="store_true", help="hanya kepala OPD dan pimpinan daerah")
        parser.add_argument("--drafts", action="store_true", help="sertakan yang belum berlaku, bertanda KONSEP")
        parser.add_argument("--duplex", action="store_true", help="setiap naskah mulai di halaman ganjil")
        parser.add_argument("--output", required=True, help="berkas PDF yang ditulis")

    def run(self, **options: Any) -> None:
        """Bind and say how many were bound and how many left out."""
        unit = _unit(options["opd"])
        found = places(year=options["year"], unit=unit, heads_only=options["heads"])
        counts = {"bound": 0, "left": 0}

        def counted() -> Iterator[Bound]:
            for paper in papers_for([place.planned for place in found], drafts=options["drafts"]):
                counts["left" if paper is None else "bound"] += 1
                if paper is not None:
                    yield paper

        scope = scope_of(unit)
        content = bind_papers(counted(), year=options["year"], scope=scope, duplex=options["duplex"])
        Path(options["output"]).write_bytes(content)
        self.stdout.write(
            _("%(file)s: %(bound)s perjanjian, %(left)s belum berlaku dilewati.")
            % {"file": options["output"], **counts}
        )


def _unit(code: str | None) -> Unit | None:
    if code is None:
        return None
    unit = Unit.objects.filter(code=code).first()
    if unit is None:
        raise DomainError("unknown_unit", _("Tidak ada unit berkode %(code)s.") % {"code": code})
    return unit
