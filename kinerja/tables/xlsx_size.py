"""Refuses workbooks that would unpack to more than can be read in bounded memory.

A sheet is read row by row, so its size does not matter as long as no single row is giant; the other parts are read as a
whole. The sizes in the archive are binding: ``zipfile`` never unpacks more than they say.
"""

import re
import zipfile
from typing import BinaryIO

from django.utils.translation import gettext as _

from kinerja.tables.errors import TableError

LARGEST_UNPACKED = 1_000_000_000
LARGEST_TEXTS = 100_000_000
"""Of the texts that cells share: openpyxl keeps all of them."""
LARGEST_PART = 20_000_000
"""Of every other part: styles, names, relations; and of what stands in a sheet after its rows."""
WINDOW = 4_000_000
"""A row begins in each stretch of this many bytes, so that no row is longer than two."""

_ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")
_ROWS_END = re.compile(rb"</(?:\w+:)?sheetData\s*>")
_TAG = 64
"""How much of a stretch the next one repeats: a tag may lie across."""


def refuse_bombs(file: BinaryIO) -> None:
    """TableError when a part of the workbook is too large; leaves the file at its beginning."""
    with zipfile.ZipFile(file) as archive:
        parts = archive.infolist()
        if sum(part.file_size for part in parts) > LARGEST_UNPACKED:
            raise _too_large()
        for part in parts:
            if part.filename.startswith("xl/worksheets/"):
                if part.file_size > LARGEST_PART:
                    _refuse_giant_rows(archive, part)
            elif part.filename.endswith((".xml", ".rels")) and part.file_size > _largest(part.filename):
                raise _too_large()
    file.seek(0)


def _largest(name: str) -> int:
    return LARGEST_TEXTS if name.lower().endswith("sharedstrings.xml") else LARGEST_PART


def _refuse_giant_rows(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    read = 0
    last = b""
    with archive.open(part) as sheet:
        while stretch := sheet.read(WINDOW):
            read += len(stretch)
            stretch = last + stretch
            if _ROWS_END.search(stretch):
                if part.file_size - read > LARGEST_PART:
                    raise _too_large()
                return
            if not _ROW.search(stretch):
                raise _too_large()
            last = stretch[-_TAG:]


def _too_large() -> TableError:
    return TableError("xlsx_too_large", _("Buku kerja ini terlalu besar. Pakai CSV untuk tabel sebesar ini."))
