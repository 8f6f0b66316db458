"""What ``script/test --coverage`` holds the tree to."""

import os
import subprocess
from pathlib import Path

import pytest

from kinerja.services import checks

PRICE = "def price(free: bool) -> int:\n    if free:\n        return 0\n    return 1\n"
BARS = ("coverage", "coverage of the rooms")


def _bars(*, held: bool) -> dict[str, tuple[str, ...]]:
    return {one.name: one.command for one in checks._coverage(held=held) if one.name in BARS}


def _measured(folder: Path, *, calls: str) -> None:
    """A tree with a rule and 40 lines beside it, of which a run makes these ``calls``."""
    room = folder / "scoring" / "rules"
    room.mkdir(parents=True)
    (room / "price.py").write_text(PRICE)
    (folder / "beside.py").write_text("x = 1\n" * 40)
    (folder / "run.py").write_text(f"import beside\nfrom scoring.rules.price import price\n\n{calls}\n")
    assert _passes(folder, ("coverage", "run", "--branch", "--source=.", "run.py"))


def _passes(folder: Path, command: tuple[str, ...]) -> bool:
    # These tests may themselves be measured, which is inherited.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    return subprocess.run(command, cwd=folder, env=environment, check=False, capture_output=True).returncode == 0


@pytest.mark.parametrize(
    ("calls", "rooms"),
    [("price(True), price(False)", True), ("price(True)", False)],
    ids=["every branch", "a branch missing"],
)
def test_a_rule_with_a_line_that_no_test_reaches_fails_though_the_whole_is_well_covered(
    tmp_path: Path, calls: str, rooms: bool
) -> None:
    _measured(tmp_path, calls=calls)
    seen = {name: _passes(tmp_path, command) for name, command in _bars(held=True).items()}
    assert seen == {"coverage": True, "coverage of the rooms": rooms}


def test_some_tests_alone_are_measured_but_not_held_to_the_bars(tmp_path: Path) -> None:
    _measured(tmp_path, calls="price(True)")
    assert all(_passes(tmp_path, command) for command in _bars(held=False).values())


@pytest.mark.parametrize(
    ("arguments", "browser_missing", "held"),
    [(["--coverage"], False, True), (["--coverage", "--", "-k", "x"], False, False), (["--coverage"], True, False)],
    ids=["all tests", "chosen tests", "no browser"],
)
def test_the_bars_hold_for_a_run_of_all_tests(arguments: list[str], browser_missing: bool, held: bool) -> None:
    options = checks._parser().parse_args(arguments)
    chosen = [one.name for one in checks._chosen(options, browser_missing=browser_missing)]
    commands = {one.name: one.command for one in checks._chosen(options, browser_missing=browser_missing)}
    assert {name: commands[name] for name in BARS} == _bars(held=held)
    assert chosen.index("coverage begun") < chosen.index("tests") < chosen.index("coverage combined")
