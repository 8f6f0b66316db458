"""An explanation as HTML: what people typed stays text."""

from decimal import Decimal

from scoring.rules.explanation import Node
from scoring.views.tree import Entry, Trail, formula_numbers, render, with_unit

NASTY = '<img src=x onerror="alert(1)">'


def _tree() -> Node:
    leaf = Node("realised", NASTY, Decimal("5"), "rules §3", NASTY)
    target = Node("target", "Target", Decimal("10"), "rules §3", "berkas")
    return Node("a", NASTY, Decimal("50.00"), "rules §3", "percent", "100 * realised / target", 2, (leaf, target))


def test_labels_units_and_notes_are_escaped() -> None:
    root = Node("root", "Akar", Decimal("50.00"), "rules §3", "percent", "a", 2, (_tree(),))
    entries = {"root.a": [Entry(NASTY, NASTY, '/x"y', NASTY)]}

    page = render(root, Trail("/angka/PATH/", entries, {"root.a": '/z"'}), "root", opened=frozenset({"root.a"}))

    assert "<img" not in page
    assert page.count("&lt;img") >= 5
    assert 'href="/x&quot;y"' in page
    assert "<details open>" in page


def test_numbers_stand_with_their_result() -> None:
    assert formula_numbers(_tree()) == "100 × 5 ÷ 10 = 50,00"


def test_units_are_words() -> None:
    assert with_unit(Decimal("1234.5"), "minutes") == "1.234,5 menit"
    assert with_unit(Decimal("97.50"), "percent") == "97,50"
    assert with_unit(Decimal("1000"), "rupiah") == "Rp1.000"
    assert with_unit(Decimal("1000.5"), "rupiah") == "Rp1.000,5"
