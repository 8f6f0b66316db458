"""Parts of pages that are drawn once: what comes out depends on the values handed in and on the language alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar

from django.template.loader import get_template
from django.urls import get_script_prefix
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

P = ParamSpec("P")
R = TypeVar("R")

#: Some kilobytes each.
MOST_KEPT = 2048
_PLAIN = (str, int, bool, Decimal, date, datetime, time, Enum, type(None), Promise)


def kept(most: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Remember the last ``most`` results of a function of texts, whole numbers and dates, apart for each language.

    The function may look at nothing else: no clock, no database, no viewer. What a page shows is then either drawn from
    what the database has just said, or was drawn from the very same text before.
    """

    def keep(function: Callable[P, R]) -> Callable[P, R]:
        @lru_cache(maxsize=most, typed=True)
        def known(_language: str, _prefix: str, *args: P.args, **kwargs: P.kwargs) -> R:
            for value in (*args, *kwargs.values()):
                _only_key(value)
            return function(*args, **kwargs)

        @wraps(function)
        def ask(*args: P.args, **kwargs: P.kwargs) -> R:
            # What cannot be hashed is refused at the first call.
            return known(get_language() or "", get_script_prefix(), *args, **kwargs)  # type: ignore[arg-type]

        return ask

    return keep


class _Exactly:
    """A value that equals only what is written the same: 1, 1.0 and True are equal, and look different on a page."""

    __slots__ = ("text", "value")

    def __init__(self, value: Any) -> None:
        self.value, self.text = value, repr(value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Exactly) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)


def drawn(template: str, values: Any) -> SafeString:
    """A template as HTML, with ``values`` (a dataclass or tuple of plain values) as its only context, ``row``.

    Raises TypeError for anything whose look is not written in its ``repr``, such as a model.
    """
    return _drawn(template, _Exactly((("row", values),)), get_language() or "", get_script_prefix())


def part(template: str, **values: Any) -> SafeString:
    """As ``drawn``, with each value under its own name: an ``include`` that looks at nothing else."""
    return _drawn(template, _Exactly(tuple(values.items())), get_language() or "", get_script_prefix())


@lru_cache(maxsize=MOST_KEPT)
def _drawn(template: str, given: _Exactly, _language: str, _prefix: str) -> SafeString:
    _only_plain(given.value)
    return mark_safe(get_template(template).render(dict(given.value)))  # noqa: S308 -- rendered by a template


def _only_key(value: Any) -> None:
    if isinstance(value, tuple | frozenset):
        for each in value:
            _only_key(each)
    elif isinstance(value, SafeString) or not isinstance(value, str | int | date | time | None):
        # Equal Decimals look different, and a model equals another that has since been changed.
        raise TypeError(f"What is kept cannot depend on a {type(value).__name__}.")


def _only_plain(value: Any) -> None:
    if isinstance(value, SafeString):
        # It looks like the unsafe text of the same letters, but is not escaped.
        raise TypeError("A fragment is drawn from plain text.")
    if isinstance(value, tuple):
        for each in value:
            _only_plain(each)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            if not field.repr:
                raise TypeError(f"A fragment cannot depend on {field.name}, which repr() leaves out.")
            _only_plain(getattr(value, field.name))
    elif not isinstance(value, _PLAIN):
        raise TypeError(f"A fragment cannot be drawn from a {type(value).__name__}.")
