"""What an amendment changes: lines added, changed field by field and month by month, and dropped."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from contracts.rules.comparing_terms import Change, Difference, compare
from contracts.rules.deed import Row, from_json

D = Decimal
ROW = Row("Sasaran", "A", "Berita", "berkas", D(60), (D(1),) * 12, D(12), "sum", "maximize")


def test_the_same_is_no_change() -> None:
    assert compare([ROW], [replace(ROW)]) == []


def test_fields_and_months_that_differ_are_told_in_the_order_of_the_page() -> None:
    new = replace(ROW, weight=D(50), monthly=(*(D(1),) * 11, D(3)), year_target=D(14))
    [change] = compare([ROW], [new])
    assert (change.kind, change.code) == ("changed", "A")
    assert change.differences == (
        Difference("weight", D(60), D(50)),
        Difference("year_target", D(12), D(14)),
        Difference("monthly", D(1), D(3), 12),
    )


@pytest.mark.parametrize(
    "field",
    [
        "indicator",
        "objective",
        "unit_of_measure",
        "polarity",
        "accumulation",
        "definition",
        "formula",
        "data_source",
        "contribution",
        "parent",
    ],
)
def test_each_word_of_a_line_that_differs_is_told_as_that_of_no_month(field: str) -> None:
    words: dict[str, Any] = {field: "lain"}
    [change] = compare([ROW], [replace(ROW, **words)])
    [told] = change.differences
    assert (told.field, told.old, told.new, told.month) == (field, getattr(ROW, field), "lain", 0)


def test_added_lines_tell_weight_and_year_and_dropped_ones_come_last() -> None:
    other = replace(ROW, code="B", indicator="Unggahan")
    assert compare([ROW], [other]) == [
        Change("added", "B", "Unggahan", (Difference("weight", None, D(60)), Difference("year_target", None, D(12)))),
        Change("dropped", "A", "Berita"),
    ]


def test_a_deed_of_an_unknown_format_is_not_read() -> None:
    with pytest.raises(ValueError, match="unknown format of a deed: 99"):
        from_json({"format": 99})
