"""Spreading a year's figure over months: nothing is lost, nothing is invented."""

from decimal import Decimal

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from contracts.rules.spreading import (
    BLANK,
    apportion,
    by_shape,
    decimals,
    even,
    respread,
    scaled_weights,
    share,
    weights_sum,
    year_figure,
)

D = Decimal
figures = st.decimals(min_value=0, max_value=10**9, places=2)
months = st.lists(st.one_of(st.none(), figures), min_size=12, max_size=12).map(tuple)
due_months = st.lists(st.booleans(), min_size=12, max_size=12)


def whole_year(*values: int | str | None) -> tuple[Decimal | None, ...]:
    return tuple(None if value is None else D(value) for value in values) + (None,) * (12 - len(values))


@pytest.mark.parametrize(
    ("monthly", "accumulation", "expected"),
    [
        (whole_year(1, None, "2.5"), "sum", D("3.5")),
        (whole_year(1, None, 2, 2), "average", D("1.6667")),
        (whole_year(1, None, 7), "last", D(7)),
        (whole_year(0), "sum", D(0)),
        (BLANK, "sum", None),
        (BLANK, "last", None),
    ],
)
def test_figure_of_the_year(monthly: tuple[Decimal | None, ...], accumulation: str, expected: Decimal | None) -> None:
    assert year_figure(monthly, accumulation) == expected


def test_what_does_not_divide_goes_to_the_earlier_months() -> None:
    assert even(D(14), "sum") == (D(2), D(2), *[D(1)] * 10)


def test_an_average_stands_in_each_month() -> None:
    assert even(D("98.5"), "average", [True, False] * 6) == (D("98.5"), None) * 6


@given(figures, due_months)
@example(D("0.01"), [True] * 12)
@example(D("5.00"), [False] * 12)
def test_even_spread_adds_up_exactly_and_differs_by_one_unit_at_most(total: Decimal, due: list[bool]) -> None:
    spread = even(total, "sum", due)
    assert year_figure(spread, "sum") == total
    assert [value is not None for value in spread] == (due if any(due) else [True] * 12)
    values = [value for value in spread if value is not None]
    assert max(values) - min(values) <= D(1).scaleb(-decimals([total]))


@given(figures, months, st.sampled_from(["sum", "average", "last"]))
def test_shape_gives_the_figure_of_the_year(
    total: Decimal, shape: tuple[Decimal | None, ...], accumulation: str
) -> None:
    values = [value for value in shape if value is not None]
    assume(values)
    assume(values[-1] > 0)
    spread = by_shape(total, shape, accumulation)
    assert year_figure(spread, accumulation) == total
    assert [value is None for value in spread] == [value is None for value in shape]


def test_shape_of_a_mean_or_a_last_month_is_as_fine_as_the_finer_of_shape_and_figure() -> None:
    assert by_shape(D(10), whole_year("0.5", "1.5"), "average") == whole_year("5.0", "15.0")
    assert by_shape(D("3"), whole_year("1.25", "2.5"), "last") == whole_year("1.50", "3.00")
    assert by_shape(D("3.333"), whole_year(1, 2), "last") == whole_year("1.667", "3.333")


def test_shape_of_a_last_month_may_begin_with_zero_but_not_end_so() -> None:
    assert by_shape(D(8), whole_year(0, 2, 4), "last") == whole_year(0, 4, 8)
    assert by_shape(D(8), whole_year(2), "last") == whole_year(8)
    with pytest.raises(ValueError, match="no month above zero"):
        by_shape(D(8), whole_year(2, 0), "last")


def test_shape_of_a_fraction_says_as_much_as_one_of_whole_numbers() -> None:
    assert by_shape(D(30), whole_year("0.4", "0.6"), "sum") == whole_year(12, 18)
    assert by_shape(D(5), whole_year("0.25", "0.75"), "average") == whole_year("2.50", "7.50")


def test_shape_keeps_the_proportion() -> None:
    assert by_shape(D(60), whole_year(1, None, 2, 3), "sum") == whole_year(10, None, 20, 30)
    assert by_shape(D(40), whole_year(10, None, 20), "last") == whole_year(20, None, 40)
    assert by_shape(D(90), whole_year(40, 80), "average") == whole_year(60, 120)


@pytest.mark.parametrize("accumulation", ["sum", "average", "last"])
@pytest.mark.parametrize("shape", [BLANK, whole_year(0, 0)])
def test_shape_that_says_nothing_is_refused(shape: tuple[Decimal | None, ...], accumulation: str) -> None:
    with pytest.raises(ValueError, match="no month above zero"):
        by_shape(D(10), shape, accumulation)


def test_share_by_percent_and_by_amount() -> None:
    parent = whole_year(100, 200, 300)
    assert share(parent, "sum", percent=D(50)) == whole_year(50, 100, 150)
    assert share(parent, "sum", amount=D(60)) == whole_year(10, 20, 30)
    assert share(whole_year(95, 96), "average", percent=D(100)) == whole_year(95, 96)
    assert share(whole_year(95, 96), "last", percent=D(50)) == whole_year("47.5", 48)
    assert share(whole_year(95, 96), "average", percent=D(0)) == whole_year(0, 0)


def test_a_count_spread_by_the_shape_of_a_rate_stays_a_count() -> None:
    assert by_shape(D(10), whole_year("0.1", "0.1", "0.1"), "sum") == whole_year(4, 3, 3)


def test_share_of_a_rate_has_two_decimals_or_those_of_the_superiors() -> None:
    assert share(whole_year(100), "average", percent=D("33.3333")) == whole_year("33.33")
    assert share(whole_year("0.125"), "last", percent=D(50)) == whole_year("0.063")


def test_share_of_a_count_is_a_count() -> None:
    assert share(whole_year(10, 25), "sum", percent=D(10)) == whole_year(1, 3)


@pytest.mark.parametrize("how", [{}, {"percent": D(1), "amount": D(1)}])
def test_share_is_a_percentage_or_an_amount(how: dict[str, Decimal]) -> None:
    with pytest.raises(ValueError, match="percentage or an amount"):
        share(whole_year(1), "sum", **how)


def test_share_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="no due month"):
        share(BLANK, "sum", percent=D(10))


@given(months, st.lists(st.integers(1, 97), min_size=1, max_size=9))
def test_shares_of_all_children_make_the_whole(parent: tuple[Decimal | None, ...], parts: list[int]) -> None:
    year = year_figure(parent, "sum")
    assume(year)
    assert year is not None
    amounts = apportion(year, parts, decimals([year]))
    taken = [year_figure(share(parent, "sum", amount=amount), "sum") for amount in amounts]
    assert taken == amounts
    assert weights_sum(amounts) == year


@given(figures, st.lists(st.integers(0, 10**6), min_size=1, max_size=20))
def test_parts_add_up_and_none_is_a_unit_away_from_its_due(total: Decimal, shares: list[int]) -> None:
    assume(sum(shares))
    parts = apportion(total, shares, 2)
    assert sum(parts) == total
    for part, each in zip(parts, shares, strict=True):
        assert abs(part * sum(shares) - total * each) < D("0.01") * sum(shares)


@pytest.mark.parametrize(
    ("total", "shares", "places"),
    [(D("1.5"), [1], 0), (D(-1), [1], 0), (D(1), [0], 0), (D(1), [], 0), (D(1), [2, -1], 0)],
)
def test_parts_that_cannot_be(total: Decimal, shares: list[int], places: int) -> None:
    with pytest.raises(ValueError, match=r"divided|proportion"):
        apportion(total, shares, places)


@given(st.lists(st.decimals(min_value=0, max_value=99999, places=4), min_size=1, max_size=12))
def test_scaled_weights_are_a_hundred(weights: list[Decimal]) -> None:
    scaled = scaled_weights(weights)
    assert weights_sum(scaled) == 100
    assert len(scaled) == len(weights)


def test_weights_that_are_a_hundred_stay() -> None:
    assert scaled_weights([D("12.5"), D(50), D("37.5")]) == [D("12.5"), D(50), D("37.5")]
    assert scaled_weights([D(0), D(0), D(0)]) == [D("33.34"), D("33.33"), D("33.33")]
    assert scaled_weights([]) == []


@pytest.mark.parametrize(
    ("value", "expected"), [("60.000000", 0), ("60.5", 1), ("1E+3", 0), ("0.0000001", 6), ("100", 0)]
)
def test_decimals_that_a_figure_needs(value: str, expected: int) -> None:
    assert decimals([D(value), None]) == expected


def test_respread_leaves_the_months_that_are_over() -> None:
    done = whole_year(10, 20)
    assert respread(D(80), done, "sum", first=3) == (D(10), D(20), *[D(5)] * 10)
    assert respread(D(90), done, "last", first=12) == (D(10), D(20), *[None] * 9, D(90))
    assert respread(D(60), done, "sum", first=3, shape=(None,) * 10 + (D(1), D(2))) == (
        *done[:10],
        D(10),
        D(20),
    )
    with pytest.raises(ValueError, match="exceed"):
        respread(D(29), done, "sum", first=3)


def test_no_figures_need_no_decimals() -> None:
    assert decimals([]) == decimals([None]) == 0


def test_respread_keeps_blank_months_blank() -> None:
    assert respread(D(90), whole_year(1, None, 1, None, 1), "sum") == whole_year(30, None, 30, None, 30)
    assert respread(D(24), BLANK, "sum") == (D(2),) * 12


@given(figures, months, st.integers(1, 12))
def test_respread_of_a_sum_adds_up(total: Decimal, monthly: tuple[Decimal | None, ...], first: int) -> None:
    done = year_figure(monthly[: first - 1], "sum") or D(0)
    spread = respread(done + total, monthly, "sum", first=first)
    assert year_figure(spread, "sum") == done + total
    assert spread[: first - 1] == monthly[: first - 1]
