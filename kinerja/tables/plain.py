"""The short way for large CSV files: bytes go to COPY as they are, when PostgreSQL reads them just as we would.

PostgreSQL takes a quote inside an unquoted cell for an opening one, and reads dates and hours that our tables refuse.
So each block is matched against the shape of its columns first; whatever is not plain is left to the careful reader,
which finds the words for what is wrong.
"""

import re
from collections.abc import Callable, Sequence
from typing import BinaryIO

from kinerja.tables.specs import Column

Progress = Callable[[int], None]

BLOCK = 1 << 20
_ANY = r'(?:"(?:[^"]++|"")*+"|[^"%s\r\n]*+)'


def record_pattern(columns: Sequence[Column], delimiter: str) -> re.Pattern[bytes]:
    """As many whole records as there are, each cell of the shape of its column."""
    cells = [_cell_pattern(column, delimiter) for column in columns]
    return re.compile(("(?:" + re.escape(delimiter).join(cells) + r"\r?\n)*+").encode(), re.ASCII)


def _cell_pattern(column: Column, delimiter: str) -> str:
    shape = column.cell.shape
    if not shape:
        return _ANY % re.escape(delimiter)
    return f'(?:{shape}|"{shape}")' + ("" if column.must_be_filled else "?")


class NotPlainError(Exception):
    """The file needs the careful reader."""


class PlainBlocks:
    """The rest of a CSV file as COPY reads it: whole records, checked to be UTF-8 and plainly quoted."""

    def __init__(self, file: BinaryIO, columns: Sequence[Column], delimiter: str, progress: Progress) -> None:
        self._file = file
        self._progress = progress
        self._rest = b""
        self._records = record_pattern(columns, delimiter)
        self._apostrophes = tuple(mark + b"'" for mark in (delimiter.encode(), b"\n", b'"'))
        # A row that was emptied: it is no row of the table, and only the careful reader can leave it out.
        empty = delimiter.encode() * (len(columns) - 1)
        self._emptied = tuple(b"\n" + empty + end for end in (b"\n", b"\r\n"))
        self.count = 0

    def read(self, _size: int = -1) -> bytes:
        """The next records; empty at the end. NotPlainError where bytes must not go by unread."""
        block = self._file.read(BLOCK)
        data = self._rest + block
        if not block and data and not data.endswith(b"\n"):
            data += b"\n"
        end = self._end_of_records(data)
        if (not block and end < len(data)) or (end == 0 and len(data) > 4 * BLOCK):
            raise NotPlainError
        self._rest = data[end:]
        records = data[:end]
        self._check(records)
        self.count += records.count(b"\n")
        self._progress(self.count)
        # An empty answer would end the COPY: a block without a whole record asks for the next one.
        return records if records or not block else self.read()

    def _end_of_records(self, data: bytes) -> int:
        found = self._records.match(data)
        return found.end() if found else 0

    def _check(self, records: bytes) -> None:
        if b"\0" in records or b"\\.\n" in records or any(mark in records for mark in self._apostrophes):
            raise NotPlainError
        if records.startswith(tuple(line[1:] for line in self._emptied)) or any(
            row in records for row in self._emptied
        ):
            raise NotPlainError
        try:
            records.decode()
        except UnicodeDecodeError as error:
            raise NotPlainError from error
