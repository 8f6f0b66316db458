"""What a change of posts means for other parts of the program, each told by the app that knows.

The apps above register a function here when they start; the page of a move shows the sentences before it is saved,
and a blocking one (for instance a closed month) stops it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from kinerja.errors import DomainError


@dataclass(frozen=True, slots=True)
class Change:
    """A post given, or taken where ``position_id`` is None, from ``start`` to ``end`` (None: endless), inclusive."""

    employee_id: int
    position_id: int | None
    kind: str
    start: date
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """One consequence in a sentence for the user; a blocking one forbids the change."""

    sentence: str
    blocks: bool = False
    url: str = ""


EffectFunction = Callable[[Change], Iterable[Effect]]
_functions: list[EffectFunction] = []


def register(function: EffectFunction) -> EffectFunction:
    """Add a function that tells effects; usable as a decorator."""
    if function not in _functions:
        _functions.append(function)
    return function


def effects_of(change: Change) -> list[Effect]:
    """Everything that the other apps have to say about a change."""
    return [effect for function in _functions for effect in function(change)]


def refuse_blocked(change: Change) -> None:
    """Raise ``DomainError`` ("change_blocked") if any effect forbids the change."""
    blocking = [effect.sentence for effect in effects_of(change) if effect.blocks]
    if blocking:
        raise DomainError("change_blocked", " ".join(blocking))
