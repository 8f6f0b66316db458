"""What a line lacks before it may be presented."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.rules.readiness import Facts, lacks

FUNDED = Facts(
    weight=Decimal(10),
    monthly=(Decimal(5), *(None,) * 11),
    definition="Berkas selesai",
    formula="Jumlah berkas",
    data_source="Register",
    means="Loket buka tiap hari",
    programme=True,
    budget=Decimal(1),
    unfunded_reason="",
    risk="Petugas sakit; ada cadangan",
)


def fields(line: Facts) -> list[str]:
    return [lack.field for lack in lacks(line)]


def test_a_complete_line_lacks_nothing() -> None:
    assert fields(FUNDED) == []
    assert fields(replace(FUNDED, weight=Decimal("0.50"), budget=Decimal("0.50"))) == []


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"weight": Decimal(0)}, "weight"),
        ({"monthly": (None,) * 12}, "total"),
        ({"definition": " "}, "definition"),
        ({"formula": ""}, "formula"),
        ({"data_source": ""}, "data_source"),
        ({"means": "\n"}, "means"),
        ({"programme": False}, "programme"),
        ({"budget": None}, "budget"),
        ({"budget": Decimal(0)}, "budget"),
        ({"risk": " "}, "risk"),
    ],
)
def test_each_missing_field_is_named(change: dict[str, object], field: str) -> None:
    assert fields(replace(FUNDED, **change)) == [field]  # type: ignore[arg-type]


@given(programme=st.booleans(), budget=st.sampled_from([None, Decimal(0)]))
def test_a_reason_stands_for_programme_and_money(programme: bool, budget: Decimal | None) -> None:
    assert fields(replace(FUNDED, programme=programme, budget=budget, unfunded_reason="Kegiatan rutin")) == []


def test_a_blank_reason_is_none() -> None:
    assert fields(replace(FUNDED, programme=False, budget=None, unfunded_reason="  ")) == ["programme", "budget"]


def test_no_money_without_a_reason_has_a_sentence_of_its_own() -> None:
    (blank,) = lacks(replace(FUNDED, budget=None))
    assert blank.sentence == "Belum diisi."
    (lack,) = lacks(replace(FUNDED, budget=Decimal(0)))
    assert "Anggaran nol" in lack.sentence
