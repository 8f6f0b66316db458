"""What is remarked on in the tables of the floors: accepted, and worth a look."""

import io

import pytest

from kinerja.tables.errors import Problem
from kinerja.tables.importing import import_table
from kinerja.tests.tables.helpers import load
from organization.tests.tables import HEAD, MAYOR, STAFF, load_city

pytestmark = pytest.mark.django_db

AGREEMENTS = "year,holder_nip,superior_nip,pledge\n"
LEAVE = "nip,start,end,kind\n"
CASES = "register,number,unit_code,class,opened_at,closed_at\n"


def remarks(kind: str, text: str) -> list[tuple[int | None, str, str]]:
    told: list[Problem] = []
    problems: list[Problem] = []
    file = io.BytesIO(text.encode())
    result = import_table(kind=kind, file=file, name=f"{kind}.csv", report=problems.append, remark=told.append)
    assert problems == []
    assert result.remarked == len({each.row for each in told})
    return [(each.row, each.column, each.reason) for each in told]


def test_each_others_superiors_are_remarked_on_and_a_tree_is_not() -> None:
    load_city()
    assert remarks("agreements", f"{AGREEMENTS}2026,{STAFF},{HEAD},no\n2026,{HEAD},{MAYOR},no\n") == []
    found = remarks("agreements", f"{AGREEMENTS}2026,{MAYOR},{STAFF},no\n")
    assert found == [(2, "superior_nip", "Atasan ini (Pelaksana) menurut perjanjian juga berada di bawah pegawainya.")]


def test_another_year_closes_no_loop() -> None:
    load_city()
    load("agreements", f"{AGREEMENTS}2025,{STAFF},{HEAD},no\n")
    assert remarks("agreements", f"{AGREEMENTS}2026,{HEAD},{STAFF},no\n") == []


def test_overlapping_leave_is_remarked_on_and_the_day_after_is_not() -> None:
    load_city()
    load("leave", f"{LEAVE}{STAFF},2026-03-02,2026-03-06,annual\n")
    rows = f"{LEAVE}{STAFF},2026-03-06,2026-03-09,sick\n{STAFF},2026-03-10,2026-03-11,annual\n"
    assert remarks("leave", f"{rows}{HEAD},2026-03-02,2026-03-06,annual\n") == [
        (2, "start", "Bertumpuk dengan cuti atau dinas luar lain pegawai ini (2026-03-02 … 2026-03-06).")
    ]


def test_a_case_of_a_time_to_come_is_remarked_on_in_local_time() -> None:
    load_city()
    load("registers", "register,name,class,limit,limit_unit\nppid,PPID,biasa,17,working_days\n")
    rows = f"{CASES}ppid,1,OPD1,biasa,2020-03-02T08:00,2020-03-02T09:01\nppid,2,OPD1,biasa,2020-03-02T09:01,\n"
    assert remarks("cases", rows) == []
    # Far away on both sides: the time is the database's, which no test can move.
    later = rows.replace("2020", "2999")
    assert remarks("cases", later) == [
        (2, "opened_at", "Waktu diterima (2999-03-02T08:00) belum tiba."),
        (2, "closed_at", "Waktu selesai (2999-03-02T09:01) belum tiba."),
        (3, "opened_at", "Waktu diterima (2999-03-02T09:01) belum tiba."),
    ]
