"""Loops among superiors."""

from hypothesis import given
from hypothesis import strategies as st

from organization.rules.loops import loops_of

PEOPLE = st.integers(0, 12)


def test_a_line_has_no_loop_and_each_loop_is_told_once() -> None:
    assert loops_of({1: 2, 2: 3, 3: None}) == []
    assert loops_of({8: 7, 7: 8, 5: 3, 3: 4, 4: 5, 9: 5}) == [(3, 4, 5), (7, 8)]


def test_whoever_is_above_himself_is_a_loop_of_one() -> None:
    assert loops_of({1: 1, 2: 1}) == [(1,)]


@given(st.dictionaries(PEOPLE, st.none() | PEOPLE))
def test_a_person_is_on_a_loop_exactly_when_the_way_up_leads_back(above: dict[int, int | None]) -> None:
    def comes_back(person: int) -> bool:
        here = above[person]
        for _step in above:
            if here is None or here == person:
                break
            here = above.get(here)
        return here == person

    found = [one for around in loops_of(above) for one in around]
    assert sorted(found) == sorted(filter(comes_back, above))
    for around in loops_of(above):
        assert [above[one] for one in around] == [*around[1:], around[0]]
