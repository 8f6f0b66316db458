"""The tables of planning: storeys in their order, money on programmes, measures in the words of the rules."""

import pytest

from contracts.models import Indicator, Objective, ProgrammeBudget
from kinerja.tests.tables.helpers import load, reasons
from organization.tests.tables import load_city

pytestmark = pytest.mark.django_db

HEADER = "code,kind,name,parent_code,unit_code,first_year,last_year\n"
#: The lower storeys stand first on purpose.
PLAN = (
    HEADER
    + "1.1.1.01,programme,Program,1.1.1,OPD1,2025,2029\n"
    + "1.1.1,objective,Sasaran,1.1,OPD1,2025,2029\n"
    + "1.1,goal,Tujuan,1,,2025,2029\n"
    + "1,mission,Misi,,,2025,2029\n"
)
INDICATORS = (
    "code,name,objective_code,unit_of_measure,polarity,accumulation,source,register,shared,baseline,baseline_year\n"
)


@pytest.fixture(autouse=True)
def city(db: None) -> None:
    load_city()


def test_a_plan_comes_in_from_any_order_of_rows() -> None:
    load("objectives", PLAN)
    programme = Objective.objects.get(code="1.1.1.01")
    assert programme.parent is not None
    assert (programme.parent.code, programme.unit.code if programme.unit else "") == ("1.1.1", "OPD1")
    assert load("objectives", PLAN).unchanged == 4


def test_columns_that_are_missing_leave_parent_and_unit_alone() -> None:
    load("objectives", PLAN)
    load("objectives", "code,kind,name,first_year,last_year\n1.1.1,objective,Nama baru,2025,2029\n")
    node = Objective.objects.get(code="1.1.1")
    assert (node.name, node.parent.code if node.parent else "", node.unit.code if node.unit else "") == (
        "Nama baru",
        "1.1",
        "OPD1",
    )
    load("objectives", HEADER + "1.1.1,objective,Nama baru,1.1,,2025,2029\n")
    assert Objective.objects.get(code="1.1.1").unit is None


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        ("2,mission,Misi,1,,2025,2029", "parent_code", "Misi tidak mempunyai induk."),
        ("2,goal,Tujuan,1.1,,2025,2029", "parent_code", "Induk “1.1” bukan simpul dari tingkat tepat di atasnya"),
        ("2,goal,Tujuan,,,2025,2029", "parent_code", "Induk “–” bukan simpul"),
        ("2,goal,Tujuan,9,,2025,2029", "parent_code", "Tidak ada simpul perencanaan dengan kode “9”."),
        ("2,goal,Tujuan,1,,2024,2029", "first_year", "di dalam masa induknya, 2025–2029."),
        ("2,goal,Tujuan,1,,2027,2026", "last_year", "Tahun akhir (2026) tidak boleh sebelum tahun awal."),
        ("2,goal,Tujuan,1,OPD9,2025,2029", "unit_code", "Tidak ada unit dengan kode “OPD9”."),
        ("1.1,objective,Tujuan,1.1,,2025,2029", "parent_code", "bukan simpul dari tingkat"),
        ("1.1,mission,Misi,,,2025,2029", "kind", "tidak cocok dengan simpul yang sudah ada di bawahnya"),
        ("1,mission,Misi,,,2026,2029", "first_year", "Simpul di bawahnya, 1.1, memakai tahun di luar masa ini."),
    ],
)
def test_a_node_that_does_not_fit_is_refused(row: str, column: str, words: str) -> None:
    load("objectives", PLAN)
    found = reasons("objectives", HEADER + row + "\n")
    assert [(number, name) for number, name, _reason in found if name == column] == [(2, column)]
    assert words in " ".join(reason for _number, _name, reason in found)


def test_two_new_nodes_below_each_other_of_one_kind_are_refused() -> None:
    [(row, column, _reason)] = reasons(
        "objectives", HEADER + "1,mission,Misi,,,2025,2029\n2,goal,A,1,,2025,2029\n3,goal,B,2,,2025,2029\n"
    )
    assert (row, column) == (4, "parent_code")


def test_money_is_on_programmes_in_their_years() -> None:
    load("objectives", PLAN)
    load("budgets", "code,year,funding,amount\n1.1.1.01,2026,APBD,1250000000.50\n1.1.1.01,2026,DAK,5\n")
    assert [str(row.amount) for row in ProgrammeBudget.objects.order_by("funding")] == ["1250000000.50", "5.00"]
    refused = reasons("budgets", "code,year,funding,amount\n1.1.1,2026,APBD,1\n1.1.1.01,2031,APBD,1\n9,2026,APBD,-1\n")
    assert {(row, column) for row, column, _reason in refused} == {(2, "code"), (3, "year"), (4, "code"), (4, "amount")}


def test_indicators_come_in_with_their_measure() -> None:
    load("objectives", PLAN)
    load("indicators", INDICATORS + "IKU1,Indeks,1.1.1,nilai,maximize,last,reading,,yes,74.5,2025\n")
    indicator = Indicator.objects.get()
    assert (indicator.objective and indicator.objective.code, str(indicator.baseline), indicator.shared) == (
        "1.1.1",
        "74.500000",
        True,
    )
    assert indicator.active
    refused = reasons(
        "indicators",
        INDICATORS
        + "A,Perkara,,persen,maximize,average,cases,,no,,\n"
        + "B,Tanpa tahun,,nilai,maximize,last,reading,,no,1,\n"
        + "C,Tanpa simpul,9,nilai,maximize,last,reading,,no,,\n",
    )
    assert [(row, column) for row, column, _reason in refused] == [
        (2, "register"),
        (3, "baseline_year"),
        (4, "objective_code"),
    ]
