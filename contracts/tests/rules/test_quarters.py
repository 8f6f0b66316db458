"""Targets of quarters from those of months (rules §3, year to date)."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.rules.quarters import quarter_targets

MONTHLY = st.lists(st.none() | st.decimals(0, 10**6, places=2), min_size=12, max_size=12)


def of(*values: int | None) -> list[Decimal | None]:
    return [None if value is None else Decimal(value) for value in values]


def test_sums_grow_from_january() -> None:
    assert quarter_targets(of(*[60] * 12), "sum") == (Decimal(180), Decimal(360), Decimal(540), Decimal(720))


def test_a_mean_is_of_the_due_months_so_far_to_four_places() -> None:
    monthly = of(1, None, None, None, None, 2, 2, None, None, None, None, None)

    assert quarter_targets(monthly, "average") == (Decimal(1), Decimal("1.5"), Decimal("1.6667"), None)


def test_the_last_value_of_the_quarter_stands_for_it() -> None:
    assert quarter_targets(of(80, None, None, 85, 86, None, *[None] * 6), "last") == (
        Decimal(80),
        Decimal(86),
        None,
        None,
    )


@pytest.mark.parametrize("month", range(12))
def test_a_single_month_is_the_target_of_its_quarter_alone(month: int) -> None:
    monthly = of(*(5 if each == month else None for each in range(12)))

    assert quarter_targets(monthly, "last") == tuple(of(*(5 if each == month // 3 else None for each in range(4))))


@pytest.mark.parametrize("accumulation", ["sum", "average", "last"])
@given(monthly=MONTHLY)
def test_a_quarter_has_a_target_exactly_when_a_month_of_it_has(
    accumulation: str, monthly: list[Decimal | None]
) -> None:
    quarters = quarter_targets(monthly, accumulation)

    for number, value in enumerate(quarters):
        due = any(month is not None for month in monthly[3 * number : 3 * number + 3])
        assert (value is not None) == due


@given(monthly=MONTHLY)
def test_the_last_sum_is_that_of_the_year(monthly: list[Decimal | None]) -> None:
    due = [value for value in monthly if value is not None]

    last = [value for value in quarter_targets(monthly, "sum") if value is not None]

    assert (last[-1] if last else None) == (sum(due) if due else None)
