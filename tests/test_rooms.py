"""What a room never does, read from its source; what it may import is held by import-linter (pyproject.toml)."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
APPS = ("organization", "contracts", "dailylog", "scoring")
#: Rooms that only read; whatever changes a row is an action.
READERS = ("queries", "measurement", "policies.py", "views", "forms", "rules")
#: Rooms that serve page, task and command alike.
PAGELESS = ("models", "queries", "measurement", "policies.py", "actions")
PAGES = ("django.http", "django.shortcuts", "django.forms", "django.contrib.messages", "django.views")
WRITING = {
    "save",
    "create",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "delete",
    "select_for_update",
}
WRITING_SQL = re.compile(r"\b(?:INSERT INTO|UPDATE \w+ SET|DELETE FROM|FOR UPDATE)\b")


def trees(rooms: tuple[str, ...]) -> Iterator[tuple[Path, ast.AST]]:
    for room in (ROOT / app / name for app in APPS for name in rooms):
        for path in [room] if room.is_file() else sorted(room.rglob("*.py")):
            yield path.relative_to(ROOT), ast.parse(path.read_text())


def writes(tree: ast.AST) -> Iterator[str]:
    """Calls and statements that change rows; ``dict.update`` gives its values by position, a queryset's by keyword."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            of_a_row = not node.args and (node.func.attr in WRITING or (node.func.attr == "update" and node.keywords))
            if of_a_row or (node.func.attr.startswith("bulk_") and node.args):
                yield f"{node.lineno}: {node.func.attr}()"
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and WRITING_SQL.search(node.value):
            yield f"{node.lineno}: SQL"


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{name.name}" for name in node.names)


def test_rooms_that_read_write_nothing() -> None:
    assert [f"{path}:{found}" for path, tree in trees(READERS) for found in writes(tree)] == []


def test_what_serves_page_and_command_alike_knows_no_request() -> None:
    found = [f"{path}: {name}" for path, tree in trees(PAGELESS) for name in imports(tree)]

    assert [each for each in found if any(f" {page}." in f"{each}." for page in PAGES)] == []


#: How a view comes to rows itself, with the reason; a list and whatever takes more words has a name in ``queries/``.
WAYS_OF_A_VIEW = {
    "visible_to": "asks who may see them",
    "region": "its name stands at the door, for everybody",
}
#: One object by its key: who may have it, the policy says that stands beside.
KEYS = frozenset({"pk"})


def reaches(tree: ast.AST) -> Iterator[str]:
    """Where a view asks the database itself: in none of these ways and not for one object by its key."""
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in {"connection", "Prepared"}:
            yield f"{node.lineno}: {node.id}"
        elif isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager"}:
            method = parents[node]
            named = isinstance(method, ast.Attribute) and method.attr
            if named not in WAYS_OF_A_VIEW and not (named == "select_related" and _is_key(parents[parents[method]])):
                yield f"{node.lineno}: {ast.unparse(node)}.{named or ''}"


def _is_key(call: ast.AST) -> bool:
    if not isinstance(call, ast.Call) or ast.unparse(call.func) != "get_object_or_404":
        return False
    return all(word.arg is None or word.arg in KEYS for word in call.keywords)


def test_views_ask_queries_for_all_but_what_is_visible_and_what_has_a_key() -> None:
    assert [f"{path}:{found}" for path, tree in trees(("views",)) for found in reaches(tree)] == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("Row.objects.visible_to(user).filter(pk=1)", False),
        ("get_object_or_404(Row.objects.select_related('unit'), pk=1)", False),
        ("get_object_or_404(Row.objects.select_related('unit'), name='x')", True),
        ("get_object_or_404(Row.objects.filter(open=True), pk=1)", True),
        ("Row.objects.all()", True),
        ("Row.objects.select_related('unit')", True),
        ("rows = Row.objects", True),
        ("connection.cursor()", True),
    ],
)
def test_a_view_that_asks_the_database_itself_is_found(source: str, found: bool) -> None:
    assert bool(list(reaches(ast.parse(source)))) is found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("row.save()", True),
        ("Row.objects.filter(pk=1).update(done=True)", True),
        ("Row.objects.bulk_create(rows)", True),
        ('SQL = "DELETE FROM contracts_line"', True),
        ("words.update({1: 2})", False),
        ("picture.save(out, kind=1)", False),
    ],
)
def test_writing_is_told_from_what_only_looks_like_it(source: str, found: bool) -> None:
    assert bool(list(writes(ast.parse(source)))) is found
