"""The short way for large CSV files: bytes go to COPY as they are, when PostgreSQL reads them just as we would.

PostgreSQL takes a quote inside an unquoted cell for an opening one, and Latin-1 or NUL only for an error without its
place. So each block is looked at first; whatever is not plain is left to the careful reader, which finds the words.
"""

import re
from collections.abc import Callable
from typing import BinaryIO

Progress = Callable[[int], None]

BLOCK = 1 << 20
_CELL = rb'(?:"(?:[^"]++|"")*+"|[^",\r\n]*+)'


class NotPlainError(Exception):
    """The file needs the careful reader."""


class PlainBlocks:
    """The rest of a CSV file as COPY reads it: whole records, checked to be UTF-8 and plainly quoted."""

    def __init__(self, file: BinaryIO, delimiter: str, progress: Progress) -> None:
        self._file = file
        self._progress = progress
        self._rest = b""
        cell = _CELL.replace(b",", re.escape(delimiter.encode()))
        self._records = re.compile(rb"(?:" + cell + rb"(?:" + re.escape(delimiter.encode()) + cell + rb")*+\r?\n)*+")
        self._apostrophes = tuple(mark + b"'" for mark in (delimiter.encode(), b"\n", b'"'))
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
        if b'"' not in data:
            return data.rfind(b"\n") + 1
        found = self._records.match(data)
        return found.end() if found else 0

    def _check(self, records: bytes) -> None:
        if b"\0" in records or b"\\.\n" in records or any(mark in records for mark in self._apostrophes):
            raise NotPlainError
        try:
            records.decode()
        except UnicodeDecodeError as error:
            raise NotPlainError from error
