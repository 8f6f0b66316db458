"""What a piece of a program may be changed into: one function for each kind of node."""

import ast
import copy
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
RECKONED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.Pow: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
}
NAMES = {
    "min": "max",
    "max": "min",
    "any": "all",
    "all": "any",
    "ROUND_HALF_UP": "ROUND_HALF_EVEN",
    "ROUND_HALF_EVEN": "ROUND_HALF_UP",
    "ROUND_DOWN": "ROUND_UP",
    "ROUND_UP": "ROUND_DOWN",
    "ROUND_FLOOR": "ROUND_CEILING",
    "ROUND_CEILING": "ROUND_FLOOR",
}
NUMBER = re.compile(r"\d+(\.\d+)?")
MARK = "XX"

Node = Any
Changes = Iterator[ast.AST]


def changes(node: ast.AST, *, in_table: bool) -> Changes:
    """Everything that one node may become; ``in_table`` says that it is run when its module is imported."""
    change = _CHANGES.get(type(node))
    if change is not None:
        yield from change(node)
    if in_table:
        yield from _less(node)


def _with(node: Node, **fields: object) -> ast.AST:
    changed: ast.AST = copy.copy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed


def _compare(node: ast.Compare) -> Changes:
    for place, op in enumerate(node.ops):
        yield _with(node, ops=[*node.ops[:place], COMPARED[type(op)](), *node.ops[place + 1 :]])


def _reckon(node: ast.BinOp | ast.AugAssign) -> Changes:
    if type(node.op) in RECKONED:
        yield _with(node, op=RECKONED[type(node.op)]())
    if isinstance(node, ast.AugAssign):
        yield ast.Pass()


def _both(node: ast.BoolOp) -> Changes:
    yield _with(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And())


def _sign(node: ast.UnaryOp) -> Changes:
    if isinstance(node.op, ast.Not | ast.USub):
        yield node.operand


def _constant(node: ast.Constant) -> Changes:
    match node.value:
        case bool(value):
            yield _with(node, value=not value)
        case int(value):
            yield _with(node, value=value + 1)
        case str(value):
            yield _with(node, value=_next(value) if NUMBER.fullmatch(value) else MARK + value)


def _next(number: str) -> str:
    """A written number, one more in its last place."""
    digits = str(int(number.replace(".", "")) + 1).zfill(len(number.replace(".", "")))
    places = len(number.partition(".")[2])
    return f"{digits[:-places]}.{digits[-places:]}" if places else digits


def _branch(node: ast.If | ast.IfExp) -> Changes:
    yield _with(node, test=ast.Constant(True))
    yield _with(node, test=ast.Constant(False))


def _while(node: ast.While) -> Changes:
    yield _with(node, test=ast.Constant(False))


def _generator(node: ast.comprehension) -> Changes:
    for place in range(len(node.ifs)):
        yield _with(node, ifs=[*node.ifs[:place], *node.ifs[place + 1 :]])
        yield _with(node, ifs=[*node.ifs[:place], ast.Constant(False), *node.ifs[place + 1 :]])


def _guard(node: ast.match_case) -> Changes:
    if node.guard is not None:
        yield _with(node, guard=None)
        yield _with(node, guard=ast.Constant(False))


def _result(node: ast.Return | ast.Yield) -> Changes:
    # That a truth is turned round is a change of the constant itself.
    if not (node.value is None or (isinstance(node.value, ast.Constant) and node.value.value in (None, True, False))):
        yield _with(node, value=ast.Constant(None))


def _name(node: ast.Name) -> Changes:
    if node.id in NAMES and isinstance(node.ctx, ast.Load):
        yield _with(node, id=NAMES[node.id])


def _call(node: ast.Call) -> Changes:
    """What orders a list decides as well: who comes first, which of two equals counts."""
    if isinstance(node.func, ast.Name) and node.func.id == "sorted":
        yield _with(node, func=ast.Name("list", ast.Load()), keywords=[])
    if any(each.arg == "key" for each in node.keywords):
        yield _with(node, keywords=[each for each in node.keywords if each.arg != "key"])


def _slice(node: ast.Slice) -> Changes:
    for end in ("lower", "upper", "step"):
        if getattr(node, end) is not None:
            yield _with(node, **{end: None})


def _statement(node: ast.Expr) -> Changes:
    if isinstance(node.value, ast.Call):
        yield ast.Pass()


def _raise(_node: ast.Raise) -> Changes:
    yield ast.Pass()


def _break(_node: ast.Break) -> Changes:
    yield ast.Continue()


def _continue(_node: ast.Continue) -> Changes:
    yield ast.Break()


def _less(node: ast.AST) -> Changes:
    """A table without one of its entries, a number of it that is one less."""
    match node:
        case ast.Dict(keys=keys, values=values):
            for place in range(len(keys)):
                yield _with(node, keys=_without(keys, place), values=_without(values, place))
        case ast.Tuple(elts=elements) | ast.List(elts=elements) | ast.Set(elts=elements) if len(elements) > 1:
            for place in range(len(elements)):
                yield _with(node, elts=_without(elements, place))
        case ast.Constant(value=int(value)) if not isinstance(value, bool):
            yield _with(node, value=value - 1)


def _without(values: Sequence[Any], place: int) -> list[Any]:
    return [*values[:place], *values[place + 1 :]]


_CHANGES: dict[type[ast.AST], Callable[[Node], Changes]] = {
    ast.Compare: _compare,
    ast.BinOp: _reckon,
    ast.AugAssign: _reckon,
    ast.BoolOp: _both,
    ast.UnaryOp: _sign,
    ast.Constant: _constant,
    ast.If: _branch,
    ast.IfExp: _branch,
    ast.While: _while,
    ast.comprehension: _generator,
    ast.match_case: _guard,
    ast.Return: _result,
    ast.Yield: _result,
    ast.Name: _name,
    ast.Call: _call,
    ast.Slice: _slice,
    ast.Expr: _statement,
    ast.Raise: _raise,
    ast.Break: _break,
    ast.Continue: _continue,
}
