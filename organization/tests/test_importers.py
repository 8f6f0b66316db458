"""The tables of people and units: what comes in, what is refused and why."""

import pytest

from kinerja.tables.errors import TableError
from kinerja.tests.tables.helpers import import_bytes, import_text, load, reasons
from organization.actions.nip import correct_nip
from organization.actions.people import hire
from organization.models import Assignment, Employee, Unit
from organization.tests.tables import ASSIGNMENTS, HEAD, STAFF, UNITS, load_city

pytestmark = pytest.mark.django_db


def test_same_file_twice_changes_nothing() -> None:
    load_city()
    again, _problems = import_text("assignments", ASSIGNMENTS)
    assert (again.new, again.changed, again.unchanged) == (0, 0, 3)


def test_later_values_win() -> None:
    load_city()
    changed = load("units", UNITS.replace("Dinas 1", "Dinas Satu"))
    assert (changed.new, changed.changed, changed.unchanged) == (0, 1, 2)
    assert Unit.objects.get(code="OPD1").name == "Dinas Satu"


def test_an_absent_column_keeps_what_is_stored() -> None:
    load("employees", f"nip,name,email\n{HEAD},Kepala,kepala@contoh.go.id\n")
    load("employees", f"name,nip\nKepala Dinas,{HEAD}\n")
    person = Employee.objects.get(nip=HEAD)
    assert (person.name, person.email, person.has_usable_password()) == ("Kepala Dinas", "kepala@contoh.go.id", False)


def test_dry_run_counts_and_writes_nothing() -> None:
    result, _problems = import_text("employees", f"nip,name\n{HEAD},Kepala\n", dry_run=True)
    assert (result.new, Employee.objects.count()) == (1, 0)


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("nip\n", "Kolom wajib tidak ada: name."),
        ("nip,name,gaji\n", "Kolom “gaji” tidak dikenal dalam tabel employees."),
        ("nip,name,name\n", "Kolom “name” muncul lebih dari sekali."),
        ("", "Berkas ini kosong."),
    ],
)
def test_a_wrong_header_is_named(header: str, words: str) -> None:
    with pytest.raises(TableError, match=words.replace(".", r"\.")):
        import_text("employees", header)


def test_every_bad_row_is_listed_and_nothing_written() -> None:
    text = f"nip,name\n{HEAD},Kepala\n19781313200002100,A\n197813132000021001,B\n{STAFF},\n{STAFF},C,D\n"
    assert reasons("employees", text) == [
        (6, "", "Baris ini mempunyai 3 sel, seharusnya 2."),
        (3, "nip", "NIP harus 18 angka tanpa spasi, bukan “19781313200002100”."),
        (4, "nip", "Angka 1–8 NIP 197813132000021001 bukan tanggal lahir yang ada."),
        (5, "name", "Sel ini wajib diisi."),
    ]
    assert Employee.objects.count() == 0


def test_the_same_key_twice_is_refused() -> None:
    text = f"nip,name\n{HEAD},Kepala\n{HEAD},Kepala\n"
    assert reasons("employees", text) == [(3, "nip", "Baris ini sama kuncinya dengan baris 2.")]


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        (f"{STAFF},P1,definitive,2025-06-30,", "nip", "jabatan P2"),
        (f"{STAFF},P1,definitive,2025-06-30,", "position_code", f"NIP {HEAD}"),
        (f"{STAFF},P9,plt,2025-01-01,", "position_code", "Tidak ada jabatan dengan kode “P9”."),
        ("198509052007011999,P1,plt,2025-01-01,", "nip", "Tidak ada pegawai dengan NIP “198509052007011999”."),
        (f"{STAFF},P1,plt,2025-02-30,", "start", "“2025-02-30” bukan tanggal."),
        (f"{STAFF},P1,plt,2025-01-31,2025-01-01", "end", "Tanggal selesai tidak boleh sebelum tanggal mulai"),
        (f"{STAFF},P1,tetap,2025-01-01,", "kind", "Pilih salah satu: definitive, plt, plh."),
    ],
)
def test_assignments_that_cannot_be(row: str, column: str, words: str) -> None:
    load_city()
    problems = reasons("assignments", f"nip,position_code,kind,start,end\n{row}\n")
    assert [reason for number, at, reason in problems if (number, at) == (2, column) and words in reason]
    assert Assignment.objects.count() == 3


def test_a_successor_begins_the_day_after() -> None:
    load_city()
    load("employees", "nip,name\n198009052007011009,Pengganti\n")
    assert load("assignments", f"{ASSIGNMENTS}198009052007011009,P1,definitive,2025-07-01,\n").new == 1


def test_loops_and_missing_parents_of_units_are_refused() -> None:
    load_city()
    loop = "code,name,kind,parent_code,schedule\nOPD1,Dinas 1,opd,B1,\n"
    assert reasons("units", loop) == [(2, "parent_code", "Unit ini menjadi atasan dirinya sendiri lewat unit “B1”.")]
    missing = "code,name,kind,parent_code,schedule\nOPD2,Dinas 2,opd,XX,\n"
    assert reasons("units", missing) == [(2, "parent_code", "Tidak ada unit dengan kode “XX”.")]


def test_children_may_stand_before_their_parents() -> None:
    load("schedules", "code,weekday,start,end,break_minutes\n5-day,1,07:30,16:00,60\n")
    load("units", "code,name,kind,parent_code\nB,Bidang,division,A\nA,Dinas,opd,\n")
    assert Unit.objects.get(code="B").parent == Unit.objects.get(code="A")


def test_guarded_text_comes_back_as_it_was() -> None:
    load("employees", f"nip,name\n{HEAD},'=1+1\n{STAFF},'tis\n")
    assert list(Employee.objects.values_list("name", flat=True)) == ["=1+1", "'tis"]


@pytest.mark.parametrize(
    ("rest", "code"),
    [
        (b",\xe9\n", "csv_encoding"),
        (b",\0\n", "csv_nul"),
        (b',"A\n', "csv_quote"),
        (b"," + b"x" * 10_000_000 + b"\n", "csv_line_too_long"),
        (b',"x"' + b"x" * 200_000 + b"\n", "csv_quote"),
    ],
)
def test_files_that_cannot_be_read_write_nothing(rest: bytes, code: str) -> None:
    good = f"nip,name\n{HEAD},Kepala\n{STAFF}".encode()
    with pytest.raises(TableError) as caught:
        import_bytes("employees", good + rest)
    assert caught.value.code == code
    assert Employee.objects.count() == 0


def test_a_giant_cell_is_one_refused_row() -> None:
    [(row, column, reason)] = reasons("employees", f"nip,name\n{HEAD},{'x' * 200_000}\n")
    assert (row, column, reason) == (2, "name", "Teks terlalu panjang, paling banyak 150 huruf.")


@pytest.mark.parametrize("content", [b"nip,name\n", b"PK\x03\x04"])
def test_a_file_that_is_no_workbook(content: bytes) -> None:
    with pytest.raises(TableError, match=r"bukan buku kerja \.xlsx"):
        import_bytes("employees", content, "employees.xlsx")


@pytest.mark.parametrize("name", ["employees.txt", "employees.xls", "employees"])
def test_other_kinds_of_file_are_refused(name: str) -> None:
    with pytest.raises(TableError, match=r"Pakai berkas \.csv atau \.xlsx\."):
        import_bytes("employees", b"nip,name\n", name)


def test_unknown_kind_is_refused() -> None:
    with pytest.raises(TableError, match="Tabel “gaji” tidak dikenal"):
        import_text("gaji", "a\n")


def correct_staff() -> str:
    """Correct the number of the staff of the small city; the true one."""
    head, staff = Employee.objects.get(nip=HEAD), Employee.objects.get(nip=STAFF)
    nip = f"{STAFF[:-1]}8"
    return correct_nip(employee_id=staff.pk, seen=STAFF, nip=nip, reason="Salah ketik", letter="SK", by=head).new_nip


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("assignments", f"nip,position_code,kind,start,end\n{STAFF},P1,plt,2025-07-01,\n"),
        ("rosters", f"nip,date,shift\n{STAFF},2025-07-01,\n"),
    ],
)
def test_a_table_with_a_number_that_was_corrected_is_told_the_true_one(kind: str, text: str) -> None:
    load_city()
    true = correct_staff()
    assert reasons(kind, text) == [(2, "nip", f"NIP ini sudah dibetulkan menjadi {true}. Ganti NIP lama pada tabel.")]
    assert load(kind, text.replace(STAFF, true)).new == 1


def test_a_number_that_was_corrected_makes_no_second_person() -> None:
    load_city()
    true = correct_staff()
    [(row, column, words)] = reasons("employees", f"nip,name\n{STAFF},Pelaksana\n")
    assert (row, column, true in words) == (2, "nip", True)
    assert Employee.objects.count() == 3


def test_a_former_number_that_another_bears_by_now_is_his() -> None:
    load_city()
    correct_staff()
    hire(nip=STAFF, name="Yang Benar", reuse=True)
    assert load("employees", f"nip,name\n{STAFF},Yang Benar Sekali\n").changed == 1
    load("assignments", f"nip,position_code,kind,start,end\n{STAFF},P1,plt,2025-07-01,\n")
    assert Assignment.objects.get(kind="plt").employee.name == "Yang Benar Sekali"
