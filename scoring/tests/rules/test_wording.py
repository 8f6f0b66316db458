"""Formulas as people write them."""

from decimal import Decimal

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
