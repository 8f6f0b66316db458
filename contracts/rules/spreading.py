"""From a figure of the year to twelve monthly targets and back, and shares of a superior's target.

The months of a ``sum`` add up to the year's figure exactly: what rounding leaves over goes, one smallest unit each, to
the months with the largest remainders, of equal ones to the earlier (rules §0, §3). An ``average`` keeps its mean, a
``last`` its last due month. Figures have at most six decimals, as the database keeps them.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from kinerja.rounding import EXACT, ratio_half_up

Monthly = tuple[Decimal | None, ...]

MONTHS = 12
#: What the database keeps.
MOST_DECIMALS = 6
#: The decimals of a mean (rules §3).
MEAN_DECIMALS = 4
#: The decimals to which a part of a rate is cut.
PERCENT_DECIMALS = 2
BLANK: Monthly = (None,) * MONTHS
HUNDRED = Decimal(100)

SUM = "sum"
LAST = "last"


def decimals(values: Sequence[Decimal | None]) -> int:
    """How many decimals the finest of these figures needs; ``60.000000`` needs none. At most six count."""
    needed = (_decimals(value) for value in values if value is not None)
    return min(max(needed, default=0), MOST_DECIMALS)


def _decimals(value: Decimal) -> int:
    # Dots and digits are counted in the plain spelling: normalize() of a long figure would round it.
    _whole, _point, fraction = f"{value:f}".partition(".")
    return len(fraction.rstrip("0"))


def year_figure(monthly: Sequence[Decimal | None], accumulation: str) -> Decimal | None:
    """The figure of the year that monthly targets amount to (rules §3); None without a due month.

    ``sum``: their sum; ``average``: their mean to 4 decimals; ``last``: the value of the last due month.
    """
    due = [value for value in monthly if value is not None]
    if not due:
        return None
    if accumulation == LAST:
        return due[-1]
    total = _total(due)
    return total if accumulation == SUM else ratio_half_up(total, Decimal(len(due)), MEAN_DECIMALS)


def even(total: Decimal, accumulation: str, due: Sequence[bool] = ()) -> Monthly:
    """The year's figure spread evenly over the due months (none given: all twelve); the others stay blank.

    A ``sum`` is divided; an ``average`` and a ``last`` stand in each month as they are.
    """
    chosen = _chosen(due)
    if accumulation != SUM:
        return tuple(total if each else None for each in chosen)
    return _fill(chosen, apportion(total, [1] * sum(chosen), decimals([total])))


def by_shape(total: Decimal, shape: Sequence[Decimal | None], accumulation: str) -> Monthly:
    """The year's figure spread as another year (or the superior's) was: in proportion, in the same months.

    A ``sum`` adds up to ``total`` exactly, an ``average`` has exactly that mean, a ``last`` ends with it. Raises
    ``ValueError`` for a shape without a month above zero: it says nothing.
    """
    chosen = [value is not None for value in shape]
    values = [value for value in shape if value is not None]
    places = decimals([total, *values]) if accumulation != SUM else decimals([total])
    if accumulation == LAST:
        _refuse_flat(values[-1:])
        return _fill(chosen, [ratio_half_up(EXACT.multiply(value, total), values[-1], places) for value in values])
    _refuse_flat(values)
    fine = 10 ** decimals(values)
    whole = total if accumulation == SUM else total * len(values)
    return _fill(chosen, apportion(whole, [int(value * fine) for value in values], places))


def respread(
    total: Decimal,
    monthly: Sequence[Decimal | None],
    accumulation: str,
    *,
    first: int = 1,
    shape: Sequence[Decimal | None] | None = None,
) -> Monthly:
    """Spread the year's figure over the months from ``first`` (1–12) on; those before stay as they are.

    Without ``shape`` evenly over the months that have a value now (none has: all). Of a ``sum`` only what the earlier
    months leave over is spread. Raises ``ValueError`` where they exceed the figure, or the shape says nothing.
    """
    kept, open_ = tuple(monthly[: first - 1]), monthly[first - 1 :]
    done = year_figure(kept, SUM)
    left = total if accumulation != SUM or done is None else EXACT.subtract(total, done)
    if left < 0:
        raise ValueError("the months that are over exceed the figure of the year")
    if shape is not None:
        return kept + by_shape(left, shape[first - 1 :], accumulation)
    due = [value is not None for value in open_]
    return kept + even(left, accumulation, due if any(due) else [True] * len(open_))


def share(
    parent: Sequence[Decimal | None],
    accumulation: str,
    *,
    percent: Decimal | None = None,
    amount: Decimal | None = None,
) -> Monthly:
    """A part of the superior's target: ``percent`` of its year's figure, or an ``amount`` in its unit, in its shape.

    Part of a sum without decimals has none either, half-up: a tenth of 35 files is 4 files. Raises ``ValueError``
    unless exactly one of the two is given and the superior's target has a month above zero.
    """
    if (percent is None) == (amount is None):
        raise ValueError("a share is a percentage or an amount")
    year = year_figure(parent, accumulation)
    if year is None:
        raise ValueError("the superior's target has no due month")
    if amount is not None:
        return by_shape(amount, parent, accumulation)
    if accumulation == SUM:
        return by_shape(_part(year, percent, decimals(parent)), parent, accumulation)
    places = max(decimals(parent), PERCENT_DECIMALS)
    return tuple(None if value is None else _part(value, percent, places) for value in parent)


def _part(value: Decimal, percent: Decimal | None, places: int) -> Decimal:
    return ratio_half_up(EXACT.multiply(value, HUNDRED if percent is None else percent), HUNDRED, places)


def apportion(total: Decimal, shares: Sequence[int], places: int) -> list[Decimal]:
    """``total`` in parts proportional to ``shares``, each a multiple of 10⁻ᵖˡᵃᶜᵉˢ, adding up exactly.

    The method of the largest remainder; equal remainders go to the earlier part. ``total`` must itself be such a
    multiple and not negative, and ``shares`` must have a positive sum: else ``ValueError``.
    """
    units = total.scaleb(places)
    if units < 0 or units != units.to_integral_value():
        raise ValueError(f"{total} cannot be divided into parts of {places} decimals")
    if any(each < 0 for each in shares) or sum(shares) <= 0:
        raise ValueError("the parts have no proportion")
    parts = [divmod(int(units) * each, sum(shares)) for each in shares]
    left = int(units) - sum(floor for floor, _rest in parts)
    order = sorted(range(len(parts)), key=lambda at: (-parts[at][1], at))
    extra = set(order[:left])
    return [Decimal(floor + (at in extra)).scaleb(-places) for at, (floor, _rest) in enumerate(parts)]


def weights_sum(weights: Sequence[Decimal]) -> Decimal:
    """What the weights of an agreement add up to; it must be exactly 100 (rules §3)."""
    return _total(weights)


def scaled_weights(weights: Sequence[Decimal], places: int = 2) -> list[Decimal]:
    """The same weights in proportion, adding up to exactly 100; all alike where none was given yet."""
    if not weights:
        return []
    fine = 10 ** decimals(weights)
    shares = [int(weight * fine) for weight in weights]
    return apportion(HUNDRED, shares if sum(shares) else [1] * len(shares), places)


def _total(values: Sequence[Decimal]) -> Decimal:
    total = Decimal(0)
    for value in values:
        total = EXACT.add(total, value)
    return total


def _chosen(due: Sequence[bool]) -> list[bool]:
    return list(due) if any(due) else [True] * MONTHS


def _fill(chosen: Sequence[bool], values: Sequence[Decimal]) -> Monthly:
    following = iter(values)
    return tuple(next(following) if each else None for each in chosen)


def _refuse_flat(values: Sequence[Decimal]) -> None:
    if not any(value > 0 for value in values):
        raise ValueError("the shape has no month above zero")
