"""Formulas as people write them."""

from decimal import Decimal

import pytest

from scoring.rules.explanation import Node
from scoring.rules.wording import formula, weights


def _given(key: str, value: str | None, unit: str = "percent") -> Node:
    return Node(key, key.title(), None if value is None else Decimal(value), "", unit)


def _node(expression: str, *inputs: Node) -> Node:
    return Node("x", "X", Decimal(1), "", expression=expression, inputs=inputs)


def _numbers(node: Node) -> str:
    return "–" if node.value is None else str(node.value)


def _labels(node: Node) -> str:
    return node.label


def test_a_given_figure_has_no_formula() -> None:
    assert formula(_given("a", "1"), _numbers) == ""


def test_operators_keep_their_meaning() -> None:
    node = _node("a * (b - c) / d", *(_given(key, value) for key, value in zip("abcd", "1234", strict=True)))

    assert formula(node, _numbers) == "1 × (2 − 3) ÷ 4"
    assert formula(node, _labels) == "A × (B − C) ÷ D"


def test_a_divisor_and_a_subtrahend_keep_their_parentheses() -> None:
    node = _node("a - (b - c) / (b * c)", _given("a", "1"), _given("b", "2"), _given("c", "3"))

    assert formula(node, _numbers) == "1 − (2 − 3) ÷ (2 × 3)"


def test_an_outer_bound_is_said_after_the_formula() -> None:
    node = _node("max(0, min(cap, 100 * a / b))", _given("a", "1"), _given("b", "2"), _given("cap", "120"))

    assert formula(node, _numbers) == "100 × 1 ÷ 2, ≤ 120, ≥ 0"


def test_an_inner_bound_stays_a_function() -> None:
    node = _node("a * max(0, 100 - b) / 100", _given("a", "5"), _given("b", "10"))

    assert formula(node, _numbers) == "5 × max(0; 100 − 10) ÷ 100"


def test_a_mean_leaves_out_what_does_not_count() -> None:
    inputs = (
        *(_given("w_a", "40"), _given("a", "95.50"), _given("w_b", "30"), _given("b", None)),
        *(_given("w_c", "0"), _given("c", "80"), _given("w_d", "20"), _given("d", "100")),
    )
    node = _node("wmean(w_a, a, w_b, b, w_c, c, w_d, d)", *inputs)

    assert formula(node, _numbers) == "(40 × 95.50 + 20 × 100) ÷ (40 + 20)"
    assert {key: weight.key for key, weight in weights(node).items()} == {
        "a": "w_a",
        "b": "w_b",
        "c": "w_c",
        "d": "w_d",
    }


def test_a_mean_of_one_pair_and_of_none() -> None:
    one = _node("wmean(w_a, a)", _given("w_a", "40"), _given("a", "95"))
    none = _node("coalesce(min(100, wmean(w_a, a)), 0)", _given("w_a", "40"), _given("a", None))

    assert formula(one, _numbers) == "40 × 95 ÷ 40"
    assert formula(none, _numbers) == "0"


def test_coalesce_shows_the_part_that_has_a_value() -> None:
    node = _node("coalesce(min(100, wmean(w_a, a)), 0)", _given("w_a", "40"), _given("a", "90"))

    assert formula(node, _numbers) == "min(100; 40 × 90 ÷ 40)"


def test_long_sums_are_counted() -> None:
    many = [_given(f"d{number}", "1") for number in range(13)]

    assert formula(_node(f"sum({', '.join(node.key for node in many)})", *many), _numbers) == "Σ 13"
    assert formula(_node("sum(d0, d1)", *many[:2]), _numbers) == "1 + 1"


def test_long_means_are_abbreviated() -> None:
    inputs = [node for n in range(13) for node in (_given(f"w{n}", "1"), _given(f"x{n}", "2"))]

    assert formula(_node(f"wmean({', '.join(n.key for n in inputs)})", *inputs), _numbers) == "Σ w·x ÷ Σ w (13)"


def test_signs_and_lines() -> None:
    node = _node("abs(a) + floor(-a)", _given("a", "1"))

    assert formula(node, _numbers) == "|1| + ⌊−1⌋"


def test_whole_numbers_are_written_as_asked() -> None:
    assert formula(_node("a / 10000", _given("a", "1")), _numbers, lambda n: f"{n:,}") == "1 ÷ 10,000"
    assert weights(_given("a", "1")) == {}


def test_settled_leaves_out_the_bounds_that_do_not_bite() -> None:
    bounded = "max(0, min(cap, 100 * a / b))"
    cap = _given("cap", "120")
    free = _node(bounded, _given("a", "1"), _given("b", "2"), cap)
    held = _node(bounded, _given("a", "3"), _given("b", "2"), cap)
    floor = _node("max(0, 100 - a)", _given("a", "101"))

    assert formula(free, _numbers, settled=True) == "100 × 1 ÷ 2"
    assert formula(held, _numbers, settled=True) == "min(120; 100 × 3 ÷ 2)"
    assert formula(floor, _numbers, settled=True) == "max(0; 100 − 101)"


def test_settled_keeps_the_parentheses_of_what_is_left() -> None:
    node = _node("a * max(0, 100 - b) / 100", _given("a", "5"), _given("b", "10"))

    assert formula(node, _numbers, settled=True) == "5 × (100 − 10) ÷ 100"


def test_a_mean_without_any_value_is_a_dash() -> None:
    assert formula(_node("wmean(w_a, a)", _given("w_a", "40"), _given("a", None)), _numbers) == "–"


def test_a_weight_may_stand_in_the_expression_itself() -> None:
    node = _node("wmean(1, a, 2, b)", _given("a", "10"), _given("b", "20"))

    assert formula(node, _numbers) == "(1 × 10 + 2 × 20) ÷ (1 + 2)"
    assert weights(node) == {}


def _known(expression: str, *, values: dict[str, str | None]) -> Node:
    return _node(expression, *(_given(key, value) for key, value in values.items()))


ABCD: dict[str, str | None] = {"a": "1", "b": "2", "c": "3", "d": "4"}


@pytest.mark.parametrize(
    ("expression", "written"),
    [
        ("a * -b", "1 × (−2)"),
        ("a * sum(b, c)", "1 × (2 + 3)"),
        ("a * sum(b)", "1 × 2"),
        ("sum(a - b, c)", "1 − 2 + 3"),
        ("a - sum(b, c)", "1 − (2 + 3)"),
        ("a / wmean(b, c)", "1 ÷ (2 × 3 ÷ 2)"),
        ("a * wmean(b, c)", "1 × 2 × 3 ÷ 2"),
        ("wmean(1, a * b, 2, c + d)", "(1 × 1 × 2 + 2 × (3 + 4)) ÷ (1 + 2)"),
        ("wmean(a * b, c, a + b, d)", "(1 × 2 × 3 + (1 + 2) × 4) ÷ (1 × 2 + 1 + 2)"),
    ],
)
def test_parts_stand_in_parentheses_only_where_they_must(expression: str, written: str) -> None:
    assert formula(_known(expression, values=ABCD), _numbers) == written


def test_twelve_terms_are_still_written_out() -> None:
    many = {f"d{number}": "1" for number in range(12)}
    pairs = {f"{key}{number}": "1" for number in range(12) for key in "wx"}

    assert formula(_known(f"sum({', '.join(many)})", values={**many}), _numbers) == " + ".join(["1"] * 12)
    mean = formula(_known(f"wmean({', '.join(pairs)})", values={**pairs}), _numbers)
    assert mean == f"({' + '.join(['1 × 1'] * 12)}) ÷ ({' + '.join(['1'] * 12)})"


def test_an_abbreviated_mean_binds_as_a_division() -> None:
    pairs = {f"{key}{number}": "1" for number in range(13) for key in "wx"}
    node = _known(f"a / wmean({', '.join(pairs)})", values={"a": "1", **pairs})

    assert formula(node, _numbers) == "1 ÷ (Σ w·x ÷ Σ w (13))"


@pytest.mark.parametrize(
    ("values", "written"),
    [
        ({"x": None, "y": None, "z": "90"}, "3 × 90 ÷ 3"),
        ({"x": None, "y": "80", "z": None}, "2 × 80 ÷ 2"),
        ({"x": None, "y": None, "z": None}, "0"),
    ],
)
def test_a_mean_has_a_value_when_one_of_its_pairs_has(values: dict[str, str | None], written: str) -> None:
    node = _known("coalesce(wmean(u, x, v, y, w, z), 0)", values={"u": "1", "v": "2", "w": "3", **values})

    assert formula(node, _numbers) == written


def test_when_nothing_has_a_value_the_last_part_is_shown() -> None:
    assert formula(_known("coalesce(a, b, c)", values=dict.fromkeys("abc")), _labels) == "C"
    assert formula(_known("coalesce(a, b, c)", values={"a": None, "b": "2", "c": "3"}), _labels) == "B"


def test_settled_shows_one_of_two_parts_that_come_to_the_same() -> None:
    node = _known("min(100 * a / b, 50 * c / a)", values={"a": "2", "b": "4", "c": "2"})

    assert formula(node, _numbers, settled=True) == "100 × 2 ÷ 4"


def test_settled_reckons_without_the_texts_beside_the_figures() -> None:
    node = _node("max(0, 100 - a)", _given("a", "1"), Node("state", "Status", "Terukur", ""))

    assert formula(node, _numbers, settled=True) == "100 − 1"
