"""Parts of pages that are drawn anew only after one of the tables that they show has changed."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.urls import get_script_prefix
from django.utils.translation import get_language

from kinerja.unchanged import until_changed

P = ParamSpec("P")
R = TypeVar("R")


def lasting(*tables: str, most: int = 64) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Keep the last ``most`` results of a function that reads nothing but these tables, apart for each language.

    It may look neither at the clock nor at the viewer but through its arguments, which are hashable; what it answers is
    not to be changed. One short query a call.
    """

    def keep(function: Callable[P, R]) -> Callable[P, R]:
        @until_changed(*tables, most=most)
        def known(_language: str, _prefix: str, *args: P.args, **kwargs: P.kwargs) -> R:
            return function(*args, **kwargs)

        @wraps(function)
        def ask(*args: P.args, **kwargs: P.kwargs) -> R:
            return known(get_language() or "", get_script_prefix(), *args, **kwargs)

        return ask

    return keep
