"""Which files are changed, and which tests are to notice it."""

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

APPS = ("kinerja", "organization", "contracts", "dailylog", "scoring")
RULES = ("*/rules/**/*.py", "kinerja/rounding.py", "kinerja/days.py")
"""What is changed: the rules of every app, and the reckoning on which all of them stand."""
TESTS = "*/tests/rules/**/test_*.py"
"""What may notice it: tests that need no database and no Django."""


def rules(root: Path) -> list[Path]:
    """The files that are changed, relative to ``root``."""
    found = {path.relative_to(root) for pattern in RULES for path in root.glob(pattern)}
    return sorted(path for path in found if path.parts[0] in APPS and "tests" not in path.parts)


def module_of(path: Path) -> str:
    """The dotted name of a file, relative to the root."""
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


class Suite:
    """The tests of a tree, by what they import."""

    def __init__(self, root: Path) -> None:
        """Tests of the tree in ``root``."""
        self.root = root
        self.pool = sorted(path.relative_to(root) for path in root.glob(TESTS))
        self.reached = cache(self._reached)
        self._imported = cache(self._imports)

    def of(self, path: Path) -> list[list[Path]]:
        """The tests of a file in the order in which they are run: those of its mirrored path, then all that use it."""
        folder = self.root / path.parts[0] / "tests" / Path(*path.parts[1:-1])
        words = path.stem.split("_")
        # What policy_keys.py holds is tried by test_policy.py.
        names = (*("_".join(words[:length]) for length in range(1, len(words) + 1)), f"{path.stem}_*")
        mirrored = sorted({each.relative_to(self.root) for name in names for each in folder.glob(f"test_{name}.py")})
        using = [test for test in self.pool if test not in mirrored and path in self.reached(test)]
        return [tests for tests in (mirrored, using) if tests]

    def _reached(self, path: Path) -> frozenset[Path]:
        """A file and every file of the tree that is imported with it."""
        reached: set[Path] = set()
        waiting = [path]
        while waiting:
            if (one := waiting.pop()) not in reached:
                reached.add(one)
                waiting += self._imported(one)
        return frozenset(reached)

    def _imports(self, path: Path) -> frozenset[Path]:
        tree = ast.parse((self.root / path).read_text())
        return frozenset(found for name in _names(tree) for found in self._files(name))

    def _files(self, name: str) -> Iterator[Path]:
        """The file of a module and of every package around it, as far as they lie in the tree."""
        parts = name.split(".")
        if parts[0] not in APPS:
            return
        for length in range(1, len(parts) + 1):
            path = Path(*parts[:length])
            for file in (path.with_suffix(".py"), path / "__init__.py"):
                if (self.root / file).is_file():
                    yield file


def _names(tree: ast.Module) -> Iterable[str]:
    """The modules that a file names, and what it takes from them: that may be a module as well."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{each.name}" for each in node.names)
