"""The file as text in the temporary table ``staging``, filled by COPY in bounded memory."""

import csv
import io
from collections.abc import Callable, Iterator
from itertools import islice

from django.db.backends.utils import CursorWrapper

from kinerja.tables.csv_reader import Row
from kinerja.tables.specs import Table

BATCH = 2000
GUARD = r"'^''+[=+@\t\r-]'"

Progress = Callable[[int], None]


def sql(*parts: str) -> str:
    """Join the words of a statement. Every name in it comes from our own declarations, values never do."""
    return " ".join(part for part in parts if part)


def quoted(name: str) -> str:
    """A column name, safe for words that SQL keeps for itself (``end``, ``limit``)."""
    return '"' + name + '"'


class RowStream:
    """CSV text made from rows on demand, as COPY reads it; ``guarded`` once a cell begins with an apostrophe."""

    def __init__(self, rows: Iterator[Row], progress: Progress) -> None:
        self._rows = rows
        self._progress = progress
        self.count = 0
        self.guarded = False

    def read(self, _size: int = -1) -> str:
        """The next batch; empty at the end."""
        buffer = io.StringIO()
        batch = list(islice(self._rows, BATCH))
        csv.writer(buffer, lineterminator="\n").writerows([(number, *row) for number, row in batch])
        text = buffer.getvalue()
        self.guarded = self.guarded or ",'" in text or ",\"'" in text
        self.count += len(batch)
        self._progress(self.count)
        return text


def stage(cursor: CursorWrapper, columns: tuple[str, ...], rows: Iterator[Row], progress: Progress) -> RowStream:
    """Fill the temporary table ``staging`` with text; an empty cell is NULL."""
    names = [quoted(name) for name in columns]
    cursor.execute("DROP TABLE IF EXISTS staging")
    typed = ", ".join(name + " text" for name in names)
    cursor.execute(sql("CREATE TEMP TABLE staging (row_no bigint,", typed, ") ON COMMIT DROP"))
    stream = RowStream(rows, progress)
    cursor.copy_expert(sql("COPY staging (row_no,", ", ".join(names), ") FROM STDIN (FORMAT csv)"), stream)
    return stream


def unguard(cursor: CursorWrapper, table: Table, columns: tuple[str, ...]) -> None:
    """Take back the apostrophe that the CSV export puts before a text which looks like a formula."""
    texts = [quoted(name) for name in columns if table.column(name).cell.family == "text"]
    if texts:
        bare = [
            sql(name, "= CASE WHEN", name, "~", GUARD, "THEN substr(", name, ", 2) ELSE", name, "END") for name in texts
        ]
        guarded = " OR ".join(sql(name, "~", GUARD) for name in texts)
        cursor.execute(sql("UPDATE staging SET", ", ".join(bare), "WHERE", guarded))
