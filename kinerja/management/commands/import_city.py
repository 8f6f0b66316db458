"""``import_city FOLDER``: every table of a folder, in dependency order, in one transaction."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from kinerja.audit import acting
from kinerja.errors import DomainError
from kinerja.tables.commands import ProgressLine, remark_line, result_line, unreadable
from kinerja.tables.errors import Problem
from kinerja.tables.importing import ImportResult, import_city
from kinerja.tables.registry import table_kinds


class Command(BaseCommand):
    """Import a city; exit code 1 and nothing written when a row of any table was refused."""

    help = "Import every table (KIND.csv or KIND.xlsx) of a folder in one transaction."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """FOLDER."""
        parser.add_argument("folder", metavar="FOLDER", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, print the counts of each table."""
        files = self._files(options["folder"])
        progress = ProgressLine()
        try:
            with acting("import_city", str(options["folder"])):
                complete = import_city(
                    files=files, report=self._tell, done=self._done, progress=progress, remark=self._remark
                )
        except DomainError as error:
            raise CommandError(error.message) from error
        except OSError as error:
            raise unreadable(Path(error.filename or options["folder"]), error) from error
        finally:
            progress.finish()
        if not complete:
            raise CommandError(_("Ada baris yang ditolak, tidak ada yang ditulis."))

    def _files(self, folder: Path) -> dict[str, Path]:
        if not folder.is_dir():
            raise CommandError(_("Tidak ada folder %(folder)s.") % {"folder": folder})
        known = set(table_kinds())
        files: dict[str, Path] = {}
        for path in sorted(folder.iterdir()):
            if path.is_dir() or path.stem.upper() == "README":
                continue
            if path.stem not in known or path.suffix not in {".csv", ".xlsx"}:
                self.stderr.write(_("%(file)s bukan nama tabel, dilewati.") % {"file": path.name})
            elif path.stem in files:
                raise CommandError(_("Tabel %(kind)s ada dua kali di folder ini.") % {"kind": path.stem})
            else:
                files[path.stem] = path
        if not files:
            raise CommandError(_("Tidak ada tabel di folder %(folder)s.") % {"folder": folder})
        return files

    def _tell(self, kind: str, problem: Problem) -> None:
        self.stderr.write(f"{kind}: {problem}")

    def _remark(self, kind: str, remark: Problem) -> None:
        self.stderr.write(f"{kind}: {remark_line(remark)}")

    def _done(self, result: ImportResult) -> None:
        self.stdout.write(result_line(result))
