from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.rules.policy import Policy
from scoring.rules.tpp import productivity, tpp, tpp_base

D = Decimal
POLICY = Policy.default()
WHOLE = Policy.from_values({"tpp.discipline_mode": "whole"})
UNEVEN = Policy.from_values({"tpp.weight.productivity": "33.33", "tpp.weight.discipline": "66.67"})

percents = st.decimals(0, 100, places=2)
money = st.integers(0, 60_000_000).map(Decimal)
policies = st.sampled_from([POLICY, WHOLE, UNEVEN])


@pytest.mark.parametrize(
    ("iki", "iko", "required", "absent", "expected"),
    [
        ("79.87", "73.34", 20, 1, "74.01"),
        ("79.87", "73.34", 20, 0, "77.91"),
        ("120.00", "110.00", 20, 0, "100.00"),
        ("80.00", None, 20, 0, "80.00"),
        (None, "60.00", 20, 0, "60.00"),
        (None, None, 20, 0, "0.00"),
        ("80.00", "80.00", 0, 0, "80.00"),
        ("80.00", "80.00", 20, 20, "0.00"),
        ("100.00", "100.00", 3, 1, "66.67"),
    ],
)
def test_productivity(iki: str | None, iko: str | None, required: int, absent: int, expected: str) -> None:
    person, office = (None if part is None else D(part) for part in (iki, iko))
    value = productivity(iki=person, iko=office, required=required, absent=absent, policy=POLICY)
    assert str(value) == expected


@pytest.mark.parametrize(
    ("daily_total", "workdays", "acting", "expected"),
    [
        (D(20_000_000), 20, [], "1000000"),
        (D(10), 4, [], "3"),
        (D(9), 4, [], "2"),
        (D(20_000_000), 20, [D(500_000)], "1100000"),
        (D(20_000_000), 20, [D(500_000), D(3)], "1100001"),
        (D(1), 3, [D(1)], "1"),
        (D(777), 0, [], "777"),
        (D(0), 20, [], "0"),
    ],
)
def test_base(daily_total: Decimal, workdays: int, acting: list[Decimal], expected: str) -> None:
    value = tpp_base(daily_total=daily_total, workdays=workdays, acting_bases=acting, policy=POLICY)
    assert str(value) == expected


def amount(base: str, product: str, left: str, sanction: str = "0", policy: Policy = POLICY) -> str:
    value = tpp(base=D(base), productivity=D(product), discipline=D(left), sanction_percent=D(sanction), policy=policy)
    return str(value)


@pytest.mark.parametrize(
    ("base", "product", "left", "sanction", "expected"),
    [
        ("10000000", "90.00", "95.50", "0", "9220000"),
        ("9111111", "73.81", "96.00", "0", "7533613"),
        ("4001001", "76.63", "85.75", "0", "3211924"),
        ("10000000", "90.00", "95.50", "25", "6915000"),
        ("10000000", "90.00", "95.50", "100", "0"),
        ("10000000", "90.00", "95.50", "130", "0"),
        ("10000000", "0.00", "100.00", "0", "4000000"),
        ("0", "100.00", "100.00", "0", "0"),
        ("1", "50.00", "50.00", "0", "1"),
        ("1", "49.99", "50.00", "0", "0"),
    ],
)
def test_tpp(base: str, product: str, left: str, sanction: str, expected: str) -> None:
    assert amount(base, product, left, sanction) == expected


@pytest.mark.parametrize(
    ("product", "left", "expected"),
    [("90.00", "95.50", "8950000"), ("100.00", "100.00", "10000000"), ("90.00", "6.00", "0"), ("90.00", "6.01", "1000"),
     ("0.00", "0.00", "0")],
)  # fmt: skip
def test_points_that_reduce_the_whole(product: str, left: str, expected: str) -> None:
    assert amount("10000000", product, left, policy=WHOLE) == expected


@given(base=money, product=percents, one=percents, other=percents, policy=policies)
def test_better_discipline_never_pays_less(
    base: Decimal, product: Decimal, one: Decimal, other: Decimal, policy: Policy
) -> None:
    worse, better = (
        tpp(base=base, productivity=product, discipline=left, sanction_percent=D(0), policy=policy)
        for left in sorted([one, other])
    )
    assert worse <= better <= base


@given(iki=percents, iko=percents, required=st.integers(0, 27), share=st.integers(0, 27))
def test_absence_never_pays(iki: Decimal, iko: Decimal, required: int, share: int) -> None:
    absent = min(share, required)
    value = productivity(iki=iki, iko=iko, required=required, absent=absent, policy=POLICY)
    full = productivity(iki=iki, iko=iko, required=required, absent=0, policy=POLICY)
    assert 0 <= value <= full <= 100
