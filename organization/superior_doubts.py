"""What is doubtful about superiors on a day, beyond their being none: each doubt told by the app that knows.

The apps above register a function here when they start; the report of people without a superior shows what they find,
and the export ``superiors`` carries it. A doubt forbids nothing: it is there to be looked at.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing to look at: its ``kind`` (a stable word), whom or what it concerns, a sentence, where it is mended.

    ``nip`` is empty where it concerns a unit.
    """

    kind: str
    nip: str
    name: str
    sentence: str
    url: str


DoubtFunction = Callable[[date], Iterable[Doubt]]
_functions: list[DoubtFunction] = []


def register(function: DoubtFunction) -> DoubtFunction:
    """Add a function that tells doubts in a bounded number of queries; usable as a decorator."""
    if function not in _functions:
        _functions.append(function)
    return function


def doubts_on(day: date) -> list[Doubt]:
    """Everything that is doubtful on a day, in the order of the functions, then as they tell it."""
    return [doubt for function in _functions for doubt in function(day)]
