"""SMART: each letter says how it went and why."""

from dataclasses import replace
from decimal import Decimal

import pytest

from contracts.rules.smart import MISSING, OK, PENDING, WARNING, Facts, Finding, check, limits

D = Decimal
GOOD = Facts(
    indicator="Permohonan dijawab tepat waktu",
    objective="Informasi publik cepat",
    unit_of_measure="persen",
    accumulation="average",
    polarity="maximize",
    monthly=(D(95),) * 12,
    definition="Permohonan yang dijawab paling lama 17 hari kerja.",
    formula="Yang tepat waktu dibagi seluruhnya, kali 100.",
    data_source="Register PPID",
    has_parent=True,
    has_node=False,
    baseline=D(93),
    verdict="fit",
)


def of(line: Facts, letter: str) -> Finding:
    return next(finding for finding in check(line) if finding.letter == letter)


def test_good_line_is_smart() -> None:
    assert [(finding.letter, finding.level) for finding in check(GOOD)] == [(letter, OK) for letter in "SMARTC"]
    assert limits([GOOD]) == ()


def test_levels_are_the_words_by_which_the_page_colours_them() -> None:
    assert (OK, PENDING, WARNING, MISSING) == ("ok", "pending", "warning", "missing")


@pytest.mark.parametrize(
    ("change", "letter", "level", "words"),
    [
        ({"definition": " "}, "S", MISSING, "Definisi"),
        ({"unit_of_measure": "dokumen dan laporan"}, "S", WARNING, "lebih dari satu"),
        ({"unit_of_measure": "buah/unit"}, "S", WARNING, "lebih dari satu"),
        ({"unit_of_measure": ""}, "M", MISSING, "Satuan"),
        ({"formula": ""}, "M", MISSING, "Rumus"),
        ({"data_source": ""}, "M", MISSING, "Sumber data"),
        ({"verdict": ""}, "A", PENDING, "Belum ditelaah"),
        ({"verdict": "improve"}, "A", WARNING, "perbaikan"),
        ({"has_parent": False}, "R", MISSING, "Belum terhubung"),
        ({"baseline": D(60)}, "R", WARNING, "persen dari capaian tahun lalu"),
        ({"baseline": D("190.20"), "polarity": "minimize"}, "R", WARNING, "persen dari capaian tahun lalu"),
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
        # Exactly half as far again as last year, and exactly as good as last year.
        {"baseline": D(190), "polarity": "minimize"},
        {"baseline": D(95)},
        {"baseline": D(95), "polarity": "minimize"},
    ],
)
def test_what_is_no_fault_is_left_alone(change: dict[str, object]) -> None:
    assert {finding.level for finding in check(replace(GOOD, **change))} == {OK}  # type: ignore[arg-type]


def test_limits_of_a_whole_agreement() -> None:
    lines = [replace(GOOD, indicator=f"Indikator {at}", objective=f"S{at // 3}") for at in range(11)]
    assert [finding.params for finding in limits(lines)] == [{"count": 11, "most": 10}]
    crowded = [replace(GOOD, indicator=f"Indikator {at}") for at in range(4)]
    assert [finding.params for finding in limits(crowded)] == [{"count": 4, "objective": GOOD.objective, "most": 3}]
    assert limits(lines[:10]) == limits(crowded[:3]) == ()


def test_a_warning_about_the_whole_has_no_letter_and_words_for_what_it_names() -> None:
    lines = [replace(GOOD, indicator=f"Indikator {at // 2}") for at in range(11)]
    found = limits(lines)
    assert {finding.letter for finding in found} == {""}
    assert all(finding.message % finding.params for finding in found)
    # Six indicators, five of them twice; the whole; the one objective.
    assert len(found) == 7


@pytest.mark.parametrize("change", [{"unit_of_measure": "buah/unit"}, {"baseline": D(60)}, {"baseline": D(63)}])
def test_sentences_have_words_for_what_they_name(change: dict[str, object]) -> None:
    assert all(finding.message % finding.params for finding in check(replace(GOOD, **change)))  # type: ignore[arg-type]


def test_same_indicator_under_two_codes_is_said_once() -> None:
    twice = [GOOD, replace(GOOD, indicator="permohonan  dijawab TEPAT waktu", objective="Lain")]
    assert [finding.params for finding in limits(twice)] == [{"indicator": GOOD.indicator}]


def test_months_of_zero_are_not_due_where_more_is_better() -> None:
    monthly = (D(1), D(0), *[None] * 10)
    assert of(replace(GOOD, monthly=monthly), "T").params == {"count": 1}
    assert of(replace(GOOD, monthly=monthly, polarity="minimize"), "T").params == {"count": 2}
