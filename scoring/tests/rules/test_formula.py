from fractions import Fraction

import pytest

from scoring.rules.formula import FormulaError, Number, compute, parse

INPUTS: dict[str, Number] = {"a": Fraction(6), "b": Fraction(4), "c": Fraction(0), "none": None, "low": Fraction(-7, 2)}


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("a + b * 2", 14),
        ("(a + b) * 2 - 1", 19),
        ("a / b", Fraction(3, 2)),
        ("-a + b", -2),
        ("min(a, b, 5)", 4),
        ("max(a, b, 5)", 6),
        ("sum(a, b, c)", 10),
        ("sum(a)", 6),
        ("abs(low)", Fraction(7, 2)),
        ("floor(low)", -4),
        ("floor(a / b)", 1),
        ("coalesce(none, a)", 6),
        ("coalesce(c, a)", 0),
        ("coalesce(none, none)", None),
        ("wmean(1, a, 3, b)", Fraction(9, 2)),
        ("wmean(1, a, 3, none)", 6),
        ("wmean(c, a, 3, b)", 4),
        ("wmean(low, a, 3, b)", 4),
        ("wmean(none, a, 3, b)", 4),
        ("wmean(c, a)", None),
        ("wmean(1, none)", None),
        ("a / c", None),
        ("none / a", None),
        ("a / none", None),
        ("a + none", None),
        ("-none", None),
        ("min(a, none)", None),
        ("abs(none)", None),
    ],
)
def test_compute(expression: str, expected: Fraction | int | None) -> None:
    assert compute(expression, INPUTS) == expected


@pytest.mark.parametrize(
    "expression",
    [
        "",
        "a +",
        "1.5",
        "'a'",
        "True",
        "a ** b",
        "a // b",
        "a % b",
        "+a",
        "a < b",
        "a if b else c",
        "a.real",
        "[a]",
        "sum([a])",
        "min()",
        "min(a, key=b)",
        "min(*a)",
        "pow(a, b)",
        "a.b(c)",
        "__import__('os')",
        "(lambda: a)()",
        "a; b",
        "a + open(b)",
        "\0",
    ],
)
def test_what_is_not_of_the_language_is_refused(expression: str) -> None:
    with pytest.raises(FormulaError):
        compute(expression, INPUTS)


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("a + d", "no input is named d"),
        ("wmean(1, a, 2)", "pairs of weight and value"),
        ("abs(a, b)", "abs and floor take one value"),
        ("floor(a, b)", "abs and floor take one value"),
        ("a ** b", r"not allowed in an expression: a \*\* b"),
        ("a +", r"not an expression: a \+"),
    ],
)
def test_the_error_names_the_cause(expression: str, message: str) -> None:
    with pytest.raises(FormulaError, match=message):
        compute(expression, INPUTS)


@pytest.mark.parametrize(
    "expression", ["-open(a)", "open(a) + 1", "1 + open(a)", "sum(1, open(a))", "-(a ** 2)", "a.b"]
)
def test_what_is_not_of_the_language_is_found_however_deep_it_lies(expression: str) -> None:
    with pytest.raises(FormulaError, match="not allowed in an expression"):
        parse(expression)
