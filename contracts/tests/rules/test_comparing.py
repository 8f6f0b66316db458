"""A target that asks less than last year's."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.rules.comparing import is_weaker, is_weaker_year, within

FIGURES = st.decimals(min_value=0, max_value=10**9, places=2)


def months(**values: str) -> list[Decimal | None]:
    return [Decimal(values[f"m{month}"]) if f"m{month}" in values else None for month in range(1, 13)]


@given(FIGURES, FIGURES)
def test_lower_is_weaker_where_higher_is_better_and_the_other_way_round(before: Decimal, after: Decimal) -> None:
    assert is_weaker(before, after, "maximize") == (after < before)
    assert is_weaker(before, after, "minimize") == (after > before)


@given(FIGURES, FIGURES)
def test_a_target_to_be_hit_exactly_is_never_weaker(before: Decimal, after: Decimal) -> None:
    assert not is_weaker(before, after, "stabilize")


@pytest.mark.parametrize(
    ("before", "after", "accumulation", "weaker"),
    [
        (months(m1="60", m2="60"), months(m1="60", m2="59"), "sum", True),
        # Half a year is compared with the same half.
        (months(m1="60", m7="60"), months(m1="60"), "sum", False),
        (months(m1="80", m2="90"), months(m1="86"), "average", False),
        (months(m6="70", m12="90"), months(m6="89"), "last", True),
        (months(), months(m1="1"), "last", False),
    ],
)
def test_years_are_compared_as_they_accumulate(
    before: list[Decimal | None], after: list[Decimal | None], accumulation: str, weaker: bool
) -> None:
    assert is_weaker_year(before, after, accumulation=accumulation, polarity="maximize") is weaker


def test_months_outside_the_period_are_blank() -> None:
    year = [Decimal(month) for month in range(1, 13)]
    assert within(year, "year") == tuple(year)
    assert within(year, "semester1") == (*year[:6], *[None] * 6)
    assert within(year, "semester2") == (*[None] * 6, *year[6:])
