"""Trees of targets: nothing is lost, nothing stands twice, nobody walks in circles."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from contracts.rules.cascade import Shares, Twig, plant

_PARENTS = st.dictionaries(st.integers(1, 30), st.none() | st.integers(1, 40), max_size=30)


def ids(trees: list[Twig]) -> list[int]:
    return [twig.id for tree in trees for twig in tree.walk()]


@given(_PARENTS)
def test_each_target_stands_in_the_trees_exactly_once(parents: dict[int, int | None]) -> None:
    assert sorted(ids(plant(parents.items()))) == sorted(parents)


@given(_PARENTS)
def test_who_hangs_on_somebody_stands_directly_below(parents: dict[int, int | None]) -> None:
    trees = plant(parents.items())
    for tree in trees:
        for twig in tree.walk():
            assert all(parents[child.id] == twig.id for child in twig.children)
    # A root hangs on nothing that is there, unless it was cut out of a ring.
    for tree in trees:
        above = parents[tree.id]
        assert above not in parents or above in ids([tree])


def test_what_hangs_on_a_ring_stands_below_it() -> None:
    [tree] = plant([(2, 30), (17, 30), (30, 17)])

    assert (tree.id, [child.id for child in tree.children]) == (17, [30])
    assert [child.id for child in tree.children[0].children] == [2]


def test_the_order_given_is_kept() -> None:
    [tree] = plant([(5, None), (9, 5), (7, 5), (1, 9)])

    assert (tree.id, [child.id for child in tree.children]) == (5, [9, 7])
    assert ids([tree]) == [5, 9, 1, 7]


def test_a_ring_is_cut_at_its_first() -> None:
    [tree] = plant([(2, 1), (1, 3), (3, 2)])

    assert ids([tree]) == [2, 3, 1]


def test_shares_say_what_nobody_took_and_what_is_too_much() -> None:
    short, over = Shares(Decimal(240), Decimal("229.5")), Shares(Decimal(10), Decimal(12))

    assert (short.missing, short.fit, over.missing) == (Decimal("10.5"), False, Decimal(-2))
    assert Shares(Decimal("1.0"), Decimal(1)).fit
