"""What other parts of the program have to say on a person's page, each told by the app that knows.

The apps above register a function here when they start.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from organization.models import Employee


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the page: what it is about, and markup that is safe to show."""

    label: str
    markup: SafeString


FactFunction = Callable[[Employee, date], Fact]
_functions: list[FactFunction] = []


def register(function: FactFunction) -> FactFunction:
    """Add a function that tells a fact about a person on a day; usable as a decorator."""
    if function not in _functions:
        _functions.append(function)
    return function


def facts_of(employee: Employee, day: date) -> list[Fact]:
    """Everything that is told of a person on a day."""
    return [function(employee, day) for function in _functions]
