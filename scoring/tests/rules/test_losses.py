"""What took how much off a TPP: the pieces re-add to the rupiah."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from scoring.rules.breakdown import activity_tree, discipline_tree, iki_tree, tpp_tree
from scoring.rules.breakdown import given as leaf
from scoring.rules.discipline import DisciplineCounts
from scoring.rules.explanation import Node
from scoring.rules.losses import losses
from scoring.rules.policy import Policy

POLICY = Policy.default()


def _tree(
    *,
    results: str | None = "80.00",
    iko: str | None = "90.00",
    base: str = "4850000",
    counts: DisciplineCounts | None = None,
    sanction: str = "0",
    policy: Policy = POLICY,
) -> Node:
    counts = counts or DisciplineCounts()
    iki = iki_tree(
        level="staff",
        results=_score("results", results),
        activity=activity_tree(counted=5000, expected=6000),
        unit=_score("unit", iko),
        rating=None,
        policy=policy,
    )
    return tpp_tree(
        iki=iki,
        iko=_score("iko", iko),
        discipline=discipline_tree(counts=counts, policy=policy),
        required=20,
        absent=counts.absent,
        daily_total=Decimal(base) * 20,
        workdays=20,
        acting_bases=[],
        sanction_percent=Decimal(sanction),
        policy=policy,
    )


def _score(key: str, value: str | None) -> Node:
    return leaf(key, key, None if value is None else Decimal(value), "", "percent")


def _lost(tree: Node) -> Decimal:
    base, total = tree.find("base").value, tree.value
    assert isinstance(base, Decimal)
    assert isinstance(total, Decimal)
    return base - total


def test_each_cause_has_its_place_in_the_tree() -> None:
    tree = _tree(counts=DisciplineCounts(absent=1, late=(2, 0, 0, 0)), sanction="10")

    found = losses(tree, POLICY)

    assert [loss.path for loss in found] == [
        "tpp.productivity.mean.iki",
        "tpp.productivity.mean.iko",
        "tpp.productivity.absent",
        "tpp.discipline.points.absent",
        "tpp.discipline.points.late_1",
        "tpp.sanction",
    ]
    for loss in found:
        tree.find(*loss.path.split(".")[1:])
    assert sum(loss.amount for loss in found) == _lost(tree)
    assert found[4].extent == 2


def test_each_cause_says_how_often_or_how_much() -> None:
    tree = _tree(counts=DisciplineCounts(absent=1, late=(2, 0, 0, 0)), sanction="10")

    assert [(loss.unit, loss.extent) for loss in losses(tree, POLICY)] == [
        ("percent", tree.find("productivity", "mean", "iki").value),
        ("percent", Decimal("90.00")),
        ("days", 1),
        ("times", 1),
        ("times", 2),
        ("percent", 10),
    ]


def test_without_any_index_the_productivity_is_lost_as_a_whole() -> None:
    # A head whose rating is all that there is of an IKI, under a policy that does not weigh it.
    nobody = Policy.from_values({"tpp.weight.iki": "0"})
    tree = _tree(iko=None, policy=nobody)

    (only,) = losses(tree, nobody)

    assert (only.path, only.extent, only.unit, only.amount) == ("tpp.productivity.mean", None, "", _lost(tree))


def test_the_indices_share_their_loss_in_proportion_to_what_each_lacks() -> None:
    # 70 × 15.4 and 30 × 10 hundredths are lacking: 1,078 and 300 of 1,378.
    tree = _tree(results="60.00", iko="90.00")
    assert tree.find("productivity", "mean", "iki").value == Decimal("78.00")

    iki, iko = losses(tree, POLICY)

    # 70 × 22 = 1,540 and 30 × 10 = 300.
    assert (iki.amount, iko.amount) == (Decimal(448_140), Decimal(87_300))
    assert iki.amount + iko.amount == _lost(tree)


def test_nothing_lost_gives_no_causes() -> None:
    assert losses(_tree(results="120.00", iko="120.00"), POLICY) == []


def test_an_index_above_100_loses_nothing_to_the_other() -> None:
    found = losses(_tree(results="120.00", iko="40.00"), POLICY)

    assert {loss.path for loss in found} == {"tpp.productivity.mean.iki", "tpp.productivity.mean.iko"}


def test_the_indices_share_their_loss_by_weight() -> None:
    tree = _tree(results="100.00", iko=None)

    (only,) = losses(tree, POLICY)

    assert only.path == "tpp.productivity.mean.iki"
    assert only.amount == _lost(tree)


@given(
    results=st.decimals("0", "120", places=2),
    iko=st.none() | st.decimals("0", "120", places=2),
    base=st.integers(0, 60_000_000),
    absent=st.integers(0, 20),
    late=st.integers(0, 20),
    sanction=st.sampled_from(["0", "25", "100"]),
    mode=st.sampled_from(["component", "whole"]),
)
def test_the_pieces_add_up_to_the_rupiah(
    results: Decimal, iko: Decimal | None, base: int, absent: int, late: int, sanction: str, mode: str
) -> None:
    policy = Policy.from_values({"tpp.discipline_mode": mode})
    counts = DisciplineCounts(absent=absent, late=(late, 0, 0, 0), leave={"unpaid": 2}, undecided=70)
    tree = _tree(
        results=str(results),
        iko=None if iko is None else str(iko),
        base=str(base),
        counts=counts,
        sanction=sanction,
        policy=policy,
    )

    assert sum((loss.amount for loss in losses(tree, policy)), Decimal(0)) == _lost(tree)
    assert all(loss.amount > 0 for loss in losses(tree, policy))
    assert all(loss.amount == int(loss.amount) for loss in losses(tree, policy))
