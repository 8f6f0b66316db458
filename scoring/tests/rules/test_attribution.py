"""Whose shortfall a regional miss is made of."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.rules.attribution import Standing, shares, shortfall

D = Decimal
figures = st.decimals(min_value=0, max_value=10**6, places=2)


@pytest.mark.parametrize(
    ("standing", "missing"),
    [
        (Standing("maximize", "reading", D(90), D("81.5"), 0, 0), D("8.5")),
        (Standing("maximize", "activities", D(90), D(95), 0, 0), D(0)),
        (Standing("minimize", "reading", D(3), D(5), 0, 0), D(2)),
        (Standing("minimize", "reading", D(3), D(1), 0, 0), D(0)),
        (Standing("stabilize", "reading", D(100), D(97), 0, 0), D(3)),
        (Standing("stabilize", "reading", D(100), D(104), 0, 0), D(4)),
        (Standing("maximize", "cases", D(95), D(80), on_time=16, decided=20), D(3)),
        (Standing("maximize", "cases", D(95), D("66.67"), on_time=2, decided=3), D("0.85")),
        (Standing("maximize", "cases", D("95.55"), D("66.67"), on_time=2, decided=3), D("0.87")),
        (Standing("maximize", "cases", D(50), D(80), on_time=16, decided=20), D(0)),
        (Standing("maximize", "reading", None, None, 0, 0), None),
        (Standing("maximize", "cases", D(95), None, 0, 0), None),
    ],
)
def test_shortfall(standing: Standing, missing: Decimal | None) -> None:
    assert shortfall(standing) == missing


@given(st.sampled_from(["maximize", "minimize", "stabilize"]), figures, figures)
def test_shortfall_is_never_below_zero_and_none_when_the_promise_is_met(
    polarity: str, target: Decimal, realised: Decimal
) -> None:
    missing = shortfall(Standing(polarity, "reading", target, realised, 0, 0))
    assert missing is not None
    assert missing >= 0
    assert shortfall(Standing(polarity, "reading", target, target, 0, 0)) == 0


@given(st.lists(figures, min_size=1, max_size=70))
def test_shares_are_exactly_the_whole(missing: list[Decimal]) -> None:
    parts = shares(missing)
    assert sum(parts) == (100 if any(missing) else 0)
    for part, each in zip(parts, missing, strict=True):
        assert part >= 0
        assert each or not part


def test_shares_in_proportion() -> None:
    assert shares([D("7.5"), D(0), D("2.5")]) == [D(75), D(0), D(25)]
    assert shares([D(1), D(1), D(1)]) == [D("33.34"), D("33.33"), D("33.33")]
    assert [str(part) for part in shares([D(0)])] == ["0.00"]
    assert shares([]) == []
