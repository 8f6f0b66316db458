"""What a corrected NIP means for other parts of the program, each told by the app that knows.

The apps above register a function here when they start; the page of a correction shows the sentences before it is
saved. None of them forbids it: what is wrong on paper stays wrong there until somebody sees to it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from organization.effects import Effect


@dataclass(frozen=True, slots=True)
class NipChange:
    """A person's number as it stands and as it is to be."""

    employee_id: int
    old: str
    new: str


NipEffectFunction = Callable[[NipChange], Iterable[Effect]]
_functions: list[NipEffectFunction] = []


def register(function: NipEffectFunction) -> NipEffectFunction:
    """Add a function that tells effects; usable as a decorator."""
    if function not in _functions:
        _functions.append(function)
    return function


def nip_effects_of(change: NipChange) -> list[Effect]:
    """Everything that the other apps have to say about a correction."""
    return [effect for function in _functions for effect in function(change)]
