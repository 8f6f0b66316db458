"""Rows of the first sheet of a workbook, every cell spelt as the same text that a CSV file would hold."""

import zipfile
import zlib
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import BinaryIO

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape
from openpyxl.utils.exceptions import InvalidFileException

from kinerja.tables.csv_reader import LONGEST_CELL, Row
from kinerja.tables.errors import TableError
from kinerja.tables.xlsx_size import refuse_bombs

EXACT_DIGITS = 15
"""Excel keeps 15 digits of a number; a NIP of 18 typed as a number has lost its end."""
BROKEN = (
    InvalidFileException,
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    ValueError,
    TypeError,
    IndexError,
    OSError,
    OverflowError,
    RuntimeError,
    SyntaxError,
)
"""What zipfile and openpyxl raise for archives that are cut off, encrypted, or hold something else than a workbook."""


def read_xlsx(file: BinaryIO, families: Mapping[str, str]) -> Iterator[Row]:
    """Row number and cells; ``families`` says for each column name how a number or date cell is spelt.

    Raises TableError for a file that is no workbook, for formulas and error values, with the address of the cell.
    """
    names: list[str] = []
    for number, cells in _sheet_rows(file):
        row = [_text(cell, families.get(names[at]) if at < len(names) else None) for at, cell in enumerate(cells)]
        while row and not row[-1]:
            row.pop()
        if not names:
            names = [name.strip() for name in row]
        if row:
            yield number, row + [""] * (len(names) - len(row))


def _sheet_rows(file: BinaryIO) -> Iterator[tuple[int, tuple[object, ...]]]:
    """Numbered rows of the first sheet; TableError where the archive or what is in it cannot be read, however late."""
    try:
        refuse_bombs(file)
        book = load_workbook(file, read_only=True, data_only=False, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        yield from enumerate(sheet.iter_rows(), start=1)
    except BROKEN as error:
        raise _no_workbook() from error


def _no_workbook() -> TableError:
    return TableError(
        "xlsx_unreadable",
        _("Berkas ini bukan buku kerja .xlsx. Simpan ulang sebagai “Buku Kerja Excel (.xlsx)” atau “CSV UTF-8”."),
    )


def _text(cell: object, family: str | None) -> str:
    value = getattr(cell, "value", None)
    kind = getattr(cell, "data_type", "n")
    if value is None:
        return ""
    if kind == "f":
        raise _at(cell, _("Sel %(cell)s berisi rumus. Tempel sebagai nilai, lalu unggah lagi."))
    if kind == "e":
        raise _at(cell, _("Sel %(cell)s berisi kesalahan rumus (%(value)s)."))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime | date | time):
        return _spell_time(value, family)
    if isinstance(value, int | float):
        return _spell_number(cell, value, family)
    # A workbook spells control characters as _x000D_, which openpyxl leaves as it is.
    text = unescape(str(value))
    if len(text) > LONGEST_CELL:
        raise _at(cell, _("Isi sel %(cell)s terlalu panjang."))
    return text


def _spell_time(value: datetime | date | time, family: str | None) -> str:
    if isinstance(value, time):
        return value.isoformat("seconds")
    if family == "instant" and isinstance(value, datetime):
        return value.isoformat("T", "seconds")
    if family == "time" and isinstance(value, datetime):
        return value.time().isoformat("seconds")
    if family == "month" and value.day == 1:
        return value.strftime("%Y-%m")
    if isinstance(value, datetime) and value.time() != time():
        return value.isoformat("T", "seconds")
    return value.strftime("%Y-%m-%d")


def _spell_number(cell: object, value: float, family: str | None) -> str:
    exact = Decimal(repr(value))
    if exact == exact.to_integral_value():
        exact = exact.to_integral_value()
    text = f"{exact:f}"
    if family == "text" and len(text.lstrip("-")) > EXACT_DIGITS:
        raise _at(
            cell,
            _(
                "Sel %(cell)s tersimpan sebagai angka, padahal Excel hanya menyimpan 15 angka."
                " Ubah format sel menjadi teks dan isi ulang."
            ),
        )
    return text


def _at(cell: object, message: str) -> TableError:
    facts = {"cell": getattr(cell, "coordinate", ""), "value": getattr(cell, "value", "")}
    return TableError("xlsx_cell", message % facts)
