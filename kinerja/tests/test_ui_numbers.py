"""Numbers as people type them."""

from decimal import Decimal

import pytest
from django import forms
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from kinerja.ui.numbers import NumberField, echo, read_number, spelled

D = Decimal


@pytest.mark.parametrize(
    ("text", "lang", "value", "ambiguous"),
    [
        ("1.250,5", "id", "1250.5", False),
        ("1250,5", "id", "1250.5", False),
        ("1250.5", "id", "1250.5", False),
        ("1.250", "id", "1250", True),
        ("1,250", "id", "1.25", True),
        ("1.250.000", "id", "1250000", False),
        ("Rp 1.250.000,00", "id", "1250000", False),
        ("12", "id", "12", False),
        ("0,125", "id", "0.125", False),
        ("0.125", "id", "0.125", False),
        ("−3,5", "id", "-3.5", False),
        (" 98,5 ", "id", "98.5", False),
        ("1,250.5", "en", "1250.5", False),
        ("1,250", "en", "1250", True),
        ("12,5", "en", "12.5", False),
    ],
)
def test_number_is_read_as_it_was_meant(text: str, lang: str, value: str, ambiguous: bool) -> None:
    reading = read_number(text, lang)
    assert reading is not None
    assert (reading.value, reading.ambiguous) == (D(value), ambiguous)


@pytest.mark.parametrize("text", ["", "dua belas", "1.25.0", "1,2,3", "12.50,1.1", "1e5", "--1", "1.2345.678", "١٢"])
def test_what_is_no_number(text: str) -> None:
    assert read_number(text, "id") is None


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4), st.sampled_from(["id", "en"]))
def test_what_is_put_into_a_field_comes_back(value: Decimal, lang: str) -> None:
    with translation.override(lang):
        field = NumberField(least=None)
        assert field.clean(field.prepare_value(value)) == value


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("abc", "Tulis angka"),
        ("-1", "Tidak boleh kurang dari 0"),
        ("101", "Tidak boleh lebih dari 100"),
        ("0,123", "Paling banyak 2 angka di belakang koma"),
    ],
)
def test_bad_number_is_told(text: str, words: str) -> None:
    with pytest.raises(forms.ValidationError, match=words):
        NumberField(places=2, most=D(100)).clean(text)


def test_stored_figure_of_a_disabled_field_stays() -> None:
    assert NumberField(disabled=True).clean(D("120.500")) == D("120.5")


def test_empty_and_unchanged() -> None:
    field = NumberField(required=False)
    assert field.clean("") is None
    assert not field.has_changed(D("12.500000"), "12,5")
    assert field.has_changed(D(12), "13")
    assert field.has_changed(D(12), "x")


def test_doubtful_number_is_echoed() -> None:
    assert echo("1.250") == "“1.250” dibaca sebagai 1250."
    assert echo("1250") == ""
    assert echo("") == ""
    assert spelled(D("60.000000")) == "60"
