"""``import_table KIND FILE [--dry-run]``: one interchange table into the database, all of it or nothing."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from kinerja.audit import acting
from kinerja.errors import DomainError
from kinerja.tables.commands import ProgressLine, result_line, tell_problem, tell_remark, unreadable
from kinerja.tables.importing import import_table


class Command(BaseCommand):
    """Import a table; exit code 1 when a row was refused."""

    help = "Import an interchange table from a .csv or .xlsx file, all of it or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """KIND, FILE, --dry-run."""
        parser.add_argument("kind", metavar="KIND")
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="check and count, write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, print the counts."""
        progress = ProgressLine()
        path: Path = options["file"]
        try:
            with path.open("rb") as file, acting("import_table", f"{options['kind']} {path.name}"):
                result = import_table(
                    kind=options["kind"],
                    file=file,
                    name=path.name,
                    report=tell_problem,
                    dry_run=options["dry_run"],
                    progress=progress,
                    remark=tell_remark,
                )
        except OSError as error:
            raise unreadable(path, error) from error
        except DomainError as error:
            raise CommandError(f"{path.name}: {error.message}") from error
        finally:
            progress.finish()
        self.stdout.write(result_line(result))
        if result.refused:
            raise CommandError(_("Ada baris yang ditolak, tidak ada yang ditulis."))
        if options["dry_run"]:
            self.stdout.write(_("Percobaan saja, tidak ada yang ditulis."))
