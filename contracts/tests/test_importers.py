"""The tables of promises: weights, the cascade, and what a signature fixes."""

import io

import pytest
from django.db import connection

from contracts.models import Agreement, Contribution, Target
from kinerja.tables.exporting import outgoing
from kinerja.tables.writers import write_csv_bytes
from kinerja.tests.tables.helpers import import_text, load, reasons
from organization.models import Employee
from organization.tests.tables import HEAD, MAYOR, STAFF, load_city

pytestmark = pytest.mark.django_db

AGREEMENTS = (
    f"year,holder_nip,superior_nip,pledge,signed_on\n2025,{HEAD},{MAYOR},yes,2025-01-31\n2025,{STAFF},{HEAD},no,\n"
)
HEADER = (
    "year,holder_nip,indicator_code,objective,indicator,unit_of_measure,polarity,accumulation,source,weight,m01,m02,"
    "parent_holder_nip,parent_indicator_code,contribution\n"
)


def target(holder: str, code: str, weight: str, parent: str = ",", rest: str = "") -> str:
    return f"2025,{holder},{code},Sasaran,Indikator,buah,maximize,sum,activities,{weight},10.50,,{parent},{rest}\n"


def whole_year() -> str:
    return (
        HEADER
        + target(STAFF, "A", "100", f"{HEAD},A", "direct")
        + target(HEAD, "A", "60.02")
        + target(HEAD, "B", "39.98")
    )


@pytest.fixture(autouse=True)
def city(db: None) -> None:
    load_city()
    load("agreements", AGREEMENTS)


def test_targets_seal_what_is_signed() -> None:
    load("targets", whole_year())
    assert Agreement.objects.get(holder__nip=HEAD).sealed_at is not None
    assert Agreement.objects.get(holder__nip=STAFF).sealed_at is None
    child = Target.objects.get(agreement__holder__nip=STAFF)
    assert child.parent == Target.objects.get(agreement__holder__nip=HEAD, indicator_code="A")
    assert Target.objects.get(indicator_code="B").contribution == Contribution.SUPPORT


def test_same_files_twice_change_nothing() -> None:
    load("targets", whole_year())
    assert load("targets", whole_year()).unchanged == 3
    assert load("agreements", AGREEMENTS).unchanged == 2


def test_weights_that_are_not_exactly_100() -> None:
    text = HEADER + target(HEAD, "A", "60") + target(HEAD, "B", "39.98")
    reason = "Jumlah bobot sasaran perjanjian ini harus tepat 100, bukan 99.98."
    assert reasons("targets", text) == [(2, "weight", reason)]
    assert Target.objects.count() == 0


def test_a_signed_agreement_does_not_change() -> None:
    load("targets", whole_year())
    [(row, column, reason)] = reasons("agreements", AGREEMENTS.replace(",yes,", ",no,"))
    assert (row, column) == (2, "holder_nip")
    assert "sudah ditandatangani dan terkunci" in reason
    problems = reasons("targets", HEADER + target(HEAD, "A", "60.02").replace("10.50", "11"))
    assert [(row, column) for row, column, _reason in problems] == [(2, "holder_nip")]


def test_a_draft_may_change_until_it_is_signed() -> None:
    load("targets", whole_year())
    load("targets", HEADER + target(STAFF, "A", "100"))
    assert Target.objects.get(agreement__holder__nip=STAFF).parent is None
    load("agreements", AGREEMENTS.replace("no,\n", "no,2025-02-01\n"))
    assert Agreement.objects.filter(sealed_at=None).count() == 0


@pytest.mark.parametrize(
    ("rows", "column", "words"),
    [
        (target(STAFF, "A", "100", f"{HEAD},X", "direct"), "parent_indicator_code", "Sasaran atasan “X” tidak ada"),
        (target(STAFF, "A", "100", f"{STAFF},A", "direct"), "parent_indicator_code", "berputar kembali"),
        (target(STAFF, "A", "100", f"{HEAD},", "direct"), "parent_indicator_code", "atau kosongkan keduanya"),
        (target(MAYOR, "A", "100"), "holder_nip", "tidak mempunyai perjanjian untuk tahun itu"),
        (target(STAFF, "A", "0"), "weight", "Bobot harus lebih dari nol"),
        (target(STAFF, "A", "1e2"), "weight", "bukan angka yang diterima"),
        (target(STAFF, "A", "100").replace("10.50", "-10.50"), "m01", "Target tidak boleh kurang dari nol"),
        (target(STAFF, "A", "100").replace("10.50", "10,50"), "", "16 sel, seharusnya 15"),
        (target(STAFF, "A", "100").replace("activities", "cases"), "register", "harus menyebut registernya"),
    ],
)
def test_targets_that_cannot_be(rows: str, column: str, words: str) -> None:
    problems = reasons("targets", HEADER + rows)
    assert [reason for number, at, reason in problems if (number, at) == (2, column) and words in reason]
    assert Target.objects.count() == 0


def test_both_parties_must_differ() -> None:
    [(row, column, reason)] = reasons("agreements", f"year,holder_nip,superior_nip,pledge\n2026,{HEAD},{HEAD},no\n")
    assert (row, column) == (2, "superior_nip")
    assert reason.startswith("Pihak pertama dan pihak kedua harus orang yang berbeda")


def test_the_database_has_the_last_word() -> None:
    load("targets", whole_year())
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'nope'; END $$"
        )
        cursor.execute("CREATE TRIGGER no BEFORE INSERT ON contracts_agreement FOR EACH ROW EXECUTE FUNCTION no()")
    result, [problem] = import_text("agreements", f"year,holder_nip,superior_nip,pledge\n2026,{HEAD},{MAYOR},no\n")
    assert (result.refused, str(problem)) == (1, "Basis data menolak: nope")


def test_only_the_head_of_region_promises_alone() -> None:
    load("agreements", f"year,holder_nip,superior_nip,pledge\n2026,{MAYOR},,no\n")
    assert Agreement.objects.get(holder__nip=MAYOR).superior is None
    [(row, column, reason)] = reasons("agreements", f"year,holder_nip,superior_nip,pledge\n2026,{HEAD},,no\n")
    assert (row, column) == (2, "superior_nip")
    assert "hanya kepala daerah" in reason


def test_a_declaration_of_one_party_comes_out_as_it_went_in() -> None:
    text = f"year,holder_nip,superior_nip,pledge\n2026,{MAYOR},,no\n"
    load("agreements", text)
    assert load("agreements", text).unchanged == 1
    assert f"2026,{MAYOR},,no,,pk" in exported("agreements", "2026")


def test_the_targets_of_an_unfinished_draft_stay_out_of_the_tables_and_so_does_what_hangs_on_them() -> None:
    load("targets", whole_year())
    draft = Agreement.objects.create(year=2026, holder_id=_id(HEAD), superior_id=_id(MAYOR))
    whole = Agreement.objects.create(year=2026, holder_id=_id(STAFF), superior_id=_id(HEAD))
    terms = {
        "objective": "S",
        "indicator": "I",
        "unit_of_measure": "buah",
        "polarity": "maximize",
        "accumulation": "sum",
        "source": "reading",
    }
    above = Target.objects.create(agreement=draft, indicator_code="A", weight=60, **terms)
    Target.objects.create(agreement=whole, indicator_code="A", weight=100, parent=above, **terms)
    listed = exported("targets", "2026").splitlines()[1:]
    assert [line.split(",")[1] for line in listed] == [STAFF]
    assert f",{HEAD},A" not in listed[0]


def exported(kind: str, period: str) -> str:
    file = io.BytesIO()
    table = outgoing(kind=kind, period=period)
    write_csv_bytes(file, table.columns, table.rows)
    return file.getvalue().decode()


def _id(nip: str) -> int:
    return Employee.objects.get(nip=nip).pk
