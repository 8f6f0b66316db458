"""Opens a table file, checks its header, and gives its rows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _

from kinerja.tables.csv_reader import Row, find_delimiter, read_csv
from kinerja.tables.errors import Problem, TableError
from kinerja.tables.specs import Table
from kinerja.tables.xlsx_reader import read_xlsx

Report = Callable[[Problem], None]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The columns of a file in its own order, and its rows, still to be read. ``delimiter`` is empty for a workbook."""

    columns: tuple[str, ...]
    rows: Iterator[Row]
    file: BinaryIO
    delimiter: str


def file_format(name: str) -> str:
    """``csv`` or ``xlsx`` by the name of the file; TableError for anything else."""
    suffix = Path(name).suffix.lower().lstrip(".")
    if suffix not in {"csv", "xlsx"}:
        message = _("“%(name)s” bukan tabel. Pakai berkas .csv atau .xlsx.")
        raise TableError("table_format", message % {"name": Path(name).name})
    return suffix


def open_sheet(table: Table, file: BinaryIO, name: str) -> Sheet:
    """Read the header; TableError names an unknown, doubled or missing column."""
    delimiter = find_delimiter(file) if file_format(name) == "csv" else ""
    families = {column.name: column.cell.family for column in table.columns}
    rows = read_csv(file, delimiter) if delimiter else read_xlsx(file, families)
    header = next(rows, None)
    if header is None:
        raise TableError("table_empty", _("Berkas ini kosong. Baris pertama harus berisi nama kolom."))
    columns = tuple(cell.strip() for cell in header[1])
    _check_header(table, columns)
    return Sheet(columns, rows, file, delimiter)


def _check_header(table: Table, columns: tuple[str, ...]) -> None:
    if len(columns) == 1 and "\t" in columns[0]:
        raise TableError(
            "column_tabs", _("Kolom berkas ini dipisahkan tab. Simpan ulang sebagai “CSV UTF-8” dengan koma.")
        )
    known = [column.name for column in table.columns]
    allowed = ", ".join(known)
    for name in columns:
        if name not in known:
            message = _("Kolom “%(name)s” tidak dikenal dalam tabel %(kind)s. Kolom yang diterima: %(allowed)s.")
            raise TableError("column_unknown", message % {"name": name[:60], "kind": table.kind, "allowed": allowed})
        if columns.count(name) > 1:
            raise TableError("column_doubled", _("Kolom “%(name)s” muncul lebih dari sekali.") % {"name": name})
    missing = [column.name for column in table.columns if column.required and column.name not in columns]
    if missing:
        message = _("Kolom wajib tidak ada: %(names)s.")
        raise TableError("column_missing", message % {"names": ", ".join(missing)})


def full_rows(sheet: Sheet, report: Report) -> Iterator[Row]:
    """The rows that have exactly one cell for each column; the others are reported."""
    width = len(sheet.columns)
    for number, row in sheet.rows:
        if len(row) == width:
            yield number, row
        elif any(row):
            message = _("Baris ini mempunyai %(cells)d sel, seharusnya %(columns)d.")
            report(Problem(number, "", message % {"cells": len(row), "columns": width}))
