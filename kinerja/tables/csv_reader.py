"""Rows of a CSV file: UTF-8, comma or semicolon, a header row, strict quoting."""

import csv
from collections.abc import Iterator
from typing import BinaryIO

from django.utils.translation import gettext as _

from kinerja.tables.errors import TableError

LONGEST_CELL = 100_000
LONGEST_LINE = 4_000_000
BOM = b"\xef\xbb\xbf"

Row = tuple[int, list[str]]


def find_delimiter(file: BinaryIO) -> str:
    """Comma or semicolon, by the header; leaves the file at its first letter, after a byte order mark."""
    start = len(BOM) if file.read(len(BOM)) == BOM else 0
    file.seek(start)
    header = file.readline(LONGEST_LINE)
    file.seek(start)
    return ";" if header.count(b";") > header.count(b",") else ","


def read_csv(file: BinaryIO, delimiter: str) -> Iterator[Row]:
    """Row number (the header is 1) and cells; rows without a filled cell are left out but counted.

    Raises TableError for what no reader can repair: another encoding, a NUL byte, an unclosed quote, a giant cell.
    """
    # The limit is the module's and holds for the process: nothing else here reads CSV with larger cells.
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(_lines(file), delimiter=delimiter, strict=True)
    number = 0
    while True:
        begun = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise _broken(str(error), number + 1, begun, reader.line_num) from error
        number += 1
        # Spreadsheets write ",,," for rows that were emptied, below the table or between.
        if any(row):
            yield number, row


def _lines(file: BinaryIO) -> Iterator[str]:
    number = 0
    while line := file.readline(LONGEST_LINE):
        number += 1
        if len(line) == LONGEST_LINE:
            raise TableError(
                "csv_line_too_long",
                _(
                    "Baris %(line)d terlalu panjang (lebih dari 4 MB)."
                    " Periksa isi selnya, dan apakah tiap baris tabel ada pada baris berkas tersendiri."
                )
                % {"line": number},
            )
        if b"\0" in line:
            message = _("Baris %(line)d memuat byte NUL; berkas ini bukan CSV teks. Ekspor ulang sebagai CSV UTF-8.")
            raise TableError("csv_nul", message % {"line": number})
        try:
            yield line.decode()
        except UnicodeDecodeError as error:
            message = _(
                "Baris %(line)d bukan UTF-8 (byte 0x%(byte)02X pada posisi %(position)d)."
                " Simpan ulang berkas sebagai “CSV UTF-8”."
            )
            facts = {"line": number, "byte": line[error.start], "position": error.start + 1}
            raise TableError("csv_encoding", message % facts) from error


def _broken(reason: str, row: int, first: int, last: int) -> TableError:
    facts = {"row": row, "first": first, "last": last, "limit": LONGEST_CELL}
    if "field limit" in reason and last > first:
        message = _(
            "Baris %(row)d: sel lebih dari %(limit)d huruf, atau tanda kutip yang dibuka pada baris berkas %(first)d"
            " tidak ditutup."
        )
        return TableError("csv_cell_too_long", message % facts)
    if "field limit" in reason:
        return TableError("csv_cell_too_long", _("Baris %(row)d: sel lebih dari %(limit)d huruf.") % facts)
    if "unexpected end" in reason:
        message = _("Baris %(row)d: tanda kutip yang dibuka pada baris berkas %(first)d tidak ditutup.")
        return TableError("csv_quote", message % facts)
    if "new-line" in reason:
        message = _("Baris %(row)d: akhir baris tidak dikenal. Simpan ulang berkas sebagai “CSV UTF-8”.")
        return TableError("csv_newline", message % facts)
    message = _(
        "Baris %(row)d: sesudah tanda kutip penutup harus ada pemisah. Tanda kutip di dalam sel ditulis dua kali."
    )
    return TableError("csv_quote", message % facts)
