"""The workbook reader spells every cell as a CSV would, and refuses what is not a value."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time

import pytest
from openpyxl import Workbook

from kinerja.tables import xlsx_size
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


def altered(sheet: bytes, **parts: bytes) -> io.BytesIO:
    """A workbook of one column whose rows end in ``sheet``; ``parts`` are added to it, a dot written as ``__``."""
    file = io.BytesIO()
    with zipfile.ZipFile(workbook(["text"], ["a"])) as whole, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name in whole.namelist():
            end = sheet + b"</sheetData>"
            made.writestr(name, whole.read(name).replace(b"</sheetData>", end))
        for name, content in parts.items():
            made.writestr("xl/" + name.replace("__", "."), content)
    file.seek(0)
    return file


def _row(text: bytes) -> bytes:
    return b'<row r="3"><c r="A3" t="inlineStr"><is><t>' + text + b"</t></is></c></row>"


@pytest.fixture
def _small_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, size in {"LARGEST_PART": 20_000, "LARGEST_TEXTS": 40_000, "WINDOW": 4_000}.items():
        monkeypatch.setattr(xlsx_size, name, size)


@pytest.mark.usefixtures("_small_limits")
@pytest.mark.parametrize(
    ("sheet", "parts"),
    [
        (b" " * 25_000, {}),
        (_row(b"x" * 25_000), {}),
        (b"<row>" + b"<c/>" * 6_000 + b"</row>", {}),
        (b"</sheetData>" + b" " * 25_000, {}),
        (b"", {"sharedStrings__xml": b" " * 40_001}),
        (b"", {"styles2__xml": b" " * 20_001}),
    ],
    ids=["blanks", "cell", "row", "after the rows", "texts", "styles"],
)
def test_refuses_what_would_unpack_into_all_memory(sheet: bytes, parts: dict[str, bytes]) -> None:
    with pytest.raises(TableError) as caught:
        list(read_xlsx(altered(sheet, **parts), FAMILIES))
    assert caught.value.code == "xlsx_too_large"


@pytest.mark.usefixtures("_small_limits")
def test_reads_a_large_sheet_whose_rows_are_small() -> None:
    rows = [[f"baris {number}"] for number in range(500)]
    assert len(list(read_xlsx(workbook(["text"], *rows), FAMILIES))) == 501


@pytest.mark.parametrize(
    "rows",
    [b"<row", b'<row r="x"><c r="A3"><v>1</v></c></row>', b'<row r="3"><c r="A3" t="s"><v>77</v></c></row>'],
    ids=["cut off", "row without a number", "text that is not there"],
)
def test_refuses_a_workbook_that_is_broken_further_down(rows: bytes) -> None:
    with pytest.raises(TableError) as caught:
        list(read_xlsx(altered(rows), FAMILIES))
    assert caught.value.code == "xlsx_unreadable"
