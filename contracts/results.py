"""Which months of an agreement have results, told by the apps above that keep them.

An amendment must not rewrite what results were measured against (domain sheet §2.5); the results live on floors that
this one may not import.
"""

from collections.abc import Callable

from django.utils import timezone

from contracts.models import Agreement

ResultFunction = Callable[[Agreement], int]
_functions: list[ResultFunction] = []


def register(function: ResultFunction) -> ResultFunction:
    """Add a function that gives the last month (1–12) with results of an agreement, 0 for none."""
    if function not in _functions:
        _functions.append(function)
    return function


def last_month_with_results(agreement: Agreement) -> int:
    """The latest month that has results; 0: none yet.

    A month that is over has one for every target, if only that nothing was reported; of later months the floors above
    tell.
    """
    today = timezone.localdate()
    over = 12 if today.year > agreement.year else today.month - 1 if today.year == agreement.year else 0
    return max([over, *(function(agreement) for function in _functions)])
