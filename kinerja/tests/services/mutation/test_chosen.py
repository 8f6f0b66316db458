"""Which files are changed, and whose tests are run for them."""

from pathlib import Path

import pytest

from kinerja.services.environment import ROOT
from kinerja.services.mutation.chosen import Suite, module_of, rules
from kinerja.services.mutation.mutants import mutants

TREE = {
    "kinerja/rounding.py": "",
    "kinerja/text.py": "",
    "scoring/rules/__init__.py": "",
    "scoring/rules/price.py": "from kinerja import rounding\n",
    "scoring/rules/sum/__init__.py": "from scoring.rules.sum.whole import whole\n",
    "scoring/rules/sum/whole.py": "import scoring.rules.price\n",
    "scoring/actions/pay.py": "",
    "scoring/tests/rules/test_price.py": "from scoring.rules.price import price\n",
    "scoring/tests/rules/test_price_of_many.py": "",
    "scoring/tests/rules/test_sum.py": "from scoring.rules import sum\n",
    "scoring/tests/rules/test_other.py": "import decimal\n",
    "scoring/tests/actions/test_pay.py": "from scoring.rules.price import price\n",
}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name, source in TREE.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(source)
    return tmp_path


def _names(groups: list[list[Path]]) -> list[list[str]]:
    return [[path.name for path in group] for group in groups]


def test_rules_and_the_reckoning_below_them_are_changed_and_nothing_else(tree: Path) -> None:
    assert [str(path) for path in rules(tree)] == [
        "kinerja/rounding.py",
        "scoring/rules/__init__.py",
        "scoring/rules/price.py",
        "scoring/rules/sum/__init__.py",
        "scoring/rules/sum/whole.py",
    ]


def test_tests_of_the_same_path_come_first_then_those_that_use_the_rule_by_others(tree: Path) -> None:
    own = ["test_price.py", "test_price_of_many.py"]
    assert _names(Suite(tree).of(Path("scoring/rules/price.py"))) == [own, ["test_sum.py"]]


def test_a_file_beside_another_shares_its_tests(tree: Path) -> None:
    (tree / "scoring/rules/price_table.py").write_text("")
    assert _names(Suite(tree).of(Path("scoring/rules/price_table.py"))) == [["test_price.py"]]


def test_a_file_without_tests_of_its_own_has_those_that_use_it(tree: Path) -> None:
    assert _names(Suite(tree).of(Path("scoring/rules/sum/whole.py"))) == [["test_sum.py"]]
    assert Suite(tree).of(Path("kinerja/text.py")) == []


def test_a_package_is_a_module(tree: Path) -> None:
    assert module_of(Path("scoring/rules/sum/__init__.py")) == "scoring.rules.sum"
    assert module_of(Path("scoring/rules/price.py")) == "scoring.rules.price"


def test_every_rule_of_this_tree_has_tests_that_need_no_django() -> None:
    tests = Suite(ROOT)
    without = [path for path in rules(ROOT) if not tests.of(path)]
    assert [path for path in without if mutants((ROOT / path).read_text())] == []
    django = [path for path in tests.pool if any("models" in reached.parts for reached in tests.reached(path))]
    assert django == []
