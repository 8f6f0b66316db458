"""The formula of a figure as people write it: once with the names of its inputs, once with this month's numbers.

Both are made from the expression that is evaluated, so that what is shown is what was computed.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import cast

from scoring.rules.explanation import Node
from scoring.rules.formula import Number, compute, parse

#: How an input is written inside a formula: by its name, or by its number.
Write = Callable[[Node], str]

#: More terms than this make no line that anybody reads: they are listed below the formula instead.
MOST_TERMS = 12

_SIGNS: Mapping[type[ast.operator], tuple[str, int]] = {
    ast.Add: ("+", 1),
    ast.Sub: ("−", 1),
    ast.Mult: ("×", 2),
    ast.Div: ("÷", 2),
}
_TIGHTEST = 3
_BOUNDS = {"min": "≤", "max": "≥"}
_NOTHING = "–"


def formula(node: Node, write: Write, whole: Callable[[int], str] = str, *, settled: bool = False) -> str:
    """The right-hand side of a computed figure, its inputs written by `write`, whole numbers by `whole`.

    `settled` leaves out the bounds that do not bite with these inputs. Empty for a given figure.
    """
    if node.expression is None:
        return ""
    inputs = {child.key: child for child in node.inputs}
    writer = _Writer(inputs, write, whole, settled)
    tree = parse(node.expression)
    return writer.text(tree) if settled else _outer(tree, writer)


def weights(node: Node) -> dict[str, Node]:
    """Key of a weighted input → the input that is its weight, for a figure that is a weighted mean; else empty."""
    if node.expression is None:
        return {}
    inputs = {child.key: child for child in node.inputs}
    return {figure: inputs[weight] for figure, weight in _mean_pairs(node.expression)}


@lru_cache(maxsize=1024)
def _mean_pairs(expression: str) -> tuple[tuple[str, str], ...]:
    """(figure, weight) of every weighted mean in an expression."""
    return tuple(
        (figure.id, weight.id)
        for call in ast.walk(parse(expression))
        if isinstance(call, ast.Call) and cast(ast.Name, call.func).id == "wmean"
        for weight, figure in zip(call.args[::2], call.args[1::2], strict=True)
        if isinstance(weight, ast.Name) and isinstance(figure, ast.Name)
    )


class _Writer:
    """Writes the parts of one expression over its inputs."""

    def __init__(self, inputs: Mapping[str, Node], write: Write, whole: Callable[[int], str], settled: bool) -> None:
        self.inputs = inputs
        self.write = write
        self.whole = whole
        self.settled = settled

    @cached_property
    def values(self) -> dict[str, Number]:
        """The inputs as exact numbers; texts are left out."""
        return {
            key: None if node.value is None else Fraction(node.value)
            for key, node in self.inputs.items()
            if not isinstance(node.value, str)
        }

    def text(self, tree: ast.expr, around: int = 0) -> str:
        """A part, in parentheses when it binds less tightly than what stands around it."""
        text, binds = self._part(tree)
        return f"({text})" if binds < around else text

    def _part(self, tree: ast.expr) -> tuple[str, int]:
        match tree:
            case ast.Constant(value=int(number)):
                return self.whole(number), _TIGHTEST
            case ast.Name(id=name):
                return self.write(self.inputs[name]), _TIGHTEST
            case ast.UnaryOp(operand=operand):
                return f"−{self.text(operand, _TIGHTEST)}", 1
            case ast.BinOp(left=left, op=op, right=right):
                sign, binds = _SIGNS[type(op)]
                # Subtraction and division bind their right side tighter: a − (b − c), a ÷ (b × c).
                after = binds + (sign in "−÷")
                return f"{self.text(left, binds)} {sign} {self.text(right, after)}", binds
        call = cast(ast.Call, tree)
        return self._call(cast(ast.Name, call.func).id, call.args)

    def _call(self, name: str, args: Sequence[ast.expr]) -> tuple[str, int]:
        match name:
            case "sum":
                return self._sum(args)
            case "wmean":
                return self._mean(args)
            case "coalesce":
                return self._first(args)
            case "abs":
                return f"|{self.text(args[0])}|", _TIGHTEST
            case "floor":
                return f"⌊{self.text(args[0])}⌋", _TIGHTEST
        args = self._biting(name, args)
        if len(args) == 1:
            return self._part(args[0])
        return f"{name}({'; '.join(self.text(arg) for arg in args)})", _TIGHTEST

    def _biting(self, name: str, args: Sequence[ast.expr]) -> Sequence[ast.expr]:
        """The parts of a least or greatest value: when settled, only the one that wins, unless a bound does."""
        if not self.settled:
            return args
        computed = [arg for arg in args if not isinstance(arg, ast.Constant | ast.Name)]
        whole = compute(f"{name}({', '.join(map(ast.unparse, args))})", self.values)
        wins = [arg for arg in computed if compute(ast.unparse(arg), self.values) == whole]
        return wins[:1] or args

    def _sum(self, args: Sequence[ast.expr]) -> tuple[str, int]:
        if len(args) > MOST_TERMS:
            return f"Σ {len(args)}", _TIGHTEST
        return " + ".join(self.text(arg, 1) for arg in args), 1 if len(args) > 1 else _TIGHTEST

    def _mean(self, args: Sequence[ast.expr]) -> tuple[str, int]:
        """Σ w·x ÷ Σ w over the pairs that count: without a value or a weight a pair drops out (rules §0)."""
        pairs = [(w, x) for w, x in zip(args[::2], args[1::2], strict=True) if self._counts(w) and self._has(x)]
        if not pairs:
            return _NOTHING, _TIGHTEST
        if len(pairs) > MOST_TERMS:
            return f"Σ w·x ÷ Σ w ({len(pairs)})", 2
        products = " + ".join(f"{self.text(w, 2)} × {self.text(x, 2)}" for w, x in pairs)
        weights = " + ".join(self.text(w, 1) for w, _x in pairs)
        over = f"({weights})" if len(pairs) > 1 else weights
        return (f"({products}) ÷ {over}" if len(pairs) > 1 else f"{products} ÷ {over}"), 2

    def _first(self, args: Sequence[ast.expr]) -> tuple[str, int]:
        """The first part that has a value, else the last."""
        return self._part(next((arg for arg in args if self._has(arg)), args[-1]))

    def _has(self, tree: ast.expr) -> bool:
        """Whether a part has a value: a mean when one of its pairs does, anything else when every name in it does."""
        match tree:
            case ast.Call(func=ast.Name(id="wmean"), args=args):
                return any(self._counts(w) and self._has(x) for w, x in zip(args[::2], args[1::2], strict=True))
            case ast.Call(args=args):
                return all(self._has(arg) for arg in args)
            case ast.Name(id=name):
                return self.inputs[name].value is not None
        return True

    def _counts(self, weight: ast.expr) -> bool:
        """Whether a weight is positive."""
        if not isinstance(weight, ast.Name):
            return True
        value = self.inputs[weight.id].value
        return isinstance(value, Decimal) and value > 0


def _outer(tree: ast.expr, writer: _Writer) -> str:
    """A bound around the whole formula is said after it: ``…, ≤ 100`` instead of ``min(100; …)``."""
    match tree:
        case ast.Call(func=ast.Name(id=("min" | "max") as name), args=[bound, inner]) if not isinstance(
            bound, ast.Call | ast.BinOp
        ):
            return f"{_outer(inner, writer)}, {_BOUNDS[name]} {writer.text(bound)}"
    return writer.text(tree)
