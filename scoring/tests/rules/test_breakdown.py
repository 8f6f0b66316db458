from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from scoring.rules.breakdown import (
    achievement_tree,
    activity_tree,
    agreement_tree,
    discipline_tree,
    given,
    iki_tree,
    policy_leaf,
    rekeyed,
    tpp_tree,
    year_to_date_tree,
)
from scoring.rules.discipline import DisciplineCounts
from scoring.rules.explanation import ExplanationError, Node, check, from_json, to_json
from scoring.rules.policy import COMPONENTS, LEAVE_KINDS, POLICY_KEYS, Policy
from scoring.rules.targets import TargetMonth, month_achievement, year_to_date

D = Decimal
POLICY = Policy.default()
DIVIDE = Policy.from_values({"achievement.minimize": "divide", "achievement.cap": "110"})
WHOLE = Policy.from_values({"tpp.discipline_mode": "whole"})

figures = st.decimals(0, 500, places=2)
score = st.one_of(st.none(), st.decimals(0, 120, places=2))
polarities = st.sampled_from(["maximize", "minimize", "stabilize"])


@st.composite
def months(draw: st.DrawFn, polarity: str, source: str) -> TargetMonth:
    """A month of a target as the rules allow it."""
    state = draw(st.sampled_from(["not_due", "measured"] + (["unreported"] if source == "reading" else [])))
    if state == "not_due":
        return TargetMonth(draw(st.booleans()), "not_due", None, draw(st.one_of(st.none(), figures)))
    target = draw(st.decimals("0.01" if polarity == "maximize" else "0", 500, places=2))
    if state == "unreported":
        return TargetMonth(True, "unreported", target)
    decided = draw(st.integers(1, 9))
    on_time = draw(st.integers(0, decided))
    share = (D(100 * on_time) / decided).quantize(D("0.01"), "ROUND_HALF_UP")
    return TargetMonth(True, "measured", target, share if source == "cases" else draw(figures), on_time, decided)


def walk(node: Node) -> Iterator[Node]:
    yield node
    for child in node.inputs:
        yield from walk(child)


def assert_explains_itself(tree: Node) -> None:
    assert check(tree) == []
    assert from_json(to_json(tree)) == tree
    for node in walk(tree):
        assert node.label
        assert node.source.startswith("rules §")
        assert set(node.policy_keys) <= set(POLICY_KEYS)


def text(key: str, value: Decimal | None) -> Node:
    return given(key, "Angka", value, "rules §5", "percent")


@examples(data=st.data(), polarity=polarities, policy=st.sampled_from([POLICY, DIVIDE]))
@pytest.mark.parametrize("source", ["reading", "cases", "activities"])
def test_every_achievement_explains_itself(source: str, data: st.DataObject, polarity: str, policy: Policy) -> None:
    month = data.draw(months(polarity, source))
    tree = achievement_tree(key="a", label="Rilis", polarity=polarity, source=source, month=month, policy=policy)
    assert tree.value == month_achievement(month, polarity=polarity, policy=policy)
    assert_explains_itself(tree)


@examples(data=st.data(), polarity=polarities, policy=st.sampled_from([POLICY, DIVIDE]))
@pytest.mark.parametrize("source", ["reading", "cases"])
@pytest.mark.parametrize("accumulation", ["sum", "average", "last"])
def test_every_year_to_date_explains_itself(
    source: str, accumulation: str, data: st.DataObject, polarity: str, policy: Policy
) -> None:
    year = data.draw(st.lists(months(polarity, source), max_size=12))
    rule = {"polarity": polarity, "accumulation": accumulation, "source": source}
    tree = year_to_date_tree(
        key="a",
        label="Rilis",
        polarity=polarity,
        accumulation=accumulation,
        source=source,
        months=year,
        policy=policy,
    )
    expected = year_to_date(**rule, months=year, policy=policy)
    assert tree.value == (expected and expected.achievement)
    if expected:
        assert (tree.find("target").value, tree.find("realised").value) == (expected.target, expected.realised)
    assert_explains_itself(tree)


def test_an_achievement_shows_its_figures_and_the_policy() -> None:
    month = TargetMonth(True, "measured", D(95), D("94.00"), 47, 50)
    tree = achievement_tree(key="a", label="PPID", polarity="maximize", source="cases", month=month, policy=POLICY)
    assert str(tree.value) == "98.95"
    assert str(tree.find("realised").value) == "94.00"
    assert [tree.find("realised", key).value for key in ("on_time", "decided")] == [47, 50]
    assert tree.find("cap").policy_keys == ("achievement.cap",)


def test_a_minimized_target_names_the_formula_of_the_policy() -> None:
    month = TargetMonth(True, "measured", D(10), D(12))
    trees = [
        achievement_tree(key="a", label="X", polarity="minimize", source="reading", month=month, policy=policy)
        for policy in (POLICY, DIVIDE)
    ]
    assert [str(tree.value) for tree in trees] == ["80.00", "83.33"]
    assert {tree.policy_keys for tree in trees} == {("achievement.minimize",)}


@pytest.mark.parametrize(("state", "word"), [("not_due", "Belum jatuh tempo"), ("unreported", "Tidak dilaporkan")])
def test_a_month_without_a_result_says_so(state: str, word: str) -> None:
    month = TargetMonth(True, "unreported" if state == "unreported" else "not_due", D(5))
    tree = achievement_tree(key="a", label="X", polarity="maximize", source="reading", month=month, policy=POLICY)
    assert tree.find("state").value == word
    assert tree.value == (D("0.00") if state == "unreported" else None)


@examples(st.lists(st.tuples(st.integers(1, 100).map(Decimal), score), min_size=1, max_size=8))
def test_an_agreement_explains_itself(targets: list[tuple[Decimal, Decimal | None]]) -> None:
    items = [(weight, text("a", value)) for weight, value in targets]
    assert_explains_itself(agreement_tree(key="results", label="Hasil kerja", targets=items))


def test_an_agreement_of_hand_worked_targets() -> None:
    items = [(D(40), text("a", D("100.00"))), (D(35), text("b", D("80.00"))), (D(25), text("c", D("120.00")))]
    tree = agreement_tree(key="results", label="Hasil kerja", targets=items)
    assert str(tree.value) == "98.00"
    assert [node.key for node in tree.inputs] == ["w_1", "a_1", "w_2", "a_2", "w_3", "a_3"]


@examples(st.lists(st.tuples(st.integers(0, 600), st.integers(0, 300)), max_size=20))
def test_activity_explains_itself(days: list[tuple[int, int]]) -> None:
    rows = [(date(2026, 3, day), done, due) for day, (done, due) in enumerate(days, start=1)]
    counted, expected = sum(done for done, _due in days), sum(due for _done, due in days)
    assert_explains_itself(activity_tree(counted=counted, expected=expected, days=rows))
    assert_explains_itself(activity_tree(counted=counted, expected=expected))


def test_activity_opens_into_its_days() -> None:
    rows = [(date(2026, 3, 2), 280, 300), (date(2026, 3, 3), 200, 260)]
    tree = activity_tree(counted=480, expected=560, days=rows)
    assert str(tree.value) == "85.71"
    assert (tree.find("counted", "d02").value, tree.find("expected", "d03").value) == (D(280), D(260))
    assert tree.find("counted", "d02").label == "2026-03-02"


four = st.tuples(*[st.integers(0, 9)] * 4)
counts = st.builds(
    DisciplineCounts,
    absent=st.integers(0, 23),
    late=four,
    early=four,
    unfiled=st.integers(0, 23),
    findings=st.integers(0, 9),
    leave=st.dictionaries(st.sampled_from(LEAVE_KINDS), st.integers(0, 23)),
    undecided=st.integers(0, 200),
)


@examples(counts)
def test_discipline_explains_itself(happened: DisciplineCounts) -> None:
    assert_explains_itself(discipline_tree(counts=happened, policy=POLICY))


def test_discipline_lists_what_happened_only() -> None:
    happened = DisciplineCounts(absent=1, late=(0, 2, 0, 0), early=(1, 0, 0, 0), leave={"sick": 3}, undecided=70)
    tree = discipline_tree(counts=happened, policy=POLICY)
    assert str(tree.value) == "89.50"
    costs = {node.key: node.value for node in tree.find("points").inputs}
    expected = {"absent": D(3), "late_2": D(2), "early_1": D("0.5"), "leave_sick": D(0), "undecided": D(5)}
    assert costs == expected
    assert tree.find("points", "late_2", "each").policy_keys == ("discipline.late.2",)


def test_a_clean_month_is_100() -> None:
    assert str(discipline_tree(counts=DisciplineCounts(), policy=POLICY).value) == "100.00"
    assert_explains_itself(discipline_tree(counts=DisciplineCounts(), policy=POLICY))


@examples(
    level=st.sampled_from(["opd_head", "division_head", "team_lead", "staff"]),
    parts=st.tuples(score, score, score),
    rating=st.sampled_from([None, "above", "meets", "below"]),
    iko=score,
    happened=counts,
    days=st.tuples(st.integers(0, 27), st.integers(0, 27)),
    pay=st.tuples(st.integers(0, 10**9), st.integers(0, 27)),
    acting=st.lists(st.integers(0, 10**8).map(Decimal), max_size=3),
    sanction=st.integers(0, 150).map(Decimal),
    policy=st.sampled_from([POLICY, WHOLE]),
)
def test_a_whole_month_explains_itself(
    level: str,
    parts: tuple[Decimal | None, Decimal | None, Decimal | None],
    rating: str | None,
    iko: Decimal | None,
    happened: DisciplineCounts,
    days: tuple[int, int],
    pay: tuple[int, int],
    acting: list[Decimal],
    sanction: Decimal,
    policy: Policy,
) -> None:
    results, activity, unit = (text(key, part) for key, part in zip(COMPONENTS, parts, strict=False))
    iki = iki_tree(level=level, results=results, activity=activity, unit=unit, rating=rating, policy=policy)
    tree = tpp_tree(
        iki=iki,
        iko=text("office", iko),
        discipline=discipline_tree(counts=happened, policy=policy),
        required=days[0],
        absent=min(days),
        daily_total=D(pay[0]),
        workdays=pay[1],
        acting_bases=acting,
        sanction_percent=sanction,
        policy=policy,
    )
    assert_explains_itself(tree)


def month_of(**changes: Node) -> Node:
    nodes = {
        "iki": text("iki", D("80.00")),
        "iko": text("iko", D("90.00")),
        "discipline": text("discipline", D("95.50")),
        **changes,
    }
    return tpp_tree(
        **nodes,
        required=20,
        absent=1,
        daily_total=D(200_000_000),
        workdays=20,
        acting_bases=[D(1_000_000)],
        sanction_percent=D(25),
        policy=POLICY,
    )


def test_a_month_by_hand() -> None:
    tree = month_of()
    assert str(tree.find("base").value) == "10200000"
    assert str(tree.find("productivity", "mean").value) == "83.00"
    assert str(tree.find("productivity").value) == "78.85"
    assert str(tree.value) == "6541515"
    assert tree.policy_keys == ("tpp.discipline_mode",)


def test_a_figure_must_be_a_number() -> None:
    with pytest.raises(ExplanationError, match="discipline must have a value"):
        month_of(discipline=text("discipline", None))
    with pytest.raises(ExplanationError, match="iki is a text"):
        month_of(iki=given("iki", "IKI", "tinggi", "rules §5"))


def test_a_level_that_is_not_scored_has_no_tree() -> None:
    node = text("results", None)
    with pytest.raises(ExplanationError, match="assistant is not scored"):
        iki_tree(level="assistant", results=node, activity=node, unit=node, rating=None, policy=POLICY)


@pytest.mark.parametrize(
    ("rating", "key"), [(None, "meets"), ("meets", "meets"), ("above", "above"), ("below", "below")]
)
def test_the_rating_points_at_its_policy_value(rating: str | None, key: str) -> None:
    node = text("x", D("90.00"))
    tree = iki_tree(level="staff", results=node, activity=node, unit=node, rating=rating, policy=POLICY)
    assert tree.find("behaviour", "rated").policy_keys == (f"behaviour.{key}",)
    assert tree.find("w_activity").value == 30


def test_leaves() -> None:
    leaf = policy_leaf("most", "discipline.supervisor_max", POLICY, "points")
    assert (leaf.value, leaf.source, leaf.unit) == (D("5.00"), "rules §6", "points")
    assert rekeyed(leaf, "cap").key == "cap"
    assert given("n", "Banyaknya", 3, "rules §6").value == D(3)
