"""The short way for large files takes nothing that the careful reader would read otherwise."""

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kinerja.tables import Column
from kinerja.tables.cells import DATE, TEXT
from kinerja.tables.plain import NotPlainError, PlainBlocks

COLUMNS = (Column("day", DATE, "", required=False), Column("text", TEXT, ""))


def taken(content: bytes) -> bytes:
    blocks = PlainBlocks(io.BytesIO(content), COLUMNS, ",", lambda _count: None)
    return b"".join(iter(blocks.read, b""))


@pytest.mark.parametrize(
    "content",
    [b"2026-03-01,a\n", b",a\n", b'"2026-03-01","a, ""b""\nc"\r\n', b"2026-03-01,a"],
    ids=["bare", "empty-date", "quoted", "no-last-newline"],
)
def test_takes_plain_records(content: bytes) -> None:
    assert taken(content).rstrip(b"\n") == content.rstrip(b"\n")


@pytest.mark.parametrize(
    "content",
    [
        b'2026-03-01,a"b\n',
        b'2026-03-01,a"b",c\n',
        b'2026-03-01,"a"b\n',
        b'2026-03-01,"a\n',
        b"2026-03-01,\xe9\n",
        b"2026-03-01,\0\n",
        b"2026-03-01,'=1\n",
        b"2026-3-1,a\n",
        b"20260301,a\n",
        b"today,a\n",
        b"2026-03-01,a,b\n",
        b"2026-03-01\n",
        b"\n",
        b"2026-03-01,a\rb\n",
        b'2026-03-01,"a\n\\.\n"\n',
    ],
)
def test_leaves_the_rest_to_the_careful_reader(content: bytes) -> None:
    with pytest.raises(NotPlainError):
        taken(content)


@example(["'"])
@example(["\n'"])
@example(["\"'"])
@example(["a,'b"])
@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), min_size=1), min_size=1))
def test_what_it_takes_python_reads_alike(texts: list[str]) -> None:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(("2026-03-01", text) for text in texts)
    try:
        content = taken(written.getvalue().encode())
    except NotPlainError:
        # An apostrophe at the start of a cell, or what looks like one: after a comma, a quote or a line's end.
        assert any(mark in written.getvalue() for mark in (",'", "\n'", "\"'", "\\."))
        return
    assert [row[1] for row in csv.reader(io.StringIO(content.decode(), newline=""), strict=True)] == texts
