"""The small arithmetic language of explanations: parsed with a whitelist, computed with exact fractions.

Grammar: whole numbers, names of inputs, `+ - * /`, parentheses and the functions of `FUNCTIONS`. `None` ("not
applicable", rules §0) runs through every operation; only `wmean`, which drops it, and `coalesce` stop it. A
division by zero is not applicable either.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from math import floor
from typing import cast

Number = Fraction | None


class FormulaError(Exception):
    """An expression that is not of the language, or that names an input that is not there."""


def _wmean(values: Sequence[Number]) -> Number:
    """Mean of x weighted by w over arguments w1, x1, w2, x2 …; a pair without value or weight drops out."""
    if len(values) % 2:
        raise FormulaError("wmean takes pairs of weight and value")
    pairs = [(w, x) for w, x in zip(values[::2], values[1::2], strict=True) if w is not None and x is not None]
    weight = sum((w for w, _x in pairs if w > 0), Fraction(0))
    return sum((w * x for w, x in pairs if w > 0), Fraction(0)) / weight if weight else None


def _coalesce(values: Sequence[Number]) -> Number:
    return next((value for value in values if value is not None), None)


def _of_all(compute: Callable[[Sequence[Fraction]], Fraction]) -> Callable[[Sequence[Number]], Number]:
    """Let a function of numbers give None as soon as one of them is None."""

    def apply(values: Sequence[Number]) -> Number:
        present = [value for value in values if value is not None]
        return compute(present) if len(present) == len(values) else None

    return apply


def _only(values: Sequence[Fraction]) -> Fraction:
    if len(values) != 1:
        raise FormulaError("abs and floor take one value")
    return values[0]


FUNCTIONS: Mapping[str, Callable[[Sequence[Number]], Number]] = {
    "min": _of_all(min),
    "max": _of_all(max),
    "sum": _of_all(lambda values: sum(values, Fraction(0))),
    "abs": _of_all(lambda values: abs(_only(values))),
    "floor": _of_all(lambda values: Fraction(floor(_only(values)))),
    "wmean": _wmean,
    "coalesce": _coalesce,
}

_OPERATORS: Mapping[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


@lru_cache(maxsize=1024)
def parse(expression: str) -> ast.expr:
    """The syntax tree of an expression of the language; FormulaError for anything else."""
    try:
        tree = ast.parse(expression, mode="eval").body
    except (SyntaxError, ValueError) as error:
        raise FormulaError(f"not an expression: {expression}") from error
    _check(tree)
    return tree


def _check(tree: ast.expr) -> None:
    match tree:
        case ast.Constant(value=value) if type(value) is int:
            return
        case ast.Name():
            return
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            _check(operand)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATORS:
            _check(left)
            _check(right)
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]) if name in FUNCTIONS and args:
            for argument in args:
                _check(argument)
        case _:
            raise FormulaError(f"not allowed in an expression: {ast.unparse(tree)}")


def compute(expression: str, inputs: Mapping[str, Number]) -> Number:
    """The exact value of an expression; FormulaError for an input that is missing."""
    return _compute(parse(expression), inputs)


def _compute(tree: ast.expr, inputs: Mapping[str, Number]) -> Number:
    match tree:
        case ast.Constant(value=int(whole)):
            return Fraction(whole)
        case ast.Name(id=name):
            if name not in inputs:
                raise FormulaError(f"no input is named {name}")
            return inputs[name]
        case ast.UnaryOp(operand=operand):
            value = _compute(operand, inputs)
            return None if value is None else -value
        case ast.BinOp(left=left, op=op, right=right):
            return _operate(type(op), _compute(left, inputs), _compute(right, inputs))
    # `parse` lets nothing else through than a call of one of the functions.
    call = cast(ast.Call, tree)
    return FUNCTIONS[cast(ast.Name, call.func).id]([_compute(argument, inputs) for argument in call.args])


def _operate(op: type[ast.operator], left: Number, right: Number) -> Number:
    if left is None or right is None or (op is ast.Div and not right):
        return None
    return _OPERATORS[op](left, right)
