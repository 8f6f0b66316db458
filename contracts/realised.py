"""What last year's targets came to: told by the floor above, which measures them.

Without it a copied line takes last year's target as its baseline.
"""

from collections.abc import Callable, Collection, Mapping
from decimal import Decimal

Realised = Callable[[Collection[int]], Mapping[int, Decimal]]
_functions: list[Realised] = []


def register(function: Realised) -> Realised:
    """Add a function from target ids to what was realised in their year; usable as a decorator."""
    if function not in _functions:
        _functions.append(function)
    return function


def realised(target_ids: Collection[int]) -> dict[int, Decimal]:
    """Target id → what was realised in its year, in its unit; a target that nobody measured is missing."""
    found: dict[int, Decimal] = {}
    for function in _functions:
        found.update(function(target_ids))
    return found
