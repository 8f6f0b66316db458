"""Tables as CSV and XLSX, in which no cell of text can act as a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import BinaryIO, TextIO

import xlsxwriter

# With the apostrophes already there, so that a text which itself begins like '=1 comes back as it was.
ACTIVE = re.compile(r"'*[=+\-@\t\r]")
# What only looks guarded: a workbook needs no apostrophe, but reading takes one away, since a CSV may have become one.
GUARDED = re.compile(r"'+[=+\-@\t\r]")
EXACT_DIGITS = 15


def guard(text: str) -> str:
    """The text with a leading apostrophe when a spreadsheet would take it for a formula."""
    return "'" + text if ACTIVE.match(text) else text


def cell_text(value: object) -> str:
    """A cell as CSV text: None is empty, text is guarded, figures stand as they are."""
    if value is None:
        return ""
    if isinstance(value, str):
        return guard(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def write_csv(file: TextIO, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """Write header and rows with LF line ends; the number of rows. The file must be opened with ``newline=""``."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(columns)
    count = 0
    for count, row in enumerate(rows, start=1):  # noqa: B007 -- the last number is the answer
        writer.writerow([cell_text(value) for value in row])
    return count


def write_csv_bytes(file: BinaryIO, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """Write a CSV in UTF-8 to a binary file, which stays open."""
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=False)
    try:
        return write_csv(text, columns, rows)
    finally:
        text.flush()
        text.detach()


def write_xlsx(file: BinaryIO, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """Write one sheet; text stays text, figures that a spreadsheet holds exactly become numbers. The number of rows."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "in_memory": False}
    book = xlsxwriter.Workbook(file, options)
    sheet = book.add_worksheet()
    head = book.add_format({"bold": True})
    sheet.freeze_panes(1, 0)
    for at, name in enumerate(columns):
        sheet.write_string(0, at, name, head)
    count = 0
    for count, row in enumerate(rows, start=1):
        for at, value in enumerate(row):
            _write_cell(sheet, count, at, value)
    book.close()
    return count


def _write_cell(sheet: "xlsxwriter.worksheet.Worksheet", row: int, at: int, value: object) -> None:
    if value is None or value == "":
        return
    if isinstance(value, Decimal | int) and not isinstance(value, bool) and _fits(value):
        sheet.write_number(row, at, value)
    elif isinstance(value, str):
        sheet.write_string(row, at, "'" + value if GUARDED.match(value) else value)
    else:
        sheet.write_string(row, at, value.isoformat() if isinstance(value, date) else cell_text(value))


def _fits(value: Decimal | int) -> bool:
    return len(Decimal(value).normalize().as_tuple().digits) <= EXACT_DIGITS
