"""The golden city in and out, and what a closed month says to every table."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection
from openpyxl import Workbook

from kinerja.guards import tables_may_be_emptied
from kinerja.tables.exporting import outgoing
from kinerja.tables.registry import table_kinds
from kinerja.tables.writers import write_csv_bytes, write_xlsx
from kinerja.tests.tables.helpers import import_bytes, import_text, load, reasons
from organization.models import Holiday, Shift
from scoring.limits import month_of
from scoring.models import Case, Month, ScoringPolicy
from scoring.queries.scene import Scene
from scoring.rules.policy import DEFAULT_VALUES

pytestmark = pytest.mark.django_db

HEAD = "197910022002011002"
STAFF = "199703142020041008"
ACTIVITY = "nip,date,start,end,description,output,quantity,indicator_code,status\n"
CASE = "register,number,unit_code,class,opened_at,closed_at\n"


def export(kind: str, *, workbook: bool = False, period: str = "") -> bytes:
    file = io.BytesIO()
    table = outgoing(kind=kind, period=period)
    (write_xlsx if workbook else write_csv_bytes)(file, table.columns, table.rows)
    return file.getvalue()


def empty_city() -> None:
    """Take everything away, as in a new database; triggers would object to single deletions."""
    ours = {"organization", "contracts", "dailylog", "scoring"}
    names = ", ".join(model._meta.db_table for model in apps.get_models() if model._meta.app_label in ours)
    with tables_may_be_emptied(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("TRUNCATE " + names + " CASCADE")


def test_second_import_of_the_city_changes_nothing(golden: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("import_city", str(golden))
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 17
    assert all(": 0 baru, 0 berubah, " in line for line in lines)


@pytest.mark.parametrize("workbook", [False, True], ids=["csv", "xlsx"])
def test_export_and_import_into_an_empty_city_is_the_same_city(golden: Path, tmp_path: Path, workbook: bool) -> None:
    load("policy", "effective_from,key,value\n2025-06,pledge.threshold,4\n")
    load("employees", "nip,name\n198009052007011009,'=HYPERLINK(1)\n")
    suffix = "xlsx" if workbook else "csv"
    for kind in table_kinds():
        (tmp_path / f"{kind}.{suffix}").write_bytes(export(kind, workbook=workbook))
    before = {kind: export(kind) for kind in table_kinds()}
    assert b"'=HYPERLINK(1)" in before["employees"]
    empty_city()
    call_command("import_city", str(tmp_path))
    assert {kind: export(kind) for kind in table_kinds()} == before


@pytest.mark.parametrize(
    ("kind", "period", "count"), [("holidays", "2024", 0), ("agreements", "2025-03", 22), ("policy", "2025-03", 80)]
)
def test_period_limits_an_export(golden: Path, kind: str, period: str, count: int) -> None:
    assert len(export(kind, period=period).splitlines()) - 1 == count


@pytest.fixture
def closed(golden: Path) -> date:
    """The golden city with March 2025 closed."""
    month = Month.objects.create(month=date(2025, 3, 1), locked_at=datetime(2025, 4, 15, tzinfo=UTC))
    return month.month


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("attendance", f"nip,date,check_in,check_out,mode\n{HEAD},2025-03-03,07:31,16:05,wfo\n"),
        (
            "activities",
            ACTIVITY + f"{HEAD},2025-03-03,20:00,21:00,Rapat,Notula,,,approved\n",
        ),
        ("holidays", "date,name,kind\n2025-03-12,Libur,special\n"),
        ("behaviour", f"nip,month,rating\n{HEAD},2025-03,above\n"),
        ("readings", f"year,holder_nip,indicator_code,month,value\n2025,{HEAD},SUHU,2025-03,99\n"),
        ("justifications", f"year,holder_nip,indicator_code,month,accepted,note\n2025,{HEAD},SUHU,2025-03,yes,x\n"),
        ("leave", f"nip,start,end,kind\n{STAFF},2025-02-27,2025-03-03,annual\n"),
        ("sanctions", f"nip,start,end,percent,reference\n{HEAD},2025-03-10,2025-04-10,25,SK\n"),
        ("assignments", f"nip,position_code,kind,start,end\n{STAFF},P-OPD01,plt,2025-03-31,2025-04-10\n"),
        ("policy", "effective_from,key,value\n2025-03,pledge.threshold,5\n"),
        ("schedules", "code,weekday,start,end,break_minutes,valid_from\n5-day,1,08:00,16:00,60,2025-03-31\n"),
        ("rosters", f"nip,date,shift\n{STAFF},2025-03-31,\n"),
        (
            "cases",
            CASE + "ppid,X1,OPD01,biasa,2025-03-01T08:00,2025-03-04T08:00\n",
        ),
    ],
)
def test_a_closed_month_refuses_what_would_change_it(closed: date, kind: str, text: str) -> None:
    [(row, _column, reason)] = reasons(kind, text)
    assert row == 2
    assert reason.startswith("Bulan 2025-03 sudah ditutup; perubahan ditolak.")


def test_the_hours_of_a_shift_in_a_closed_month_stay(closed: date) -> None:
    header = "code,name,start,end,break_minutes\n"
    load("shifts", f"{header}M,Malam,22:00,06:00,60\nP,Pagi,06:00,14:00,30\n")
    Month.objects.filter(month=closed).update(locked_at=None)
    load("rosters", f"nip,date,shift\n{STAFF},2025-03-31,M\n{STAFF},2025-04-01,P\n")
    Month.objects.filter(month=closed).update(locked_at=datetime(2025, 4, 15, tzinfo=UTC))
    assert load("shifts", f"{header}P,Pagi,06:30,14:00,30\n").changed == 1
    [(row, _column, reason)] = reasons("shifts", f"{header}M,Malam,21:00,06:00,60\n")
    assert (row, reason.startswith("Bulan 2025-03 sudah ditutup")) == (2, True)
    with pytest.raises(IntegrityError, match="closed month"):
        Shift.objects.filter(code="M").update(start="21:00")


def test_a_closed_month_accepts_what_it_holds_already(closed: date, golden: Path) -> None:
    call_command("import_city", str(golden))


def test_stretches_may_end_after_a_closed_month(closed: date) -> None:
    assignments = f"nip,position_code,kind,start,end\n{HEAD},P-OPD01,definitive,2024-01-01,"
    assert load("assignments", f"{assignments}2025-04-30\n").changed == 1
    assert [row for row, _column, _reason in reasons("assignments", f"{assignments}2025-03-30\n")] == [2]


def test_a_case_overdue_in_a_closed_month_may_still_be_answered(closed: date) -> None:
    overdue = "tik,X1,OPD01,aplikasi,2025-03-10T08:00,"
    Month.objects.filter(month=closed).update(locked_at=None)
    load("cases", f"{CASE}{overdue}\n")
    Month.objects.filter(month=closed).update(locked_at=datetime(2025, 4, 15, tzinfo=UTC))
    assert load("cases", f"{CASE}{overdue}2025-04-16T08:00\n").changed == 1
    [(row, column, _reason)] = reasons("cases", f"{CASE}{overdue}2025-03-10T09:00\n")
    assert (row, column) == (2, "closed_at")


def test_the_dictionary_speaks_of_registers_that_there_are(golden: Path) -> None:
    header = "code,name,unit_of_measure,polarity,accumulation,source,register,class,shared\n"
    row = "IKU,Indikator,persen,maximize,average,cases,{},{},no\n"
    load("indicators", header + row.format("ppid", "biasa"))
    assert reasons("indicators", header + row.format("surat", "")) == [
        (2, "register", "Tidak ada register “surat”. Impor tabel registers lebih dahulu.")
    ]
    assert reasons("indicators", header + row.format("ppid", "kilat")) == [
        (2, "class", "Register itu tidak mempunyai kelas “kilat”.")
    ]


def test_cases_freeze_the_limit_of_their_class(golden: Path) -> None:
    load("registers", "register,name,class,limit,limit_unit\nppid,Permohonan informasi,biasa,10,working_days\n")
    number = Case.objects.filter(register__code="ppid").values_list("number", flat=True)[0]
    assert Case.objects.get(register__code="ppid", number=number).limit == 17


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        ("ppid,X1,OPD01,kilat,2025-05-01T08:00,", "class", "Register itu tidak mempunyai kelas “kilat”."),
        ("ppid,X1,OPD01,biasa,2025-05-02T08:00,2025-05-01T08:00", "closed_at", "tidak boleh sebelum waktu diterima"),
        ("ppid,X1,OPD01,biasa,2025-05-02 08:00,", "opened_at", "bukan waktu"),
        ("surat,X1,OPD01,biasa,2025-05-02T08:00,", "register", "Tidak ada register “surat”."),
    ],
)
def test_cases_that_cannot_be(golden: Path, row: str, column: str, words: str) -> None:
    [(number, at, reason)] = reasons("cases", f"{CASE}{row}\n")
    assert (number, at) == (2, column)
    assert words in reason


def test_policy_values_are_checked(db: None) -> None:
    header = "effective_from,key,value\n"
    assert reasons("policy", f"{header}2025-06,pledge.treshold,4\n")[0][:2] == (2, "key")
    assert reasons("policy", f"{header}2025-06,pledge.threshold,13\n")[0][:2] == (2, "value")
    assert reasons("policy", f"{header}2025-06,tpp.weight.discipline,50\n")[0][:2] == (2, "value")
    assert ScoringPolicy.objects.count() == 0


def test_policy_export_lists_every_key_and_comes_back_without_change(db: None) -> None:
    assert len(export("policy").splitlines()) == len(DEFAULT_VALUES) + 1
    result, _problems = import_bytes("policy", export("policy", period="2026-03"))
    assert (result.unchanged, ScoringPolicy.objects.count()) == (len(DEFAULT_VALUES), 0)


def test_a_value_holds_until_a_later_policy_names_its_key(db: None) -> None:
    load("policy", "effective_from,key,value\n2025-01,achievement.cap,110\n2025-07,pledge.threshold,4\n")
    july = export("policy", period="2025-07").decode().splitlines()
    assert [row for row in july if not row.startswith("2000-01,")] == [
        "effective_from,key,value",
        "2025-01,achievement.cap,110",
        "2025-07,pledge.threshold,4",
    ]
    assert len(july) == len(DEFAULT_VALUES) + 1
    policy = Scene(date(2025, 7, 1), datetime(2025, 8, 1)).policy_of(date(2025, 7, 1))  # noqa: DTZ001 -- local time
    assert (policy.achievement_cap, policy.pledge_threshold) == (Decimal(110), 4)
    load("policy", "effective_from,key,value\n2025-01,filing.deadline_workdays,2\n2025-07,wfa.max_minutes,400\n")
    limits, _closed = month_of(date(2025, 7, 9))
    assert (limits.filing_workdays, limits.wfa_max_minutes) == (2, 400)
    result, _problems = import_bytes("policy", export("policy"))
    assert (result.unchanged, result.changed, result.new) == (len(DEFAULT_VALUES) + 4, 0, 0)


def test_a_policy_is_judged_with_those_that_begin_after_it(db: None) -> None:
    load("policy", "effective_from,key,value\n2025-07,discipline.band.3,35\n2025-07,discipline.band.4,36\n")
    text = "effective_from,key,value\n2025-01,wfa.max_minutes,400\n2025-03,discipline.band.2,36\n"
    [(row, column, _reason)] = reasons("policy", text)
    assert (row, column) == (3, "value")


def test_commands_end_with_a_sentence_and_write_nothing(golden: Path, tmp_path: Path) -> None:
    bad = tmp_path / "employees.csv"
    bad.write_text("nip,name\n123,A\n")
    with pytest.raises(CommandError, match="tidak ada yang ditulis"):
        call_command("import_table", "employees", str(bad))
    with pytest.raises(CommandError, match="Ada baris yang ditolak"):
        call_command("import_city", str(tmp_path))
    with pytest.raises(CommandError, match="bukan masa"):
        call_command("export_table", "holidays", "2026-13")
    with pytest.raises(CommandError, match="Sebutkan bulannya"):
        call_command("export_table", "scores")


def test_a_guarded_csv_that_was_saved_as_a_workbook_comes_back_as_it_was(db: None) -> None:
    names = {"2026-01-01": "- Tahun baru", "2026-01-02": "'- Cuti", "2026-01-03": "'kemarin"}
    Holiday.objects.bulk_create(Holiday(date=day, name=name, kind="special") for day, name in names.items())
    rows = list(csv.reader(io.StringIO(export("holidays").decode())))
    resaved = io.BytesIO()
    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    book.save(resaved)
    for content in (resaved.getvalue(), export("holidays", workbook=True)):
        result, _problems = import_bytes("holidays", content, "holidays.xlsx")
        assert (result.unchanged, result.changed) == (3, 0)


def test_a_file_that_cannot_be_opened_is_told_in_words(tmp_path: Path, db: None) -> None:
    with pytest.raises(CommandError, match=r"tidak ada\. Periksa nama dan foldernya"):
        call_command("import_table", "employees", str(tmp_path / "employees.csv"))
    with pytest.raises(CommandError, match="adalah folder, bukan berkas"):
        call_command("import_table", "employees", str(tmp_path))
    (tmp_path / "employees.csv").symlink_to(tmp_path / "gone")
    with pytest.raises(CommandError, match=r"employees\.csv tidak ada"):
        call_command("import_city", str(tmp_path))


def test_of_a_folder_the_file_that_cannot_be_read_is_named(tmp_path: Path, db: None) -> None:
    (tmp_path / "holidays.csv").write_text("date,name,kind\n2026-01-01,Tahun Baru,public\n")
    (tmp_path / "employees.csv").write_bytes(b"nip,name\n197803132000021001,Andr\xe9\n")
    with pytest.raises(CommandError, match=r"^employees\.csv: Baris 2 bukan UTF-8"):
        call_command("import_city", str(tmp_path))
    assert export("holidays").count(b"\n") == 1


def test_rows_that_were_emptied_in_a_spreadsheet_are_passed_over(db: None) -> None:
    for emptied in ("2026-01-01,Tahun Baru,public\n,,\n", ",,\n2026-01-02,Cuti,special\n"):
        result, problems = import_bytes("holidays", f"date,name,kind\n{emptied}".encode())
        assert (result.new, problems) == (1, [])


def test_targets_must_name_registers_that_exist(golden: Path) -> None:
    text = (
        "year,holder_nip,indicator_code,objective,indicator,unit_of_measure,polarity,accumulation,source,register,weight\n"
        f"2026,{HEAD},A,S,I,buah,maximize,sum,cases,surat,100\n"
    )
    import_text("agreements", f"year,holder_nip,superior_nip,pledge\n2026,{HEAD},197803132000021001,no\n")
    assert reasons("targets", text)[0][:2] == (2, "register")
