"""Exact decimal arithmetic and the one way of rounding: half-up, once, of the exact value (rules §0)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import (
    ROUND_DOWN,
    ROUND_HALF_UP,
    Clamped,
    Context,
    Decimal,
    DivisionByZero,
    Inexact,
    InvalidOperation,
    Overflow,
    Underflow,
)

DIGITS = 100
_ERRORS = [InvalidOperation, DivisionByZero, Overflow, Underflow, Clamped]

# Sums and products: a result that does not fit exactly raises Inexact instead of losing a digit.
EXACT = Context(prec=DIGITS, rounding=ROUND_HALF_UP, traps=[*_ERRORS, Inexact])
# Quotients are cut, not rounded: a cut quotient lies on the same side of every rounding tie as the true one
# (a tie is itself representable), so that rounding it half-up afterwards rounds the exact rational.
_CUT = Context(prec=DIGITS, rounding=ROUND_DOWN, traps=_ERRORS)
_WIDE = Context(prec=DIGITS, rounding=ROUND_HALF_UP, traps=_ERRORS)

_STEPS = tuple(Decimal(1).scaleb(-places) for places in range(13))
ZERO = Decimal(0)


def half_up(value: Decimal, places: int) -> Decimal:
    """Round to `places` (0–12) decimals, ties away from zero; never gives a negative zero (rules §0)."""
    rounded = value.quantize(_STEPS[places], ROUND_HALF_UP, _WIDE)
    return rounded or abs(rounded)


def percent(value: Decimal) -> Decimal:
    """A percentage or score as published: two decimals (rules §0)."""
    return half_up(value, 2)


def rupiah(value: Decimal) -> Decimal:
    """Money as published: whole rupiah (rules §0)."""
    return half_up(value, 0)


def divide(numerator: Decimal, denominator: Decimal) -> Decimal:
    """The quotient cut after 100 digits, safe to round half-up later; ZeroDivisionError when it has none."""
    return _CUT.divide(numerator, denominator)


def ratio_half_up(numerator: Decimal, denominator: Decimal, places: int) -> Decimal:
    """Round the exact rational numerator ÷ denominator half-up to `places` decimals (rules §0)."""
    return half_up(_CUT.divide(numerator, denominator), places)


def weighted_mean(pairs: Iterable[tuple[Decimal, Decimal | None]]) -> Decimal | None:
    """Σ w·x ÷ Σ w over the (weight, value) pairs of positive weight that have a value; none: None (rules §0).

    The mean is not rounded; rounding it half-up rounds the exact rational.
    """
    total = ZERO
    weights = ZERO
    for weight, value in pairs:
        if value is not None and weight > 0:
            total = EXACT.fma(weight, value, total)
            weights = EXACT.add(weights, weight)
    return _CUT.divide(total, weights) if weights else None
