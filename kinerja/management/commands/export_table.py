"""``export_table KIND [PERIOD] [--format csv|xlsx] [--output FILE]``."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from kinerja.errors import DomainError
from kinerja.tables.exporting import Outgoing, outgoing
from kinerja.tables.writers import write_csv_bytes, write_xlsx


class Command(BaseCommand):
    """Write a table to a file or to standard output."""

    help = "Export an interchange table or a result. PERIOD is a year or a month; without it the whole table."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """KIND, PERIOD and where to."""
        parser.add_argument("kind", metavar="KIND")
        parser.add_argument("period", metavar="PERIOD", nargs="?", default="")
        parser.add_argument("--format", choices=["csv", "xlsx"], default="csv")
        parser.add_argument("--output", metavar="FILE", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Export."""
        try:
            table = outgoing(kind=options["kind"], period=options["period"])
            if options["output"] is None:
                self._write(sys.stdout.buffer, table, options["format"])
                return
            with options["output"].open("wb") as file:
                self._write(file, table, options["format"])
        except OSError as error:
            raise CommandError(_("Berkas tidak dapat ditulis: %(reason)s") % {"reason": error.strerror}) from error
        except DomainError as error:
            raise CommandError(error.message) from error

    def _write(self, file: BinaryIO, table: Outgoing, how: str) -> None:
        (write_xlsx if how == "xlsx" else write_csv_bytes)(file, table.columns, table.rows)
