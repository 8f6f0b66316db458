"""The tables of what was done."""

from datetime import date, time

import pytest

from dailylog.models import Activity, Attendance, OpeningBalance
from dailylog.tests.test_guards import decide
from kinerja.tests.tables.helpers import load, reasons
from organization.models import Employee
from organization.tests.tables import HEAD, MAYOR, STAFF, load_city

pytestmark = pytest.mark.django_db

ACTIVITY = "nip,date,start,end,description,output,quantity,indicator_code,status\n"
ATTENDANCE = "nip,date,check_in,check_out,mode\n"


@pytest.fixture(autouse=True)
def city(db: None) -> None:
    load_city()
    load("agreements", f"year,holder_nip,superior_nip,pledge,signed_on\n2025,{STAFF},{HEAD},no,2025-01-31\n")
    load(
        "targets",
        "year,holder_nip,indicator_code,objective,indicator,unit_of_measure,polarity,accumulation,source,weight,m03\n"
        f"2025,{STAFF},RILIS,Sasaran,Rilis,buah,maximize,sum,activities,100,5\n",
    )


def test_activities_find_the_target_of_their_year() -> None:
    result = load(
        "activities", f'{ACTIVITY}{STAFF},2025-03-03,08:00,09:30:15,"Rapat, ""pagi""",Notula,1.50,RILIS,approved\n'
    )
    stored = Activity.objects.get()
    assert result.new == 1
    assert stored.target is not None
    assert (stored.target.indicator_code, stored.end, stored.description) == ("RILIS", time(9, 30, 15), 'Rapat, "pagi"')


def test_a_second_file_of_the_same_days_changes_only_what_differs() -> None:
    rows = (
        f"{STAFF},2025-03-03,08:00,09:30,Rapat,Notula,,,submitted\n"
        f"{STAFF},2025-03-03,10:00,11:00,Survei,Foto,,,submitted\n"
    )
    load("activities", ACTIVITY + rows)
    again = load(
        "activities",
        ACTIVITY
        + rows.replace("Foto,,,submitted", "Foto,,,approved")
        + rows[:18]
        + ",2025-03-04,08:00,09:00,Rapat,Notula,,,approved\n",
    )
    assert (again.new, again.changed, again.unchanged) == (1, 1, 1)
    assert Activity.objects.get(description="Survei").status == "approved"


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        (
            f"{MAYOR},2025-03-03,08:00,09:00,Rapat,Notula,1,RILIS,approved",
            "indicator_code",
            "tidak mempunyai sasaran “RILIS”",
        ),
        (
            f"{STAFF},2026-03-03,08:00,09:00,Rapat,Notula,1,RILIS,approved",
            "indicator_code",
            "tidak mempunyai sasaran “RILIS”",
        ),
        (
            f"{STAFF},2025-03-03,09:00,09:00,Rapat,Notula,,,approved",
            "end",
            "Jam selesai harus sesudah jam mulai (09:00",
        ),
        (f"{STAFF},2025-03-03,08:00,09:00,Rapat,Notula,-1,,approved", "quantity", "tidak boleh kurang dari nol"),
        (f"{STAFF},2025-03-03,24:00,24:01,Rapat,Notula,,,approved", "start", "“24:00” bukan jam"),
        (f"{STAFF},2025-03-03,8:00,09:00,Rapat,Notula,,,approved", "start", "“8:00” bukan jam"),
        (f"{STAFF},3/3/2025,08:00,09:00,Rapat,Notula,,,approved", "date", "“3/3/2025” bukan tanggal"),
        (f"{STAFF},2025-03-03,08:00,09:00,   ,Notula,,,approved", "description", "Sel ini wajib diisi."),
        (
            f"{STAFF},2025-03-03,08:00,09:00,Rapat,Notula,,,done",
            "status",
            "Pilih salah satu: submitted, approved, returned.",
        ),
        ("12345,2025-03-03,08:00,09:00,Rapat,Notula,,,approved", "nip", "Tidak ada pegawai dengan NIP “12345”"),
    ],
)
def test_activities_that_cannot_be(row: str, column: str, words: str) -> None:
    good = f"{STAFF},2025-03-03,13:00,14:00,Rapat,Notula,,,approved\n"
    problems = reasons("activities", ACTIVITY + good + row + "\n")
    assert [reason for number, at, reason in problems if (number, at) == (3, column) and words in reason]
    assert Activity.objects.count() == 0


def test_the_same_activity_twice_in_a_file_is_refused() -> None:
    row = f"{STAFF},2025-03-03,08:00,09:00,Rapat,Notula,,,approved\n"
    assert reasons("activities", ACTIVITY + row + row) == [
        (3, "nip, date, start", "Baris ini sama kuncinya dengan baris 2.")
    ]


def test_attendance_keeps_seconds_and_missing_marks() -> None:
    load("attendance", f"{ATTENDANCE}{STAFF},2025-03-03,07:29:59,,wfa\n")
    stored = Attendance.objects.get()
    assert (stored.date, stored.check_in, stored.check_out) == (date(2025, 3, 3), time(7, 29, 59), None)


def test_check_out_before_check_in_is_refused() -> None:
    [(row, column, reason)] = reasons("attendance", f"{ATTENDANCE}{STAFF},2025-03-03,16:00,07:00,wfo\n")
    assert (row, column) == (2, "check_out")
    assert "tidak boleh sebelum jam masuk" in reason


def test_leave_must_end_after_it_begins() -> None:
    [(row, column, _reason)] = reasons("leave", f"nip,start,end,kind\n{STAFF},2025-03-05,2025-03-04,annual\n")
    assert (row, column) == (2, "end")


BALANCES = "nip,year,carried,served_since,note\n"


def test_what_was_left_of_earlier_leave_comes_in_and_is_set_right() -> None:
    load("leave_balances", f"{BALANCES}{STAFF},2026,4,,\n{HEAD},2026,12,2019-03-01,Ditangguhkan\n")
    again = load("leave_balances", f"{BALANCES}{STAFF},2026,5,,\n{HEAD},2026,12,2019-03-01,Ditangguhkan\n")
    assert (again.new, again.changed) == (0, 1)
    rows = set(OpeningBalance.objects.values_list("employee__nip", "carried", "served_since", "note"))
    assert rows == {(STAFF, 5, None, ""), (HEAD, 12, date(2019, 3, 1), "Ditangguhkan")}


@pytest.mark.parametrize(("row", "column"), [("13,,", "carried"), ("7,,", "note"), ("-1,,", "carried")])
def test_more_leave_than_the_law_allows_is_refused(row: str, column: str) -> None:
    [(_row, where, _reason)] = reasons("leave_balances", f"{BALANCES}{STAFF},2026,{row}\n")
    assert where == column


def test_entry_that_a_superior_approved_here_is_not_changed_by_a_table() -> None:
    row = f"{STAFF},2025-03-03,08:00,09:30,Rapat,Notula,,,submitted\n"
    load("activities", ACTIVITY + row)
    head = Employee.objects.get(nip=HEAD)
    decide(Activity.objects.get(), head)
    approved = row.replace("submitted", "approved")
    assert load("activities", ACTIVITY + approved).new == 0
    (reason,) = reasons("activities", ACTIVITY + approved.replace("Notula", "Lain"))
    assert "sudah disetujui atasan" in str(reason)
    assert Activity.objects.get().output == "Notula"
