"""How a change is shown, and which figures lie below the bar."""

from pathlib import Path

import pytest

from kinerja.services.mutation import report
from kinerja.services.mutation.mutants import Mutant
from kinerja.services.mutation.trying import Fate, Tried


def _tried(fate: Fate, *, in_table: bool = False, old: str = "n", new: str = "m") -> Tried:
    return Tried(Path("scoring/rules/price.py"), Mutant(0, 1, "price", in_table, old, new), fate)


def test_a_long_table_is_cut_to_where_it_changes() -> None:
    old, new = "a" * 80 + "7" + "b" * 80, "a" * 80 + "b" * 80
    [_figures, _place, before, after] = report.of_file(Path("x.py"), [_tried(Fate.SURVIVED, old=old, new=new)])
    assert before == f"  - …{'a' * 60}7{'b' * 60}…"
    assert after == f"  + …{'a' * 60}{'b' * 60}…"


def test_a_short_change_is_shown_whole() -> None:
    lines = list(report.of_file(Path("x.py"), [_tried(Fate.SURVIVED, old="n < 5", new="n <= 5")]))
    assert lines[1:] == ["  x.py:1 price", "  - n < 5", "  + n <= 5"]


def test_a_file_without_mutants_is_not_told() -> None:
    assert list(report.of_file(Path("x.py"), [])) == []


@pytest.mark.parametrize(
    ("survived", "in_table", "below"), [(1, False, False), (2, False, True), (1, True, True), (0, True, False)]
)
def test_functions_and_tables_are_held_to_the_bar_each(survived: int, in_table: bool, below: bool) -> None:
    killed = [_tried(Fate.KILLED) for _each in range(8)] + [_tried(Fate.ENDLESS)]
    killed += [_tried(Fate.KILLED, in_table=True), _tried(Fate.UNIMPORTABLE, in_table=True)]
    assert (
        report.below_bar([*killed, *(_tried(Fate.SURVIVED, in_table=in_table) for _each in range(survived))]) is below
    )


def test_a_share_is_rounded_down() -> None:
    tried = [_tried(Fate.KILLED) for _each in range(2999)] + [_tried(Fate.SURVIVED)]
    assert "2999/3000  99.9 %" in next(iter(report.of_file(Path("x.py"), tried)))
