"""The workbook reader spells every cell as a CSV would, and refuses what is not a value."""

import io
from collections.abc import Sequence
from datetime import date, datetime, time

import pytest
from openpyxl import Workbook

from kinerja.tables.errors import TableError
from kinerja.tables.xlsx_reader import read_xlsx

FAMILIES = {"text": "text", "date": "date", "time": "time", "instant": "instant", "month": "month", "number": "number"}


def workbook(*rows: Sequence[object]) -> io.BytesIO:
    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(list(row))
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    return file


def test_spells_real_cells() -> None:
    names = list(FAMILIES)
    cells: list[object] = [7, date(2026, 3, 1), time(7, 30), datetime(2026, 3, 1, 14, 5), date(2026, 3, 1), 0.1]  # noqa: DTZ001 -- a workbook knows no zone
    read = list(read_xlsx(workbook(names, cells), FAMILIES))
    assert read[1] == (2, ["7", "2026-03-01", "07:30:00", "2026-03-01T14:05:00", "2026-03", "0.1"])


def test_fills_short_rows_and_counts_empty_ones() -> None:
    read = list(read_xlsx(workbook(["text", "date"], [], ["a"]), FAMILIES))
    assert read == [(1, ["text", "date"]), (3, ["a", ""])]


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("=1+1", "Sel A2 berisi rumus"),
        (197803132000021001, "Sel A2 tersimpan sebagai angka"),
    ],
)
def test_refuses_formulas_and_lost_digits(cell: object, words: str) -> None:
    with pytest.raises(TableError, match=words):
        list(read_xlsx(workbook(["text"], [cell]), FAMILIES))


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0 old excel"])
def test_refuses_what_is_no_workbook(content: bytes) -> None:
    with pytest.raises(TableError) as caught:
        list(read_xlsx(io.BytesIO(content), FAMILIES))
    assert caught.value.code == "xlsx_unreadable"
