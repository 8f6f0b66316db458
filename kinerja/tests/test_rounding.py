from decimal import (
    Clamped,
    Decimal,
    DecimalException,
    DivisionByZero,
    Inexact,
    InvalidOperation,
    Overflow,
    Underflow,
)
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja.rounding import EXACT, divide, half_up, percent, ratio_half_up, rupiah, weighted_mean

amounts = st.decimals(-(10**12), 10**12, places=6)
positive = st.decimals("0.000001", 10**9, places=6)


def exactly(value: Fraction, places: int) -> Fraction:
    """Half-up of a fraction by whole numbers, ties away from zero."""
    scaled = abs(value) * 10**places
    rounded = Fraction(floor(scaled + Fraction(1, 2)), 10**places)
    return -rounded if value < 0 else rounded


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        ("0.005", 2, "0.01"),
        ("0.0049999", 2, "0.00"),
        ("2.5", 0, "3"),
        ("-2.5", 0, "-3"),
        ("-2.4", 0, "-2"),
        ("-0.004", 2, "0.00"),
        ("1", 4, "1.0000"),
        ("123456789012345678901234567890.125", 2, "123456789012345678901234567890.13"),
    ],
)
def test_half_up(value: str, places: int, expected: str) -> None:
    assert str(half_up(Decimal(value), places)) == expected


def test_percent_and_rupiah() -> None:
    assert (str(percent(Decimal("97.495"))), str(rupiah(Decimal("8817550.5")))) == ("97.50", "8817551")


@given(numerator=amounts, denominator=positive, places=st.integers(0, 6))
def test_ratio_rounds_the_exact_rational(numerator: Decimal, denominator: Decimal, places: int) -> None:
    rounded = ratio_half_up(numerator, denominator, places)
    assert Fraction(rounded) == exactly(Fraction(numerator) / Fraction(denominator), places)
    assert rounded.as_tuple().exponent == -places


def test_ratio_just_below_a_tie_is_not_rounded_twice() -> None:
    below = Decimal("0.004" + "9" * 60)
    assert str(ratio_half_up(below, Decimal(1), 2)) == "0.00"
    assert str(ratio_half_up(Decimal(1), Decimal(8), 2)) == "0.13"


@given(st.lists(st.tuples(st.decimals(0, 100, places=2), st.one_of(st.none(), st.decimals(0, 120, places=2)))))
def test_weighted_mean_is_exact_and_lies_within_its_parts(pairs: list[tuple[Decimal, Decimal | None]]) -> None:
    mean = weighted_mean(pairs)
    scored = [(weight, value) for weight, value in pairs if weight > 0 and value is not None]
    if not scored:
        assert mean is None
        return
    assert mean is not None
    total = sum(Fraction(weight) * Fraction(value) for weight, value in scored)
    true = Fraction(total) / sum(Fraction(weight) for weight, _value in scored)
    assert Fraction(percent(mean)) == exactly(true, 2)
    values = [value for _weight, value in scored]
    assert percent(min(values)) <= percent(mean) <= max(values)
    assert weighted_mean(reversed(pairs)) == mean


def test_weighted_mean_shares_out_the_weight_of_what_is_missing() -> None:
    ten, thirty, sixty = Decimal(10), Decimal(30), Decimal(60)
    assert weighted_mean([(ten, Decimal(100)), (thirty, Decimal(60)), (sixty, None)]) == Decimal(70)
    assert weighted_mean([(Decimal(0), Decimal(100)), (thirty, Decimal(60))]) == Decimal(60)
    assert weighted_mean([(Decimal(-1), Decimal(100)), (thirty, Decimal(60))]) == Decimal(60)
    assert weighted_mean([(ten, Decimal(0)), (ten, Decimal(1))]) == Decimal("0.5")
    assert weighted_mean([(Decimal(0), Decimal(100))]) is None


def test_a_sum_that_does_not_fit_exactly_is_refused() -> None:
    with pytest.raises(Inexact):
        EXACT.add(Decimal("1e200"), Decimal("1e-200"))


@pytest.mark.parametrize(
    ("numerator", "denominator", "error"),
    [
        ("1", "0", DivisionByZero),
        ("0", "0", InvalidOperation),
        ("1e999999", "0.1", Overflow),
        ("1e-999999", "3e50", Underflow),
        ("0e-999999", "1e999999", Clamped),
    ],
)
def test_a_quotient_that_is_no_figure_is_refused(
    numerator: str, denominator: str, error: type[DecimalException]
) -> None:
    with pytest.raises(error):
        divide(Decimal(numerator), Decimal(denominator))
    # What is exact refuses it as well, though it loses no digit.
    with pytest.raises(DecimalException):
        EXACT.divide(Decimal(numerator), Decimal(denominator))


def test_a_quotient_has_a_hundred_digits() -> None:
    assert str(divide(Decimal(1), Decimal(3))) == f"0.{'3' * 100}"


def test_twelve_decimals_are_the_most() -> None:
    assert str(half_up(Decimal("0.0000000000005"), 12)) == "1E-12"
    with pytest.raises(IndexError):
        half_up(Decimal(1), 13)
