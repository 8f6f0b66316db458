"""The CSV reader says precisely what is wrong with a file."""

import io

import pytest

from kinerja.tables.csv_reader import find_delimiter, read_csv
from kinerja.tables.errors import TableError


def rows_of(content: bytes) -> list[tuple[int, list[str]]]:
    file = io.BytesIO(content)
    return list(read_csv(file, find_delimiter(file)))


@pytest.mark.parametrize(
    "content",
    [b"a,b\n1,2\n", b"a;b\n1;2\n", b"\xef\xbb\xbfa,b\r\n1,2\r\n", b'a,b\n"1","2"', b"a,b\n1,2"],
    ids=["comma", "semicolon", "bom-crlf", "quoted", "no-last-newline"],
)
def test_reads_the_dialects_that_offices_export(content: bytes) -> None:
    assert rows_of(content) == [(1, ["a", "b"]), (2, ["1", "2"])]


def test_counts_empty_rows_and_rows_of_several_lines() -> None:
    assert rows_of(b'a,b\n\n"1\n1",2\n3,4\n') == [(1, ["a", "b"]), (3, ["1\n1", "2"]), (4, ["3", "4"])]


def test_leaves_out_rows_that_were_emptied_in_a_spreadsheet() -> None:
    assert rows_of(b"a,b\n,\n1,2\n,\r\n") == [(1, ["a", "b"]), (3, ["1", "2"])]


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (b"a,b\n1,\xe9\n", "csv_encoding", "Baris 2 bukan UTF-8 (byte 0xE9 pada posisi 3)"),
        (b"a,b\n1,\0\n", "csv_nul", "Baris 2 memuat byte NUL"),
        (b'a,b\n1,2\n3,"4\n5,6\n', "csv_quote", "Baris 3: tanda kutip yang dibuka pada baris berkas 3 tidak ditutup"),
        (b'a,b\n"1"x,2\n', "csv_quote", "Baris 2: sesudah tanda kutip penutup harus ada pemisah"),
        (b"a,b\n1," + b"x" * 100_001, "csv_cell_too_long", "Baris 2: sel lebih dari 100000 huruf"),
        (b'a,b\n1,"' + b"x\n" * 100_000, "csv_cell_too_long", "atau tanda kutip yang dibuka pada baris berkas 2"),
        (b"a,b\n1," + b"x" * 10_000_000, "csv_line_too_long", "Baris 2 terlalu panjang"),
        (b"a,b\n1,2\r3,4\n", "csv_newline", "akhir baris tidak dikenal"),
    ],
)
def test_names_what_cannot_be_read(content: bytes, code: str, words: str) -> None:
    with pytest.raises(TableError) as caught:
        rows_of(content)
    assert caught.value.code == code
    assert words in caught.value.message
