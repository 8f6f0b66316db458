"""In which places a rule is changed, and into what."""

import ast
from itertools import pairwise

import pytest

from kinerja.services.mutation.mutants import mutants, mutated


def _function(body: str) -> str:
    return f"def price(n):\n    {body}\n"


def _new(source: str) -> list[str]:
    """What each mutant shows as new."""
    return [each.new for each in mutants(source)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("n < m", ["n <= m"]),
        ("n >= m", ["n > m"]),
        ("a == b is c", ["a != b is c", "a == b is not c"]),
        ("n in m", ["n not in m"]),
        ("a - b", ["a + b"]),
        ("a * b", ["a + b"]),
        ("a // b", ["a * b"]),
        ("a % b", ["a // b"]),
        ("a | b", ["a & b"]),
        ("a and b", ["a or b"]),
        ("not a", ["a"]),
        ("-a", ["a"]),
        ("True", ["False"]),
        ("5", ["6"]),
        ("'0.50'", ["'0.51'"]),
        ("'9'", ["'10'"]),
        ("'0.99'", ["'1.00'"]),
        ("'unpaid'", ["'XXunpaid'"]),
        ("f'{a}-{b}'", ["f'{a}XX-{b}'"]),
        ("a if n else b", ["a if True else b", "a if False else b"]),
        ("min(a, b)", ["max(a, b)"]),
        ("any(n)", ["all(n)"]),
        ("ROUND_HALF_UP", ["ROUND_HALF_EVEN"]),
        ("sorted(n, key=k)", ["list(n)", "sorted(n)"]),
        ("n[a:b]", ["n[:b]", "n[a:]"]),
        ("[a for a in n if b]", ["[a for a in n]", "[a for a in n if False]"]),
    ],
)
def test_an_expression_becomes_each_of_its_changes(old: str, new: list[str]) -> None:
    assert _new(_function(f"m = {old}")) == [f"m = {each}" for each in new]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("m += n", ["m -= n", "pass"]),
        ("told(n)", ["pass"]),
        ("raise PriceError", ["pass"]),
        ("return n", ["return None"]),
        ("yield n", ["yield None"]),
        ("return None", []),
        ("return True", ["return False"]),
        ("while n: m = n", ["while False: m = n"]),
        ("for each in n: break", ["for each in n: continue"]),
        ("for each in n: continue", ["for each in n: break"]),
    ],
)
def test_a_statement_becomes_each_of_its_changes(old: str, new: list[str]) -> None:
    assert _new(_function(old)) == new


def test_a_case_with_a_guard_is_tried_without_and_never_met() -> None:
    source = _function("match n:\n        case a if b:\n            m = n")
    assert _new(source) == [
        "match n: case a: m = n",
        "match n: case a if False: m = n",
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("A = 5", ["A = 6", "A = 4"]),
        ("A = (a, b)", ["A = (b,)", "A = (a,)"]),
        ("A = {a: b, c: d}", ["A = {c: d}", "A = {a: b}"]),
        ("A = frozenset({a, b})", ["A = frozenset({b})", "A = frozenset({a})"]),
        ("class A:\n    a: int = 0", ["class A: a: int = 1", "class A: a: int = -1"]),
    ],
)
def test_a_table_is_also_tried_with_one_entry_less_and_its_numbers_with_one_less(old: str, new: list[str]) -> None:
    found = mutants(old)
    assert [each.new for each in found] == new
    assert all(each.in_table for each in found)


@pytest.mark.parametrize(
    "source",
    [
        '"""A price of 5."""',
        'A = _("Bobot 5")',
        "A = cast('B | None', c)",
        "from a import b",
        "__all__ = ['a', 'b']",
        "A = tuple[int, int]",
        "A: dict[str, 'B']",
        "@dataclass(frozen=True)\nclass A:\n    a: 'B'",
        _function('"""A price of 5."""'),
        "def price(n: 'A' = m) -> 'B':\n    m = zip(a, b, strict=True)",
        "def price(n):\n    m = f'{n:04d}'",
    ],
)
def test_what_is_said_to_people_and_checkers_is_left_as_it_is(source: str) -> None:
    assert mutants(source) == []


def test_the_words_of_a_programmers_error_are_left_but_not_that_it_is_raised() -> None:
    assert _new(_function('raise PriceError(f"{n} has no price in 5")')) == ["pass"]


def test_a_mutant_names_its_function_or_constant_and_its_line() -> None:
    source = "A = 5\n\n\nclass Price:\n    def of(self, n):\n        return n\n"
    assert [(each.name, each.line, each.in_table) for each in mutants(source)] == [
        ("A", 1, True),
        ("A", 1, True),
        ("Price.of", 6, False),
    ]


def test_what_is_shown_is_as_much_of_the_surroundings_as_fits_a_line() -> None:
    long = " + ".join(f"price_of_{n}" for n in "abcdefghij")
    [*_sums, last] = mutants(_function(f"return {long} + (n or m)"))
    assert (last.old, last.new) == ("n or m", "n and m")


def test_each_mutant_is_the_source_with_its_one_change() -> None:
    source = "A = ('a', 'b')\n\ndef price(n, m=0):\n    if n > m and n:\n        return n[m:] or m\n    m += 1\n"
    trees = [ast.unparse(mutated(source, each.number)) for each in mutants(source)]
    assert len(set(trees)) == len(trees) == 15
    assert all(one != other for one, other in pairwise(trees))
    assert ast.unparse(ast.parse(source)) not in trees
    assert "if n > m or n:" in trees[[each.new for each in mutants(source)].index("if n > m or n: return n[m:] or m")]


def test_there_is_no_mutant_beyond_the_last() -> None:
    with pytest.raises(LookupError):
        mutated("A = 5", 2)
