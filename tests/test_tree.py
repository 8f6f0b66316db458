"""What the tree holds itself to: short files, functions and templates, little nesting, nothing written twice."""

import ast
import io
import re
import token
import tokenize
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("kinerja", "organization", "contracts", "dailylog", "scoring", "tests")
FILE_LINES, FUNCTION_LINES, TEMPLATE_LINES, NESTING = 400, 60, 130, 4
#: So many lines alike, one after the other, in two places are written twice.
ALIKE = 7
BLOCKS = (ast.If, ast.For, ast.While, ast.With, ast.Try)
PUNCTUATION = frozenset("()[]{},:")


@cache
def sources() -> dict[Path, str]:
    found = (path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py") if "migrations" not in path.parts)
    return {path.relative_to(ROOT): path.read_text() for path in sorted(found)}


def functions() -> Iterator[tuple[str, ast.FunctionDef]]:
    for path, text in sources().items():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                yield f"{path}:{node.lineno} {node.name}", node


def depth(node: ast.AST) -> int:
    """How many blocks stand in one another; an ``elif`` is no deeper than its ``if``."""
    inside = [child for child in ast.iter_child_nodes(node) if not isinstance(child, ast.FunctionDef | ast.ClassDef)]
    return max((_step(node, child) + depth(child) for child in inside), default=0)


def _step(node: ast.AST, child: ast.AST) -> int:
    follows = isinstance(node, ast.If) and isinstance(child, ast.If) and child in node.orelse
    return int(isinstance(child, BLOCKS) and not follows)


def telling_lines(text: str) -> Iterator[tuple[int, str]]:
    """Number and words of each line of code; imports, comments, texts of their own and lone brackets tell nothing."""
    lines: dict[int, list[str]] = defaultdict(list)
    before = token.NEWLINE
    for each in tokenize.generate_tokens(io.StringIO(text).readline):
        starts = before in (token.NEWLINE, token.INDENT, token.DEDENT, token.NL)
        if each.type not in (token.COMMENT, token.NL, token.INDENT, token.DEDENT) and not (
            each.type == token.STRING and starts
        ):
            lines[each.start[0]].append(each.string)
        before = each.type
    for number, words in lines.items():
        if words[0] not in ("import", "from") and not PUNCTUATION.issuperset("".join(words).strip()):
            yield number, " ".join(words).strip()


def test_files_are_short() -> None:
    assert {str(path) for path, text in sources().items() if text.count("\n") > FILE_LINES} == set()


def test_functions_are_short_and_flat() -> None:
    found = dict(functions())

    assert [name for name, node in found.items() if (node.end_lineno or 0) - node.lineno >= FUNCTION_LINES] == []
    assert [name for name, node in found.items() if depth(node) > NESTING] == []


def test_templates_are_short() -> None:
    found = (path for path in (ROOT / "templates").rglob("*") if path.is_file())

    assert [str(path) for path in found if path.read_text().count("\n") > TEMPLATE_LINES] == []


def test_nothing_is_written_twice() -> None:
    seen: dict[tuple[str, ...], str] = {}
    twice = []
    for path, text in sources().items():
        if "tests" in path.parts:
            continue
        lines = list(telling_lines(text))
        for at in range(len(lines) - ALIKE + 1):
            part = lines[at : at + ALIKE]
            place = f"{path}:{part[0][0]}"
            first = seen.setdefault(tuple(words for _number, words in part), place)
            if first != place:
                twice.append(f"{first} ~ {place}")
    assert twice == []


@pytest.mark.parametrize(
    ("source", "deep"),
    [("x = 1", 0), ("if a:\n  pass\nelif b:\n  pass", 1), ("for a in b:\n  if a:\n    with c:\n      pass", 3)],
)
def test_depth_counts_blocks_in_one_another(source: str, deep: int) -> None:
    assert depth(ast.parse(source)) == deep


def test_only_code_tells() -> None:
    text = 'import a\n"""A text."""\nx = (  # why\n    1,\n)\n'

    assert list(telling_lines(text)) == [(3, "x = ("), (4, "1 ,")]


def unexplained() -> Iterator[str]:
    """Exemptions from a check that give no reason: behind themselves, or for a type in a comment above."""
    for path, text in sources().items():
        lines = ["", *text.splitlines()]
        in_tests = "tests" in path.parts or path.name == "conftest.py"
        for each in tokenize.generate_tokens(io.StringIO(text).readline):
            if each.type != token.COMMENT:
                continue
            said, number = each.string, each.start[0]
            if "noqa" in said and not re.search(r"# noqa: [A-Z0-9, ]+ -- \w", said):
                yield f"{path}:{number} noqa"
            above = lines[number - 1].lstrip().startswith("#")
            if "type: ignore" in said and not (in_tests or above or re.search(r"ignore\[[\w, -]+\]  # ", said)):
                yield f"{path}:{number} type"


def test_whoever_is_exempt_from_a_check_says_why() -> None:
    assert list(unexplained()) == []
