"""``script/test``: names that nothing uses any more (vulture). What only tests use counts as unused.

vulture reads Python alone. Names also stand in templates, and as text: in SQL, in lists of fields, in dotted paths of
the settings; all of those count as used. What Django calls by its name is listed in pyproject.toml.
"""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from keyword import iskeyword
from pathlib import Path

from vulture import Vulture

from kinerja.services.environment import ROOT

APPS = ("kinerja", "organization", "contracts", "dailylog", "scoring")
NAME = re.compile(r"[A-Za-z_]\w+")
TAG = re.compile(r"\{[{%].*?[%}]\}", re.DOTALL)
#: Settings, formats and members of a choice are read by Django and by the values in the rows, not by their names.
READ_BY_OTHERS = re.compile(r"kinerja/(settings\.py|formats/)")


def unused(root: Path = ROOT) -> list[str]:
    """A line for each name that is defined in an app below ``root`` and used nowhere: path, line, kind and name."""
    options = tomllib.loads((root / "pyproject.toml").read_text())["tool"]["vulture"]
    found = Vulture(ignore_names=options["ignore_names"], ignore_decorators=options["ignore_decorators"])
    sources = [path for app in APPS for path in sorted((root / app).rglob("*.py")) if _is_own(path.relative_to(root))]
    members: set[tuple[Path, int]] = set()
    words: set[str] = set()
    for path in sources:
        text = path.read_text()
        tree = ast.parse(text)
        found.scan(text, path)
        words.update(_texts(tree))
        members.update((path, line) for line in _members(tree))
    words.update(_of_templates(root / "templates"))
    names = sorted(word for word in words if not iskeyword(word))
    found.scan("\n".join(f"_.{name}" for name in names), Path("templates and texts"))
    # A field is also used by its key: ``ordered_by_id`` is ``ordered_by``.
    found.used_names.update({name.removesuffix("_id") for name in found.used_names})
    return [
        f"{item.filename.relative_to(root)}:{item.first_lineno}: {item.typ} {item.name}"
        for item in found.get_unused_code(min_confidence=60)
        if (item.filename, item.first_lineno) not in members
        and not READ_BY_OTHERS.match(str(item.filename.relative_to(root)))
    ]


def _is_own(path: Path) -> bool:
    return not {"tests", "migrations"} & set(path.parts)


def _texts(tree: ast.AST) -> Iterator[str]:
    """The names in texts, docstrings apart."""
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield from NAME.findall(node.value)


def _members(tree: ast.AST) -> Iterator[int]:
    """The lines on which choices and enumerations name their members."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and re.search(r"Choices|Enum", " ".join(map(ast.unparse, node.bases))):
            yield from (each.lineno for each in node.body)


def _of_templates(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*"):
        if path.is_file():
            yield from (name for tag in TAG.findall(path.read_text()) for name in NAME.findall(tag))


if __name__ == "__main__":
    lines = unused()
    print("\n".join(lines))
    sys.exit(bool(lines))
