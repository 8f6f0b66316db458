"""Executable explanations: a tree of figures in which each is recomputed from those below it (rules §0).

A figure that explains itself carries its formula as text and the figures that enter it, each as published. The
same text is printed for people and evaluated by `check`, so that an explanation cannot drift from its figure.
The JSON form is described in docs/explanation.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import cast

from kinerja.rounding import divide, half_up
from scoring.rules.formula import FormulaError, Number, compute

SCHEMA = 1
Value = Decimal | str | None


class ExplanationError(Exception):
    """A tree that is badly built: doubled or missing inputs, or an expression outside the language."""


@dataclass(frozen=True, slots=True)
class Node:
    """One figure. `key` names it for the expression of its parent; `label` is the Indonesian name for people.

    `expression` computes `value` from the inputs' values and `places` rounds it half-up (None: exact); a node
    without expression is a leaf, given and not computed. `policy_keys` are the policy values used, `source` the
    paragraph and regulation, `unit` a word such as `percent`, `rupiah`, `minutes`, `days`, `points`, `weight`.
    """

    key: str
    label: str
    value: Value
    source: str
    unit: str = ""
    expression: str | None = None
    places: int | None = None
    inputs: tuple[Node, ...] = ()
    policy_keys: tuple[str, ...] = ()

    def find(self, *keys: str) -> Node:
        """The node below at the path of keys; KeyError when there is none."""
        node = self
        for key in keys:
            node = {child.key: child for child in node.inputs}[key]
        return node


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A node whose stored value is not what its inputs give; `path` is the keys from the root, joined by dots."""

    path: str
    stored: Value
    computed: Decimal | None


def evaluate(node: Node) -> Decimal | None:
    """Recompute a node from its inputs' values; ExplanationError for a leaf or a badly built node."""
    if node.expression is None:
        raise ExplanationError(f"{node.key} is given, not computed")
    if len({child.key for child in node.inputs}) < len(node.inputs):
        raise ExplanationError(f"{node.key} has two inputs of one name")
    inputs = {child.key: _fraction(child.value) for child in node.inputs if not isinstance(child.value, str)}
    try:
        result = compute(node.expression, inputs)
    except FormulaError as error:
        raise ExplanationError(f"{node.key}: {error}") from error
    return None if result is None else _rounded(result, node.places)


def _fraction(value: Decimal | None) -> Number:
    return None if value is None else Fraction(value)


def _rounded(value: Fraction, places: int | None) -> Decimal:
    quotient = divide(Decimal(value.numerator), Decimal(value.denominator))
    return quotient if places is None else half_up(quotient, places)


def check(node: Node) -> list[Mismatch]:
    """Every node of the tree whose value is not what its own inputs give; an honest tree has none."""
    return list(_mismatches(node, node.key))


def _mismatches(node: Node, path: str) -> Iterator[Mismatch]:
    if node.expression is not None:
        computed = evaluate(node)
        if computed != node.value:
            yield Mismatch(path, node.value, computed)
    for child in node.inputs:
        yield from _mismatches(child, f"{path}.{child.key}")


def to_json(node: Node) -> dict[str, object]:
    """The tree as plain JSON values; decimals are texts, so that no digit is lost."""
    return {"schema": SCHEMA, **_node_to_json(node)}


def _node_to_json(node: Node) -> dict[str, object]:
    plain: dict[str, object] = {"key": node.key, "label": node.label, "source": node.source}
    if isinstance(node.value, str):
        plain["text"] = node.value
    else:
        plain["value"] = None if node.value is None else format(node.value, "f")
    if node.unit:
        plain["unit"] = node.unit
    if node.expression is not None:
        plain["expression"] = node.expression
    if node.places is not None:
        plain["places"] = node.places
    if node.policy_keys:
        plain["policy_keys"] = list(node.policy_keys)
    if node.inputs:
        plain["inputs"] = [_node_to_json(child) for child in node.inputs]
    return plain


def from_json(plain: Mapping[str, object]) -> Node:
    """The tree that `to_json` wrote; ExplanationError for another schema."""
    if plain.get("schema") != SCHEMA:
        raise ExplanationError(f"unknown schema: {plain.get('schema')}")
    return _node_from_json(plain)


def _node_from_json(plain: Mapping[str, object]) -> Node:
    text = plain.get("text")
    number = plain.get("value")
    value = str(text) if text is not None else None if number is None else Decimal(str(number))
    expression = plain.get("expression")
    return Node(
        key=str(plain["key"]),
        label=str(plain["label"]),
        value=value,
        source=str(plain["source"]),
        unit=str(plain.get("unit", "")),
        expression=None if expression is None else str(expression),
        places=cast("int | None", plain.get("places")),
        inputs=tuple(_node_from_json(child) for child in cast("list[Mapping[str, object]]", plain.get("inputs", []))),
        policy_keys=tuple(cast("list[str]", plain.get("policy_keys", []))),
    )
