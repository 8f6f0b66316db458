"""What each figure of an explanation is called, measured in, computed by and rounded to."""

from datetime import date
from decimal import Decimal

import pytest

from scoring.rules.breakdown import (
    achievement_tree,
    activity_tree,
    agreement_tree,
    discipline_tree,
    given,
    iki_tree,
    policy_leaf,
    tpp_tree,
    year_to_date_tree,
)
from scoring.rules.discipline import DisciplineCounts
from scoring.rules.explanation import Node
from scoring.rules.policy import Policy
from scoring.rules.targets import TargetMonth

D = Decimal
POLICY = Policy.default()
#: unit, places, formula
Line = tuple[str, int | None, str | None]


def outline(node: Node, above: str = "") -> dict[str, Line]:
    """Path → what stands there, from the root down."""
    path = f"{above}.{node.key}" if above else node.key
    found: dict[str, Line] = {path: (node.unit, node.places, node.expression)}
    for child in node.inputs:
        found |= outline(child, path)
    return found


def leaves(unit: str, *paths: str) -> dict[str, Line]:
    return dict.fromkeys(paths, (unit, None, None))


SCORE = given("score", "Angka", D(80), "rules §3", "percent")


def test_activity_of_a_day() -> None:
    tree = activity_tree(counted=280, expected=300, days=[(date(2026, 3, 2), 280, 300)])
    assert outline(tree) == {
        "activity": ("percent", 2, "min(100, 100 * counted / expected)"),
        "activity.counted": ("minutes", None, "sum(d02)"),
        "activity.expected": ("minutes", None, "sum(d02)"),
        **leaves("minutes", "activity.counted.d02", "activity.expected.d02"),
    }
    assert tree.policy_keys == ("activity.expected_numerator", "activity.expected_denominator")
    closed = activity_tree(counted=280, expected=300)
    assert outline(closed) == {
        "activity": ("percent", 2, "min(100, 100 * counted / expected)"),
        **leaves("minutes", "activity.counted", "activity.expected"),
    }


def test_discipline_with_and_without_events() -> None:
    assert outline(discipline_tree(counts=DisciplineCounts(), policy=POLICY)) == {
        "discipline": ("percent", 2, "max(0, 100 - points)"),
        "discipline.points": ("points", None, "0"),
    }
    happened = DisciplineCounts(early=(0, 0, 0, 1), findings=2, leave={"unpaid": 1}, undecided=70)
    points = "discipline.points"
    assert outline(discipline_tree(counts=happened, policy=POLICY)) == {
        "discipline": ("percent", 2, "max(0, 100 - points)"),
        points: ("points", None, "sum(early_4, finding, leave_unpaid, undecided)"),
        f"{points}.undecided": ("points", None, "min(most, times * each)"),
        **dict.fromkeys(
            [f"{points}.{n}" for n in ("early_4", "finding", "leave_unpaid")], ("points", None, "times * each")
        ),
        **leaves("times", *(f"{points}.{n}.times" for n in ("early_4", "finding", "leave_unpaid", "undecided"))),
        **leaves("points", *(f"{points}.{n}.each" for n in ("early_4", "finding", "leave_unpaid", "undecided"))),
        **leaves("points", f"{points}.undecided.most"),
    }


def iki(rating: str | None = None) -> Node:
    return iki_tree(level="staff", results=SCORE, activity=SCORE, unit=SCORE, rating=rating, policy=POLICY)


def test_iki() -> None:
    pairs = "w_results, results, w_activity, activity, w_unit, unit, w_behaviour, behaviour"
    assert outline(iki()) == {
        "iki": ("percent", 2, f"min(cap, wmean({pairs}))"),
        **leaves("weight", "iki.w_results", "iki.w_activity", "iki.w_unit", "iki.w_behaviour"),
        **leaves("percent", "iki.results", "iki.activity", "iki.unit", "iki.behaviour.rated", "iki.cap"),
        "iki.behaviour": ("percent", 2, "rated"),
    }


def month(*, required: int = 20, workdays: int = 20, acting: int = 2, mode: str = "component") -> Node:
    """A month's tree whose IKI and discipline are given, so that only its own figures stand in it."""
    return tpp_tree(
        iki=SCORE,
        iko=SCORE,
        discipline=SCORE,
        required=required,
        absent=0,
        daily_total=D(100),
        workdays=workdays,
        acting_bases=[D(5)] * acting,
        sanction_percent=D(0),
        policy=Policy.from_values({"tpp.discipline_mode": mode}),
    )


def test_tpp() -> None:
    share = "tpp_productivity * productivity + tpp_discipline * discipline"
    assert outline(month()) == {
        "tpp": ("rupiah", 0, f"base * ({share}) / 10000 * max(0, 100 - sanction) / 100"),
        "tpp.base": ("rupiah", 0, "daily_total / workdays + percent * sum(acting_1, acting_2) / 100"),
        **leaves("rupiah", "tpp.base.daily_total", "tpp.base.acting_1", "tpp.base.acting_2"),
        **leaves("days", "tpp.base.workdays", "tpp.productivity.required", "tpp.productivity.absent"),
        "tpp.productivity": ("percent", 2, "mean * (required - absent) / required"),
        "tpp.productivity.mean": ("percent", 2, "coalesce(min(100, wmean(w_iki, iki, w_iko, iko)), 0)"),
        **leaves("weight", "tpp.productivity.mean.w_iki", "tpp.productivity.mean.w_iko"),
        **leaves("percent", "tpp.productivity.mean.iki", "tpp.productivity.mean.iko", "tpp.discipline"),
        **leaves("weight", "tpp.tpp_productivity", "tpp.tpp_discipline"),
        **leaves("percent", "tpp.base.percent", "tpp.sanction"),
    }


def test_formulas_of_a_month_without_workdays_or_acting_posts() -> None:
    found = outline(month(required=0, workdays=0, acting=0, mode="whole"))
    points = "max(0, tpp_productivity * productivity + tpp_discipline * 100 - 100 * (100 - discipline))"
    assert found["tpp.base"] == ("rupiah", 0, "daily_total")
    assert found["tpp.productivity"] == ("percent", 2, "mean")
    assert found["tpp"] == ("rupiah", 0, f"base * ({points}) / 10000 * max(0, 100 - sanction) / 100")
    assert not {"tpp.base.percent", "tpp.base.workdays"} & set(found)


MEASURED = TargetMonth(True, "measured", D(95), D(94), 47, 50)
MORE = "max(0, min(cap, 100 * realised / target))"
LESS = "max(0, min(cap, 100 * (2 * target - realised) / target))"
EXACT = "max(0, min(cap, 100 * (1 - max(0, abs(realised - target) - tolerance * target / 100) / target)))"


@pytest.mark.parametrize(("polarity", "expression"), [("maximize", MORE), ("minimize", LESS), ("stabilize", EXACT)])
@pytest.mark.parametrize("source", ["reading", "cases"])
def test_achievement(polarity: str, expression: str, source: str) -> None:
    tree = achievement_tree(
        key="a", label="Rilis", polarity=polarity, source=source, month=MEASURED, policy=POLICY, unit="berkas"
    )
    counted = {
        "a.realised": ("percent", 2, "100 * sum(on_time) / sum(decided)"),
        **leaves("cases", "a.realised.on_time", "a.realised.decided"),
    }
    assert outline(tree) == {
        "a": ("percent", 2, expression),
        **leaves("", "a.state"),
        **leaves("berkas", "a.target"),
        **(counted if source == "cases" else leaves("berkas", "a.realised")),
        **leaves("percent", "a.cap", *(["a.tolerance"] if polarity == "stabilize" else [])),
    }
    assert (tree.label, tree.find("state").value) == ("Rilis", "Terukur")


@pytest.mark.parametrize(
    ("target", "realised", "expression"), [("0", "0", "100"), ("0", "1", "0"), ("5", "0", "cap"), ("5", "1", "min")]
)
def test_formula_of_a_minimized_target_under_the_other_policy(target: str, realised: str, expression: str) -> None:
    divide = Policy.from_values({"achievement.minimize": "divide"})
    one = TargetMonth(True, "measured", D(target), D(realised))
    tree = achievement_tree(key="a", label="X", polarity="minimize", source="reading", month=one, policy=divide)
    whole = "min(cap, 100 * target / realised)" if expression == "min" else expression
    assert (tree.expression, tree.places) == (whole, 2)
    assert ("cap" in {node.key for node in tree.inputs}) is ("cap" in whole)


def test_months_without_a_result() -> None:
    late = achievement_tree(
        key="a",
        label="X",
        polarity="maximize",
        source="reading",
        month=TargetMonth(True, "unreported", D(5)),
        policy=POLICY,
        unit="berkas",
    )
    assert outline(late) == {"a": ("percent", 2, "0"), **leaves("", "a.state"), **leaves("berkas", "a.target")}
    for tree in (
        achievement_tree(
            key="a", label="X", polarity="maximize", source="cases", month=TargetMonth(True, "not_due"), policy=POLICY
        ),
        year_to_date_tree(
            key="a", label="X", polarity="maximize", accumulation="sum", source="cases", months=[], policy=POLICY
        ),
    ):
        assert outline(tree) == {**leaves("percent", "a"), **leaves("", "a.state")}
        assert tree.find("state").value == "Belum jatuh tempo"


def year(source: str, accumulation: str, polarity: str = "maximize") -> Node:
    """January measured, February due, March with a result but not due, April before the agreement."""
    february = TargetMonth(True, "unreported", D(95)) if source == "reading" else MEASURED
    free = [TargetMonth(True, "not_due", None, D(3)), TargetMonth(False, "not_due", None, D(4))]
    return year_to_date_tree(
        key="a",
        label="Rilis",
        polarity=polarity,
        accumulation=accumulation,
        source=source,
        months=[MEASURED, february, *free],
        policy=POLICY,
        unit="berkas",
    )


@pytest.mark.parametrize("accumulation", ["sum", "average", "last"])
def test_year_to_date_of_cases(accumulation: str) -> None:
    on_time, decided = ("on_time_01", "on_time_02"), ("decided_01", "decided_02")
    assert outline(year("cases", accumulation)) == {
        "a": ("percent", 2, MORE),
        **leaves("berkas", "a.target"),
        "a.realised": ("percent", 2, f"100 * sum({', '.join(on_time)}) / sum({', '.join(decided)})"),
        **leaves("cases", *(f"a.realised.{key}" for key in (*on_time, *decided))),
        **leaves("percent", "a.cap"),
    }


@pytest.mark.parametrize(
    ("accumulation", "targets", "results", "places"),
    [
        ("sum", "sum(t_01, t_02)", "sum(r_01, r_02, r_03)", None),
        ("average", "sum(t_01, t_02) / 2", "sum(r_01, r_02) / 2", 4),
    ],
)
def test_year_to_date_of_readings(accumulation: str, targets: str, results: str, places: int | None) -> None:
    entering = ["r_01", "r_02", *(["r_03"] if accumulation == "sum" else [])]
    assert outline(year("reading", accumulation)) == {
        "a": ("percent", 2, MORE),
        "a.target": ("berkas", places, targets),
        "a.realised": ("berkas", places, results),
        **leaves("berkas", "a.target.t_01", "a.target.t_02", *(f"a.realised.{key}" for key in entering)),
        **leaves("percent", "a.cap"),
    }


def test_year_to_date_of_a_last_month_names_no_other() -> None:
    tree = year("reading", "last", "minimize")
    assert outline(tree) == {
        "a": ("percent", 2, LESS),
        **leaves("berkas", "a.target", "a.realised"),
        **leaves("percent", "a.cap"),
    }
    # February was not reported: twice the target, which is worth nothing.
    assert (tree.find("target").label, tree.find("realised").label) == ("Target", "Realisasi")
    assert (tree.find("realised").value, tree.value) == (D(190), D("0.00"))


def test_months_are_called_by_their_names() -> None:
    tree = year("reading", "sum")
    assert [node.label for node in tree.find("realised").inputs] == ["Januari", "Februari", "Maret"]
    assert [node.value for node in tree.find("realised").inputs] == [94, 0, 3]


def test_agreement() -> None:
    tree = agreement_tree(key="results", label="Hasil kerja", targets=[(D(60), SCORE), (D(40), SCORE)])
    assert outline(tree) == {
        "results": ("percent", 2, "wmean(w_1, a_1, w_2, a_2)"),
        **leaves("weight", "results.w_1", "results.w_2"),
        **leaves("percent", "results.a_1", "results.a_2"),
    }


def test_a_target_without_a_unit_has_none() -> None:
    rule = {"key": "a", "label": "X", "polarity": "maximize", "source": "reading", "policy": POLICY}
    assert outline(achievement_tree(month=MEASURED, **rule))["a.target"][0] == ""  # type: ignore[arg-type]
    to_date = year_to_date_tree(months=[MEASURED], accumulation="sum", **rule)  # type: ignore[arg-type]
    assert outline(to_date)["a.target.t_01"][0] == ""


def test_a_leaf_without_a_unit_has_none() -> None:
    assert (given("n", "Banyaknya", 3, "rules §6").unit, policy_leaf("cap", "iki.cap", POLICY).unit) == ("", "")
