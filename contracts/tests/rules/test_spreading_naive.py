"""Spreading against the slow way: unit after unit goes where the exact share is furthest ahead of what is there."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from contracts.rules.spreading import apportion, by_shape, even, scaled_weights, share, year_figure

D = Decimal
small = st.integers(min_value=0, max_value=200)
shapes = st.lists(st.one_of(st.none(), st.integers(min_value=0, max_value=50)), min_size=12, max_size=12)


def apportioned_plainly(units: int, shares: list[int]) -> list[int]:
    """Whole units in proportion: to each the whole part of its exact share, then one by one to the largest rests."""
    exact = [Fraction(units * each, sum(shares)) for each in shares]
    given_out = [int(each) for each in exact]
    rests = [each - whole for each, whole in zip(exact, given_out, strict=True)]
    while sum(given_out) < units:
        at = max(range(len(rests)), key=lambda place: (rests[place], -place))
        given_out[at] += 1
        rests[at] = Fraction(-1)
    return given_out


def half_up(value: Fraction, places: int) -> Decimal:
    scaled = value * 10**places
    whole = scaled.numerator // scaled.denominator
    return Decimal(whole + (scaled - whole >= Fraction(1, 2))).scaleb(-places)


@given(small, st.lists(st.integers(min_value=0, max_value=30), min_size=1, max_size=12), st.integers(0, 2))
def test_parts_are_the_plain_ones(units: int, shares: list[int], places: int) -> None:
    assume(sum(shares) > 0)
    expected = [D(part).scaleb(-places) for part in apportioned_plainly(units, shares)]
    assert apportion(D(units).scaleb(-places), shares, places) == expected


@given(small, st.lists(st.booleans(), min_size=12, max_size=12))
def test_even_months_are_the_plain_ones(total: int, due: list[bool]) -> None:
    chosen = due if any(due) else [True] * 12
    parts = iter(apportioned_plainly(total, [1] * sum(chosen)))
    assert even(D(total), "sum", due) == tuple(D(next(parts)) if each else None for each in chosen)


@given(small, shapes)
def test_months_in_a_shape_are_the_plain_ones(total: int, shape: list[int | None]) -> None:
    values = [each for each in shape if each is not None]
    assume(sum(values) > 0)
    parts = iter(apportioned_plainly(total, values))
    expected = tuple(None if each is None else D(next(parts)) for each in shape)
    assert by_shape(D(total), [None if each is None else D(each) for each in shape], "sum") == expected


@given(shapes, st.integers(min_value=1, max_value=100))
def test_a_share_in_percent_is_the_plain_one(parent: list[int | None], percent: int) -> None:
    values = [each for each in parent if each is not None]
    assume(sum(values) > 0)
    monthly = [None if each is None else D(each) for each in parent]

    summed = share(monthly, "sum", percent=D(percent))
    whole = half_up(Fraction(sum(values) * percent, 100), 0)
    assert year_figure(summed, "sum") == whole
    parts = iter(apportioned_plainly(int(whole), values))
    assert summed == tuple(None if each is None else D(next(parts)) for each in parent)

    rates = share(monthly, "average", percent=D(percent))
    assert rates == tuple(None if each is None else half_up(Fraction(each * percent, 100), 2) for each in parent)


@settings(max_examples=60)
@given(st.lists(st.integers(min_value=0, max_value=500), min_size=1, max_size=10))
def test_scaled_weights_are_the_plain_ones(weights: list[int]) -> None:
    shares = weights if sum(weights) else [1] * len(weights)
    expected = [D(part).scaleb(-2) for part in apportioned_plainly(10_000, shares)]
    assert scaled_weights([D(each) for each in weights]) == expected
