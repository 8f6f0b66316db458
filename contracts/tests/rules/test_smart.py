"""SMART: each letter says what is wrong, and what is missing keeps a draft from being presented."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.rules.smart import MISSING, OK, WARNING, Facts, Finding, check, limits, unready

D = Decimal
GOOD = Facts(
    code="A",
    indicator="Permohonan dijawab tepat waktu",
    objective="Informasi publik cepat",
    unit_of_measure="persen",
    accumulation="average",
    polarity="maximize",
    weight=D(100),
    monthly=(D(95),) * 12,
    definition="Permohonan yang dijawab paling lama 17 hari kerja.",
    formula="Yang tepat waktu dibagi seluruhnya, kali 100.",
    data_source="Register PPID",
    has_parent=True,
    baseline=D(93),
    means="Menambah petugas meja informasi.",
    risk="Petugas sakit; diganti petugas cadangan.",
    verdict="fit",
)


def of(line: Facts, letter: str) -> Finding:
    return next(finding for finding in check(line) if finding.letter == letter)


def test_good_line_is_smart() -> None:
    assert [(finding.letter, finding.level) for finding in check(GOOD)] == [(letter, OK) for letter in "SMARTC"]
    assert unready([GOOD]) == ()
    assert limits([GOOD]) == ()


@pytest.mark.parametrize(
    ("change", "letter", "level", "words"),
    [
        ({"definition": " "}, "S", MISSING, "Definisi"),
        ({"unit_of_measure": "dokumen dan laporan"}, "S", WARNING, "lebih dari satu"),
        ({"unit_of_measure": "buah/unit"}, "S", WARNING, "lebih dari satu"),
        ({"unit_of_measure": ""}, "M", MISSING, "Satuan"),
        ({"formula": ""}, "M", MISSING, "Rumus"),
        ({"data_source": ""}, "M", MISSING, "Sumber data"),
        ({"verdict": ""}, "A", WARNING, "Belum ditelaah"),
        ({"verdict": "improve"}, "A", WARNING, "perbaikan"),
        ({"has_parent": False}, "R", MISSING, "Belum terhubung"),
        ({"baseline": D(60)}, "R", WARNING, "persen dari capaian tahun lalu"),
        ({"monthly": (None,) * 12}, "T", MISSING, "belum diisi"),
        ({"monthly": (D(0),) * 12}, "T", MISSING, "nol"),
        ({"baseline": None}, "C", WARNING, "belum diisi"),
        ({"baseline": D(96)}, "C", WARNING, "Lebih lemah"),
        ({"baseline": D(90), "polarity": "minimize"}, "C", WARNING, "Lebih lemah"),
    ],
)
def test_what_is_wrong_is_said_at_its_letter(change: dict[str, object], letter: str, level: str, words: str) -> None:
    finding = of(replace(GOOD, **change), letter)  # type: ignore[arg-type]
    assert finding.level == level
    assert words in finding.message


@pytest.mark.parametrize(
    "change",
    [
        {"has_parent": False, "has_node": True},
        {"baseline": D(0)},
        {"polarity": "stabilize", "baseline": D(99)},
        {"polarity": "minimize", "monthly": (D(0),) * 12, "baseline": D(0)},
        {"unit_of_measure": "kendaraan"},
    ],
)
def test_what_is_no_fault_is_left_alone(change: dict[str, object]) -> None:
    assert {finding.level for finding in check(replace(GOOD, **change))} == {OK}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"weight": D("99.99")}, "harus tepat 100"),
        ({"means": ""}, "Cara mencapai"),
        ({"risk": ""}, "Risiko"),
        ({"has_programme": True}, "Anggaran"),
        ({"definition": ""}, "Definisi"),
        ({"monthly": (None,) * 12}, "Sasaran bulanan"),
    ],
)
def test_what_keeps_a_draft_from_being_presented(change: dict[str, object], words: str) -> None:
    missing = unready([replace(GOOD, **change)])  # type: ignore[arg-type]
    assert len(missing) == 1
    assert words in missing[0].message


def test_empty_draft_and_empty_weight() -> None:
    assert [finding.message for finding in unready([])] == ["Perjanjian ini belum mempunyai indikator."]
    missing = unready([GOOD, replace(GOOD, code="B", weight=D(0))])
    assert [(finding.letter, finding.message) for finding in missing] == [("B", "Bobot harus lebih dari nol.")]


@given(st.sampled_from(["fit", "improve", ""]), st.one_of(st.none(), st.decimals(0, 1000, places=2)))
def test_warnings_never_keep_a_draft_from_being_presented(verdict: str, baseline: Decimal | None) -> None:
    assert unready([replace(GOOD, verdict=verdict, baseline=baseline)]) == ()


def test_limits_of_a_whole_agreement() -> None:
    lines = [replace(GOOD, code=str(at), indicator=f"Indikator {at}", objective=f"S{at // 3}") for at in range(11)]
    assert [finding.params for finding in limits(lines)] == [{"count": 11, "most": 10}]
    crowded = [replace(GOOD, code=str(at), indicator=f"Indikator {at}") for at in range(4)]
    assert [finding.params["count"] for finding in limits(crowded)] == [4]


def test_same_indicator_under_two_codes_is_said_once() -> None:
    twice = [GOOD, replace(GOOD, code="B", indicator="permohonan  dijawab TEPAT waktu", objective="Lain")]
    assert [finding.params for finding in limits(twice)] == [{"indicator": GOOD.indicator}]
