"""The tree of a scope."""

from hypothesis import given
from hypothesis import strategies as st

from dailylog.queries.heat import unpacked
from dailylog.queries.scope_units import Place, below, in_tree

#: A division before its office: codes do not follow the tree.
UNITS = {
    3: Place(3, "a", "Bidang", 7),
    5: Place(5, "b", "Tim", 3),
    7: Place(7, "c", "Dinas", 1),
    9: Place(9, "d", "Dinas lain", 1),
}


def test_a_unit_holds_what_hangs_below_it() -> None:
    assert below(UNITS, 7) == {7, 3, 5}
    assert below(UNITS, 9) == {9}


def test_the_tree_is_read_line_by_line() -> None:
    # What is above the scope is not in it: both offices are topmost.
    assert [(unit.name, depth) for unit, depth in in_tree(UNITS)] == [
        ("Dinas", 0),
        ("Bidang", 1),
        ("Tim", 2),
        ("Dinas lain", 0),
    ]


@given(st.integers(0, 31), st.integers(0, 1439), st.integers(0, 1439))
def test_an_entry_comes_out_as_the_statement_packs_it(day: int, start: int, end: int) -> None:
    assert unpacked((day * 1440 + start) * 1440 + end) == (day, start, end)
