"""Rules §0: exact numbers, half-up rounding, weighted means that leave `None` out, and how figures are printed."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

HUNDRED = Fraction(100)


def number(text: str) -> Fraction:
    """A figure of the tables, exactly as written."""
    return Fraction(Decimal(text))


def half_up(value: Fraction, places: int = 2) -> Fraction:
    """Round to `places` decimals; a half goes away from zero (rules §0)."""
    shifted = abs(value) * 10**places
    whole = shifted.numerator // shifted.denominator
    if shifted - whole >= Fraction(1, 2):
        whole += 1
    rounded = Fraction(whole, 10**places)
    return -rounded if value < 0 else rounded


def weighted(pairs: Iterable[tuple[Fraction, Fraction | None]]) -> Fraction | None:
    """Σ wᵢ·xᵢ / Σ wᵢ over the positive weights that have a value; unrounded, `None` when there is none (rules §0)."""
    counted = [(weight, value) for weight, value in pairs if weight > 0 and value is not None]
    if not counted:
        return None
    return sum((w * x for w, x in counted), Fraction(0)) / sum((w for w, _ in counted), Fraction(0))


def fixed(value: Fraction | None, places: int = 2) -> str:
    """The figure with exactly `places` decimals; empty for `None`."""
    if value is None:
        return ""
    units = half_up(value, places) * 10**places
    digits = str(abs(int(units))).rjust(places + 1, "0")
    sign = "-" if units < 0 else ""
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)


def plain(value: Fraction | None) -> str:
    """The figure as entered, without trailing zeros; empty for `None`. Tables carry finite decimals only."""
    text = fixed(value, 12)
    return text.rstrip("0").rstrip(".") if "." in text else text
