"""The months of a half-year and of a year."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.rules.periods import MONTHS_OF, last_day, months_outside


def test_the_first_half_ends_in_june_and_the_others_with_the_year() -> None:
    assert last_day(2026, "semester1") == date(2026, 6, 30)
    assert last_day(2026, "semester2") is None
    assert last_day(2026, "year") is None


@given(st.lists(st.none() | st.integers(), min_size=12, max_size=12), st.sampled_from(sorted(MONTHS_OF)))
def test_what_is_outside_is_neither_inside_nor_blank(monthly: list[int | None], period: str) -> None:
    first, last = MONTHS_OF[period]
    outside = months_outside(monthly, period)
    assert all(monthly[month - 1] is not None and not first <= month <= last for month in outside)
    inside = sum(value is not None for value in monthly[first - 1 : last])
    assert inside + len(outside) == sum(value is not None for value in monthly)


@pytest.mark.parametrize(
    ("period", "outside"),
    [("year", []), ("semester1", [7, 8, 9, 10, 11, 12]), ("semester2", [1, 2, 3, 4, 5, 6])],
)
def test_months_of_the_other_half_are_outside(period: str, outside: list[int]) -> None:
    assert months_outside([1] * 12, period) == outside
