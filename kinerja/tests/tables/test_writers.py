"""Nothing that goes out acts as a formula, and it comes back as it was."""

import io
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from kinerja.tables.writers import guard, write_csv_bytes, write_xlsx
from kinerja.tables.xlsx_reader import read_xlsx

ACTIVE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "'=1", "''@x"]


@pytest.mark.parametrize("text", ACTIVE)
def test_active_text_gets_an_apostrophe(text: str) -> None:
    assert guard(text) == "'" + text


@pytest.mark.parametrize("text", ["", "a=1", "it's", "'tis", "1-2"])
def test_other_text_stays(text: str) -> None:
    assert guard(text) == text


def test_csv_has_lf_and_plain_figures() -> None:
    file = io.BytesIO()
    count = write_csv_bytes(file, ["a", "b", "c", "d", "e"], [[Decimal("-5.50"), None, True, date(2026, 3, 1), "x"]])
    assert count == 1
    assert file.getvalue() == b"a,b,c,d,e\n-5.50,,yes,2026-03-01,x\n"


def test_workbook_holds_text_as_text_and_exact_figures_as_numbers() -> None:
    file = io.BytesIO()
    write_xlsx(file, ["a", "b", "c"], [[text, Decimal("12.5"), Decimal("1234567890123456.78")] for text in ACTIVE])
    sheet = load_workbook(io.BytesIO(file.getvalue())).worksheets[0]
    cells = list(sheet.iter_rows(min_row=2))
    assert [row[0].data_type for row in cells] == ["s"] * len(ACTIVE)
    # The import takes an apostrophe away, so that what has one of its own gets another.
    stored = ["'" + text if text.startswith("'") else text for text in ACTIVE]
    assert [row[0] for _number, row in list(read_xlsx(file, {"a": "text"}))[1:]] == stored
    assert (cells[0][1].value, cells[0][2].value) == (12.5, "1234567890123456.78")
