"""An explanation as HTML: what people typed stays text."""

from decimal import Decimal

from scoring.rules.explanation import Node
from scoring.views.tree import Entry, Trail, formula_numbers, render, render_inside, with_unit

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


def test_a_closed_figure_is_fetched_from_its_address_when_it_is_opened() -> None:
    root = Node("root", "Akar", Decimal("50.00"), "rules §3", "percent", "a", 2, (_tree(),))

    page = render(root, Trail("/angka/PATH/"), "root")

    assert '<details hx-get="/angka/root.a/" hx-trigger="toggle once" hx-target="find .k-in">' in page
    assert "100 × 5" not in page
    assert "100 × 5 ÷ 10 = 50,00" in render_inside(_tree(), Trail("/angka/PATH/"), "root.a")


def test_a_figure_whose_parts_were_not_read_can_be_opened() -> None:
    leaf = Node("a", "Hasil kerja", Decimal("50.00"), "rules §3", "percent")
    root = Node("root", "Akar", Decimal("50.00"), "rules §3", "percent", "a", 2, (leaf,))

    assert "<details" in render(root, Trail("/angka/PATH/", closed=frozenset({"root.a"})), "root")
    assert "<details" not in render(root, Trail("/angka/PATH/"), "root")
