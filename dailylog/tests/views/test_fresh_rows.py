"""Rows drawn from tokens look exactly as their templates draw them."""

import re
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from contracts.models import Target
from dailylog.forms.day import DaySources, make_rows
from dailylog.forms.row import Row
from dailylog.queries.plan import Habits, Usual
from dailylog.views.fresh_rows import drawn

TARGETS = [
    Target(pk=7, indicator="Persentase <b>permohonan</b> & keluhan", unit_of_measure="berkas"),
    Target(pk=8, indicator='Jumlah "siaran"', unit_of_measure="siaran"),
]
USUAL = [
    Usual('Melayani tamu ⟦key⟧ & "pers" <script>', "", "orang", 8),
    Usual("Rapat " * 30, "", "", None),
    # Accents as letters of their own: shorter than it looks once they are joined.
    Usual("e\u0301" * 45, "", "berita", 99),
]
KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def rows(**sent: Any) -> list[Row]:
    sources = DaySources(tasks=[], habits=Habits(USUAL, None), targets=TARGETS, window=(480, 960), busy=[])
    return make_rows(sources, **sent)


def by_template(row: Row) -> str:
    return render_to_string(f"dailylog/_{row.kind}_row.html", {"row": row})


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("at", range(6))
def test_fresh_row_looks_as_its_template_draws_it(language: str, at: int) -> None:
    row = rows()[at]
    with translation.override(language):
        assert row.fresh
        assert KEY.sub("K", drawn(row, TARGETS)) == KEY.sub("K", by_template(row))


def test_each_drawing_has_a_key_of_its_own() -> None:
    keys = {KEY.search(drawn(row, TARGETS)).group() for row in rows() for _time in range(2)}  # type: ignore[union-attr]
    assert len(keys) == 12


def test_row_that_was_typed_into_is_not_fresh() -> None:
    second = next(row.prefix for row in rows()[1:] if row.kind == "usual")
    typed = rows(draft={f"{second}-output": "Notula", "f1-description": ""})
    assert [row.prefix for row in typed if not row.fresh] == [second, "f1"]
    assert [row.prefix for row in rows(data={"f3-place": "Balai kota"}) if not row.fresh] == ["f3"]
