"""A small tree is changed and tried, as the command does it."""

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree

import pytest

from kinerja.services.environment import ROOT
from kinerja.services.errors import ServiceError
from kinerja.services.mutation.command import mutation
from kinerja.services.mutation.equivalent import equivalents

RUN = (
    "import sys; from pathlib import Path; from kinerja.services.mutation.command import mutation;"
    " from kinerja.services.cli import COMMANDS, main;"
    " COMMANDS['mutation'] = lambda rest: mutation(rest, root=Path.cwd(), reviewed=Path('same.toml'));"
    " sys.exit(main(['mutation', *sys.argv[1:]]))"
)
RULE = '''"""Prices."""

DEAREST = {"dear": 9}["dear"]


def price(n):
    """What n cost."""
    return min(n, DEAREST)

'''
TESTS = """import os, resource, signal
from scoring.rules.price import DEAREST, price

def test_price():
    # A test that would not end is ended by the limit that this asks for.
    if price(3) is None:
        os.kill(os.getpid(), signal.SIGXCPU)
    assert price(3) == 3
    assert resource.getrlimit(resource.RLIMIT_CPU)[0] <= 3600
"""
USING = """from scoring.rules.price import price

def test_dearest():
    assert price(20) < 10
"""
SAME = """[[mutant]]
path = "scoring/rules/price.py"
name = "DEAREST"
old = "DEAREST = {'dear': 9}['dear']"
new = "DEAREST = {'dear': 8}['dear']"
reason = "for a test"
"""


@dataclass(frozen=True)
class Tree:
    """A tree with one rule; ``run`` says how the command ended and what it printed."""

    root: Path

    def write(self, name: str, text: str) -> None:
        (self.root / name).parent.mkdir(parents=True, exist_ok=True)
        (self.root / name).write_text(text)

    def run(self, *arguments: str) -> tuple[int, str]:
        variables = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
        variables |= {"KINERJA_HOME": str(self.root / "home"), "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-c", RUN, *arguments],
            cwd=self.root,
            env=variables,
            check=False,
            capture_output=True,
            text=True,
        )
        return done.returncode, done.stdout + done.stderr

    @property
    def remembered(self) -> Sequence[str]:
        return (self.root / "home" / "mutation.jsonl").read_text().splitlines()


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Tree, int, str]:
    """A tree in which everything has been tried once, and how that went."""
    tree = Tree(tmp_path_factory.mktemp("tree"))
    for package in ("scoring", "scoring/rules", "scoring/tests", "scoring/tests/rules"):
        tree.write(f"{package}/__init__.py", "")
    tree.write("scoring/rules/price.py", RULE)
    tree.write("scoring/tests/rules/test_price.py", TESTS)
    tree.write("scoring/tests/rules/test_using.py", USING)
    tree.write("same.toml", "")
    return tree, *tree.run("--jobs", "2")


@pytest.fixture
def tree(first: tuple[Tree, int, str], tmp_path: Path) -> Tree:
    """A copy of the tree that was tried once."""
    copytree(first[0].root, tmp_path, dirs_exist_ok=True)
    return Tree(tmp_path)


def test_a_tree_is_tried_and_what_survived_is_told(first: tuple[Tree, int, str]) -> None:
    _tree, code, said = first
    assert code == 1
    # The figure is min or max, or nothing; the table 10 or 8, or cannot be read.
    assert f"scoring/rules/price.py {'2/2 100.0 %':>42} {'1/2  50.0 %':>19}\n" in said
    assert (
        "  scoring/rules/price.py:3 DEAREST\n  - DEAREST = {'dear': 9}['dear']\n  + DEAREST = {'dear': 8}['dear']\n"
    ) in said
    assert "came to no end: 1." in said
    assert "Not counted: 3 that nothing can import, 0 that change nothing" in said
    assert "FAILED" in said


def test_what_was_found_holds_until_a_file_that_had_a_part_in_it_changes(tree: Tree) -> None:
    before = tree.remembered
    tree.write("scoring/tests/rules/test_using.py", USING.replace("< 10", "== 9"))
    code, said = tree.run("scoring/rules")
    # Only what the rule's own tests had let pass, 10 and 8, is tried anew against those that use it.
    assert (code, len(tree.remembered)) == (0, len(before) + 2), said
    assert "Every app stands above the bar." in said


def test_a_listed_mutant_is_not_counted(tree: Tree) -> None:
    tree.write("same.toml", SAME)
    code, said = tree.run()
    assert (code, "that nothing can import, 1 that change nothing" in said) == (0, True), said


def test_a_listed_mutant_that_a_test_kills_has_to_go_from_the_list(tree: Tree) -> None:
    tree.write("same.toml", SAME)
    tree.write("scoring/tests/rules/test_using.py", USING.replace("< 10", "== 9"))
    code, said = tree.run()
    assert code == 1
    assert "To be taken from that list, for it does not survive:\nscoring/rules/price.py DEAREST" in said


def test_an_entry_of_the_list_gives_a_reason(tmp_path: Path) -> None:
    (tmp_path / "same.toml").write_text(SAME.replace("for a test", ""))
    with pytest.raises(ServiceError, match="gives no reason"):
        equivalents(tmp_path / "same.toml")


def test_tests_that_fail_by_themselves_say_nothing_of_a_change(tree: Tree) -> None:
    tree.write("scoring/tests/rules/test_price.py", "def test_price():\n    assert False\n")
    code, said = tree.run("--anew")
    assert (code, "Tests fail though nothing is changed" in said) == (1, True), said


def test_what_is_no_rule_is_not_tried(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KINERJA_HOME", str(tree.root / "home"))
    with pytest.raises(ServiceError, match="None of these are rules"):
        mutation([str(tree.root / "scoring" / "tests")], root=tree.root, reviewed=tree.root / "same.toml")
