"""Numbers, dates and money in both languages."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from django.template import Context, Template
from django.utils import formats, translation

DAY = date(2026, 11, 22)
MOMENT = datetime(2026, 11, 22, 0, 30, tzinfo=UTC)

CASES: list[tuple[Any, str, str, str]] = [
    (Decimal("97.5"), "angka:2", "97,50", "97.50"),
    (Decimal("1250750.25"), "angka", "1.250.750,25", "1,250,750.25"),
    (0, "angka", "0", "0"),
    (Decimal("-1234.5"), "angka:1", "-1.234,5", "-1,234.5"),
    (Decimal("30.0000"), "ringkas", "30", "30"),
    (Decimal("97.50"), "ringkas", "97,5", "97.5"),
    (Decimal("97"), "persen", "97%", "97%"),
    (Decimal("96.44"), "persen:2", "96,44%", "96.44%"),
    (Decimal("1234567"), "rupiah", "Rp1.234.567", "Rp1,234,567"),
    (-500, "rupiah", "−Rp500", "−Rp500"),
    (DAY, "tanggal", "22 November 2026", "22 November 2026"),
    (date(2026, 8, 17), "tanggal", "17 Agustus 2026", "17 August 2026"),
    (DAY, "hari_tanggal", "Minggu, 22 November 2026", "Sunday, 22 November 2026"),
    (date(2026, 5, 1), "bulan", "Mei 2026", "May 2026"),
    (time(7, 30), "jam", "07.30", "07:30"),
    (MOMENT.date(), "iso", "2026-11-22", "2026-11-22"),
    (MOMENT, "iso", "2026-11-22", "2026-11-22"),
    (MOMENT, "waktu", "22 November 2026 pukul 07.30 WIB", "22 November 2026 at 07:30 WIB"),
    ("198505172010011003", "nip", "19850517 201001 1 003", "19850517 201001 1 003"),
    ("tidak lengkap", "nip", "tidak lengkap", "tidak lengkap"),
]
NONE = ["angka", "ringkas", "persen", "rupiah", "tanggal", "hari_tanggal", "bulan", "jam", "waktu"]


def write(value: Any, name: str) -> str:
    return Template("{% load kinerja_ui %}{{ value|" + name + " }}").render(Context({"value": value}))


@pytest.mark.parametrize(("value", "name", "indonesian", "english"), CASES)
def test_filter_follows_the_language(value: Any, name: str, indonesian: str, english: str) -> None:
    with translation.override("id"):
        assert write(value, name) == indonesian
    with translation.override("en"):
        assert write(value, name) == english


@pytest.mark.parametrize("name", NONE)
def test_no_value_is_a_dash_and_never_a_zero(name: str) -> None:
    assert write(None, name) == "–"


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_date_is_never_read_month_first(language: str) -> None:
    with translation.override(language):
        assert not [form for form in formats.get_format("DATE_INPUT_FORMATS") if form.startswith(("%m", "%b", "%B"))]
