from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.rules.policy import Policy
from scoring.rules.targets import (
    TargetMonth,
    achievement,
    agreement_score,
    month_achievement,
    month_state,
    worthless,
    year_to_date,
)

D = Decimal
POLICY = Policy.default()
DIVIDE = Policy.from_values({"achievement.minimize": "divide"})
POLARITIES = ["maximize", "minimize", "stabilize"]

results = st.decimals(0, 10**6, places=4)
targets = st.decimals("0.0001", 10**6, places=4)


def reached(polarity: str, target: str, realised: str, policy: Policy = POLICY) -> str:
    return str(achievement(polarity=polarity, realised=D(realised), target=D(target), policy=policy))


@pytest.mark.parametrize(
    ("polarity", "target", "realised", "expected"),
    [
        ("maximize", "60", "45", "75.00"),
        ("maximize", "60", "72", "120.00"),
        ("maximize", "60", "90", "120.00"),
        ("maximize", "95", "94", "98.95"),
        ("maximize", "60", "0", "0.00"),
        ("maximize", "60", "-5", "0.00"),
        ("maximize", "8", "0.0004", "0.01"),
        ("minimize", "17", "12", "120.00"),
        ("minimize", "10", "12", "80.00"),
        ("minimize", "10", "10", "100.00"),
        ("minimize", "10", "20", "0.00"),
        ("minimize", "10", "25", "0.00"),
        ("minimize", "0", "0", "100.00"),
        ("minimize", "0", "1", "0.00"),
        ("stabilize", "100", "100", "100.00"),
        ("stabilize", "100", "105", "100.00"),
        ("stabilize", "100", "95", "100.00"),
        ("stabilize", "100", "106", "99.00"),
        ("stabilize", "100", "94", "99.00"),
        ("stabilize", "100", "0", "5.00"),
        ("stabilize", "100", "300", "0.00"),
        ("stabilize", "0", "0.00", "100.00"),
        ("stabilize", "0", "-1", "0.00"),
    ],
)
def test_achievement(polarity: str, target: str, realised: str, expected: str) -> None:
    assert reached(polarity, target, realised) == expected


@pytest.mark.parametrize(
    ("target", "realised", "expected"),
    [("17", "20", "85.00"), ("10", "12", "83.33"), ("10", "25", "40.00"), ("10", "5", "120.00"),
     ("10", "0", "120.00"), ("10", "-1", "120.00"), ("10", "0.5", "120.00"), ("0.5", "1", "50.00"),
     ("0", "0", "100.00"), ("0", "1", "0.00")],
)  # fmt: skip
def test_minimize_by_division(target: str, realised: str, expected: str) -> None:
    assert reached("minimize", target, realised, DIVIDE) == expected


@pytest.mark.parametrize(("cap", "expected"), [("100", "100.00"), ("110", "110.00"), ("150", "140.00")])
def test_the_policy_sets_the_cap(cap: str, expected: str) -> None:
    assert reached("maximize", "50", "70", Policy.from_values({"achievement.cap": cap})) == expected


def test_the_policy_sets_the_tolerance() -> None:
    assert reached("stabilize", "100", "94", Policy.from_values({"achievement.stabilize_tolerance": "6"})) == "100.00"


@given(polarity=st.sampled_from(POLARITIES), target=targets, realised=results, policy=st.sampled_from([POLICY, DIVIDE]))
def test_achievement_stays_between_0_and_the_cap(
    polarity: str, target: Decimal, realised: Decimal, policy: Policy
) -> None:
    value = achievement(polarity=polarity, realised=realised, target=target, policy=policy)
    assert 0 <= value <= policy.achievement_cap
    assert value.as_tuple().exponent == -2


@given(target=targets, one=results, other=results, policy=st.sampled_from([POLICY, DIVIDE]))
def test_more_is_never_worse_where_more_is_wanted(
    target: Decimal, one: Decimal, other: Decimal, policy: Policy
) -> None:
    less, more = sorted([one, other])
    up = [achievement(polarity="maximize", realised=r, target=target, policy=policy) for r in (less, more)]
    down = [achievement(polarity="minimize", realised=r, target=target, policy=policy) for r in (less, more)]
    assert up == sorted(up)
    assert down == sorted(down, reverse=True)


@given(target=targets, near=st.decimals(0, 1000, places=4), far=st.decimals(0, 1000, places=4))
def test_stabilize_falls_with_the_distance(target: Decimal, near: Decimal, far: Decimal) -> None:
    closer, farther = sorted([near, far])
    values = [
        achievement(polarity="stabilize", realised=target + sign * gap, target=target, policy=POLICY)
        for gap in (closer, farther)
        for sign in (1, -1)
    ]
    assert values[0] == values[1] >= values[2] == values[3]


@pytest.mark.parametrize(
    ("polarity", "target", "message"),
    [("maximize", "0", "not due"), ("minimize", "-1", "never negative"), ("upward", "1", "unknown polarity: upward")],
)
def test_what_may_not_come_here_is_refused(polarity: str, target: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        reached(polarity, target, "1")


def state(**changes: Any) -> str:
    plain: dict[str, Any] = {"source": "reading", "polarity": "maximize", "in_force": True, "target": D(5)}
    return month_state(**{**plain, **changes})


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"in_force": False, "reading": D(1)}, "not_due"),
        ({"target": None, "reading": D(1)}, "not_due"),
        ({"target": D(0), "reading": D(1)}, "not_due"),
        ({"target": D(0), "polarity": "minimize", "reading": D(0)}, "measured"),
        ({"reading": D(1)}, "measured"),
        ({"reading": D(0), "reading_due": False}, "measured"),
        ({}, "unreported"),
        ({"reading_due": False}, "not_due"),
        ({"source": "cases"}, "not_due"),
        ({"source": "cases", "decided": 1}, "measured"),
        ({"source": "activities"}, "measured"),
        ({"source": "activities", "reading_due": False}, "measured"),
    ],
)
def test_month_state(changes: dict[str, Any], expected: str) -> None:
    assert state(**changes) == expected


def measured(target: str | None, realised: str, **more: Any) -> TargetMonth:
    return TargetMonth(True, "measured", None if target is None else D(target), D(realised), **more)


NOT_DUE = TargetMonth(True, "not_due")
UNREPORTED = TargetMonth(True, "unreported", D(10))


def test_a_month_that_names_no_cases_has_none() -> None:
    assert TargetMonth(True, "not_due", None, None, 0, 0) == NOT_DUE


def test_month_achievement() -> None:
    values = [
        month_achievement(m, polarity="maximize", policy=POLICY) for m in (NOT_DUE, UNREPORTED, measured("8", "6"))
    ]
    assert values == [None, D("0.00"), D("75.00")]


@pytest.mark.parametrize("month", [TargetMonth(True, "measured", D(1)), TargetMonth(True, "measured", None, D(1))])
def test_a_measured_month_without_figures_is_refused(month: TargetMonth) -> None:
    with pytest.raises(ValueError, match="a target and a result"):
        month_achievement(month, polarity="maximize", policy=POLICY)


@pytest.mark.parametrize(
    ("polarity", "target", "expected"),
    [("maximize", "7", "0"), ("minimize", "7", "14"), ("stabilize", "7", "21"), ("minimize", "0", "1"),
     ("stabilize", "0", "1")],
)  # fmt: skip
def test_worthless(polarity: str, target: str, expected: str) -> None:
    assert worthless(polarity, D(target)) == D(expected)


@given(polarity=st.sampled_from(POLARITIES), target=targets)
def test_a_worthless_result_earns_nothing(polarity: str, target: Decimal) -> None:
    value = achievement(polarity=polarity, realised=worthless(polarity, target), target=target, policy=POLICY)
    assert value == 0


def to_date(months: list[TargetMonth], **changes: str) -> tuple[str, str, str] | None:
    plain = {"polarity": "maximize", "accumulation": "sum", "source": "reading", **changes}
    figures = year_to_date(
        polarity=plain["polarity"],
        accumulation=plain["accumulation"],
        source=plain["source"],
        months=months,
        policy=POLICY,
    )
    if figures is None:
        return None
    return str(figures.target), str(figures.realised), str(figures.achievement)


def test_sum_counts_what_was_delivered_outside_the_plan() -> None:
    delivered = TargetMonth(True, "not_due", None, D(5))
    before = TargetMonth(False, "not_due", None, D(99))
    months = [before, delivered, measured("60", "45"), UNREPORTED, NOT_DUE]
    assert to_date(months) == ("70", "50", "71.43")


def test_sum_of_a_year() -> None:
    months = [measured("60", "58")] * 11 + [measured("60", "62")]
    assert to_date(months) == ("720", "700", "97.22")


def test_average_is_rounded_to_four_decimals() -> None:
    months = [
        measured("3.25", "2.6"),
        measured("3.25", "3.1"),
        measured("3.26", "3.1"),
        TargetMonth(True, "not_due", None, D(9)),
    ]
    assert to_date(months, accumulation="average") == ("3.2533", "2.9333", "90.16")


def test_last_takes_the_last_due_month() -> None:
    months = [measured("10", "9"), measured("20", "10"), TargetMonth(True, "not_due", None, D(99))]
    assert to_date(months, accumulation="last") == ("20", "10", "50.00")
    assert to_date([*months, UNREPORTED], accumulation="last") == ("10", "0", "0.00")


@pytest.mark.parametrize("accumulation", ["sum", "average", "last"])
def test_cases_pool_their_counts_whatever_the_accumulation(accumulation: str) -> None:
    months = [
        measured("80", "100.00", on_time=1, decided=1),
        measured("95", "50.00", on_time=2, decided=4),
        TargetMonth(True, "not_due", None, D("0.00"), on_time=0, decided=7),
    ]
    assert to_date(months, accumulation=accumulation, source="cases") == ("95", "60.00", "63.16")


@pytest.mark.parametrize(
    ("polarity", "expected"),
    [("maximize", ("20", "10", "50.00")), ("minimize", ("20", "30", "50.00")), ("stabilize", ("20", "40", "5.00"))],
)
def test_an_unreported_month_enters_worth_nothing(polarity: str, expected: tuple[str, str, str]) -> None:
    assert to_date([measured("10", "10"), UNREPORTED], polarity=polarity) == expected


@pytest.mark.parametrize("months", [[], [NOT_DUE], [TargetMonth(True, "not_due", None, D(5))]])
def test_never_due_so_far_has_no_figure(months: list[TargetMonth]) -> None:
    assert to_date(months) is None


def test_broken_months_are_refused() -> None:
    with pytest.raises(ValueError, match="a due month has a target"):
        to_date([TargetMonth(True, "unreported")])
    for broken in (measured(None, "1", on_time=1, decided=1), measured("1", "1")):
        with pytest.raises(ValueError, match="a decided case"):
            to_date([broken], source="cases")
    with pytest.raises(ValueError, match="unknown accumulation: product"):
        to_date([measured("1", "1")], accumulation="product")


@given(st.permutations([measured("60", "45"), measured("30", "31"), UNREPORTED, measured("7", "0.5")]))
def test_the_order_of_months_does_not_matter_to_sums_and_means(months: list[TargetMonth]) -> None:
    assert to_date(months) == ("107", "76.5", "71.50")
    assert to_date(months, accumulation="average") == ("26.7500", "19.1250", "71.50")


def test_agreement_score() -> None:
    pairs = [(D(40), D("100.00")), (D(35), D("80.00")), (D(25), D("120.00"))]
    assert str(agreement_score(pairs)) == "98.00"
    assert str(agreement_score([(D(1), D("99.99")), (D(2), None), (D(1), D("100.00"))])) == "100.00"
    assert agreement_score([(D(100), None)]) is None
