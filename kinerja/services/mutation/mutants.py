"""The mutants of a file: every place in which it can be changed, and the tree of the file with one change made."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kinerja.services.mutation.changes import changes

WIDTH = 110
LEFT_OUT = {"annotation", "returns", "decorator_list", "format_spec"}
"""Fields of nodes that do not reckon: types, the form of a class, how a number is padded."""
LABELS = {"_", "gettext_noop", "TypeVar"}
"""Calls whose texts are for people, or for the type checker."""
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


@dataclass(frozen=True)
class Mutant:
    """One change: the ``number``-th of its file. ``name`` is the function it stands in, or the constant."""

    number: int
    line: int
    name: str
    in_table: bool
    old: str
    new: str


@dataclass(frozen=True)
class _Place:
    """A slot of the tree that holds a node, and the nodes around it, the outermost first."""

    around: tuple[ast.AST, ...]
    field: str
    index: int | None

    @property
    def node(self) -> ast.AST:
        held = getattr(self.around[-1], self.field)
        found: ast.AST = held if self.index is None else held[self.index]
        return found

    def put(self, node: ast.AST) -> None:
        """Make ``node`` what stands here."""
        if self.index is None:
            setattr(self.around[-1], self.field, node)
        else:
            getattr(self.around[-1], self.field)[self.index] = node


def mutants(source: str) -> list[Mutant]:
    """Every change of a source, in the order of the file."""
    return [_described(number, place, new) for number, (place, new) in enumerate(_changes(ast.parse(source)))]


def mutated(source: str, number: int) -> ast.Module:
    """The tree of a source with one change made."""
    tree = ast.parse(source)
    for at, (place, new) in enumerate(_changes(tree)):
        if at == number:
            place.put(ast.copy_location(new, place.node))
            return ast.fix_missing_locations(tree)
    raise LookupError(f"there is no change {number}")


def _changes(tree: ast.Module) -> Iterator[tuple[_Place, ast.AST]]:
    for place in _places(tree, ()):
        for new in changes(place.node, in_table=_in_table(place.around)):
            yield place, new


def _places(node: ast.AST, around: tuple[ast.AST, ...]) -> Iterator[_Place]:
    """The places below a node that decide something."""
    inside = (*around, node)
    for field, value in ast.iter_fields(node):
        if field in LEFT_OUT:
            continue
        for index, each in enumerate(value) if isinstance(value, list) else ((None, value),):
            if isinstance(each, ast.AST) and not _is_said(each, inside):
                yield _Place(inside, field, index)
                yield from _places(each, inside)


def _is_said(node: ast.AST, around: Sequence[ast.AST]) -> bool:
    """Whether a node is for people and checkers: a docstring, a label, what a programmer's error says, a type."""
    match around[-1]:
        case ast.Call(func=ast.Name(id="cast"), args=[type_said, *_]) if node is type_said:
            return True
    match node:
        case ast.Expr(value=ast.Constant()) | ast.Import() | ast.ImportFrom() | ast.expr_context():
            return True
        case ast.Call(func=ast.Name(id=name)):
            return name in LABELS or isinstance(around[-1], ast.Raise)
        case ast.keyword(arg="strict" | "repr") | ast.Assign(targets=[ast.Name(id="__all__")]):
            return True
        case ast.Subscript(slice=ast.Tuple() | ast.Name() | ast.Subscript() | ast.BinOp()):
            return _in_table(around)
    return False


def _in_table(around: Sequence[ast.AST]) -> bool:
    """Whether what stands there is run when its module is imported."""
    return not any(isinstance(node, FUNCTIONS) for node in around)


def _described(number: int, place: _Place, new: ast.AST) -> Mutant:
    # What is only a part of an expression has no line of its own.
    nodes = [*place.around, place.node]
    line = [each.lineno for each in nodes if hasattr(each, "lineno")][-1]
    old, shown = ast.unparse(place.node), place.node
    for node in reversed(place.around):
        if isinstance(node, ast.Module | ast.FunctionDef) or len(text := ast.unparse(node)) > WIDTH:
            break
        old, shown = text, node
    kept = place.node
    place.put(new)
    changed = ast.unparse(new if shown is kept else shown)
    place.put(kept)
    in_table = _in_table(place.around)
    return Mutant(
        number, line, _name(nodes, in_table=in_table), in_table, *(" ".join(t.split()) for t in (old, changed))
    )


def _name(nodes: Sequence[ast.AST], *, in_table: bool) -> str:
    """The function (``Class.method``) or the constant in which a place lies."""
    parts = [node.name for node in nodes if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)]
    if in_table:
        parts += [ast.unparse(node.targets[0]) for node in nodes if isinstance(node, ast.Assign)]
        parts += [ast.unparse(node.target) for node in nodes if isinstance(node, ast.AnnAssign)]
    return ".".join(parts)
