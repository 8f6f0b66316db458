"""The tables of shifts and rosters."""

from datetime import date

import pytest

from kinerja.tests.tables.helpers import import_text, load, reasons
from organization.models import RosterDay, Shift
from organization.tests.tables import STAFF, load_city

pytestmark = pytest.mark.django_db

SHIFTS = "code,name,start,end,break_minutes\nM,Malam,22:00,06:00,60\nP,Pagi,06:00,14:00,30\n"
ROSTERS = f"nip,date,shift\n{STAFF},2026-03-10,M\n{STAFF},2026-03-11,\n"


def test_a_roster_comes_in_and_an_empty_shift_is_a_free_day() -> None:
    load_city()
    load("shifts", SHIFTS)
    load("rosters", ROSTERS)
    rows = RosterDay.objects.order_by("date").values_list("date", "shift__code")
    assert list(rows) == [(date(2026, 3, 10), "M"), (date(2026, 3, 11), None)]
    again, _problems = import_text("rosters", ROSTERS)
    assert (again.new, again.changed, again.unchanged) == (0, 0, 2)


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        ("M,Malam,22:00,10:01,60", "end", "paling lambat pukul 10.00"),
        ("L,Libur,07:00,14:00,60", "code", "huruf dan angka"),
        ("P-1,Pagi,07:00,14:00,60", "code", "huruf dan angka"),
        ("M,Malam,22:00,06:00,480", "break_minutes", "Istirahat"),
    ],
)
def test_a_shift_that_cannot_be_is_refused(row: str, column: str, words: str) -> None:
    ((_row, where, why),) = reasons("shifts", f"code,name,start,end,break_minutes\n{row}\n")
    assert (where, words in why) == (column, True)


def test_a_roster_names_a_shift_that_there_is() -> None:
    load_city()
    ((row, column, why),) = reasons("rosters", f"nip,date,shift\n{STAFF},2026-03-10,X\n")
    assert (row, column, "“X”" in why) == (2, "shift", True)
    assert Shift.objects.count() == 0
