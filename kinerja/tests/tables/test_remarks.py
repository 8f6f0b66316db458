"""Remarks on rows that are taken in."""

import io

import pytest

from kinerja.tables.errors import Problem
from kinerja.tables.importing import ImportResult, import_table

pytestmark = pytest.mark.django_db

TWO = "code,name,kind\nKOTA,Kota,region\nKAB,Kabupaten,region\nD,Dinas,opd\n"


def looked_at(text: str, *, dry_run: bool = False, kind: str = "units") -> tuple[ImportResult, list[Problem]]:
    told: list[Problem] = []
    problems: list[Problem] = []
    result = import_table(
        kind=kind,
        file=io.BytesIO(text.encode()),
        name=f"{kind}.csv",
        report=problems.append,
        dry_run=dry_run,
        remark=told.append,
    )
    return result, told


@pytest.mark.parametrize("dry_run", [True, False])
def test_remarks_are_told_and_the_rows_taken_in(dry_run: bool) -> None:
    result, told = looked_at(TWO, dry_run=dry_run)
    assert (result.new, result.refused, result.remarked) == (3, 0, 2)
    assert [(each.row, each.column) for each in told] == [(2, "kind"), (3, "kind")]
    assert told[0].reason == "Ada unit lain yang berjenis region: “Kabupaten”. Biasanya hanya satu."


def test_what_stands_already_is_remarked_on_again() -> None:
    looked_at(TWO)
    assert looked_at(TWO)[0].remarked == 2
    assert looked_at("code,name,kind\nD,Dinas,opd\n")[0].remarked == 0


def test_nothing_is_remarked_on_in_a_file_that_is_refused() -> None:
    result, told = looked_at(f"{TWO}X,Tanpa jenis,\n")
    assert (result.refused, result.remarked, told) == (1, 0, [])


def test_a_table_of_which_nothing_is_registered_costs_no_question() -> None:
    assert looked_at("date,name,kind\n2026-08-17,Kemerdekaan,public\n", kind="holidays")[1] == []
