"""Numbers, dates and titles as papers write them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from contracts.paper import words
from contracts.tests.deeds import FIRST, MAYOR, make_deed

AMOUNTS = st.decimals(-(10**15), 10**15, places=4)


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        ("85", "%", "85\u00a0%"),
        ("92.50", "persen", "92,5\u00a0%"),
        ("720", "berita", "720 berita"),
        ("1250.750000", "ton", "1.250,75 ton"),
        ("1250000000", "Rp", "Rp\u00a01.250.000.000,00"),
        ("0", "kejadian", "0 kejadian"),
        ("3", "", "3"),
    ],
)
def test_a_target_with_its_unit(value: str, unit: str, written: str) -> None:
    assert words.figure(Decimal(value), unit) == written


def test_nothing_due_is_a_dash() -> None:
    assert words.figure(None, "berita") == "–"


@given(AMOUNTS)
def test_a_written_number_is_the_number(value: Decimal) -> None:
    assert Decimal(words.number(value).replace(".", "").replace(",", ".")) == value


@given(AMOUNTS)
def test_no_number_ends_in_a_useless_nought(value: Decimal) -> None:
    whole, comma, rest = words.number(value).partition(",")

    assert not (comma and rest.endswith("0"))
    assert whole.lstrip("-")


def test_a_paper_is_indonesian_on_an_english_page() -> None:
    with translation.override("en"):
        assert words.day(date(2027, 5, 4)) == "4\u00a0Mei\u00a02027"
        assert words.number(Decimal("1234.5")) == "1.234,5"


@pytest.mark.parametrize(
    ("changes", "title"),
    [
        ({}, "PERJANJIAN KINERJA TAHUN 2027"),
        ({"kind": "pko"}, "PERJANJIAN KINERJA OPERASIONAL TAHUN 2027"),
        ({"version": 2}, "PERJANJIAN KINERJA PERUBAHAN TAHUN 2027"),
        ({"amends": "N-1", "kind": "pko"}, "PERJANJIAN KINERJA OPERASIONAL PERUBAHAN TAHUN 2027"),
    ],
)
def test_titles(changes: dict[str, object], title: str) -> None:
    assert words.title(replace(make_deed(rows=0), **changes)) == title  # type: ignore[arg-type]


def test_objectives_are_strategic_before_the_head_of_region_only() -> None:
    below = replace(FIRST, role="second")

    assert words.objective_heading(make_deed(rows=0)) == "Sasaran Strategis"
    assert words.objective_heading(make_deed(rows=0, parties=(MAYOR,))) == "Sasaran Strategis"
    assert words.objective_heading(make_deed(rows=0, parties=(FIRST, below))) == "Sasaran"


def test_a_nip_is_grouped_and_anything_else_is_left_alone() -> None:
    assert words.nip("197504122000031004") == "19750412 200003 1 004"
    assert words.nip("-") == "-"
    assert words.nip("abcdefghijklmnopqr") == "abcdefghijklmnopqr"


def test_the_short_code_is_eight_letters_of_the_token() -> None:
    assert words.short_code("k7m2p4q6r3s5") == "K7M2-P4Q6"
    assert words.short_code("") == ""
