"""The menu: each app registers its entries; the shell shows those that the user may open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.urls import get_script_prefix
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from kinerja.ui.links import link

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise


@dataclass(frozen=True, slots=True)
class MenuItem:
    """An entry: ``visible`` gets the user; ``covers`` are names of other pages on which it is marked as current.

    A name that ends in a colon covers all pages of that namespace.
    """

    key: str
    label: StrPromise | str
    icon: str
    url_name: str
    visible: Callable[[Any], bool]
    order: int = 50
    covers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ShownItem:
    """An entry as the shell draws it."""

    label: str
    icon: str
    url: str
    current: bool


_items: dict[str, MenuItem] = {}


def register(item: MenuItem) -> None:
    """Make an entry known; the same key again replaces it."""
    _items[item.key] = item
    _drawn.cache_clear()


def shown(request: HttpRequest) -> list[ShownItem]:
    """The entries that the request's user may open, in order."""
    match, user = request.resolver_match, request.user
    here = (match.view_name, f"{match.namespace}:") if match else ()
    keys = tuple([item.key for item in _items.values() if item.visible(user)])
    return list(_drawn(keys, here, get_language(), get_script_prefix()))


@lru_cache(maxsize=2048)
def _drawn(keys: tuple[str, ...], here: tuple[str, ...], _language: str | None, _prefix: str) -> tuple[ShownItem, ...]:
    """These entries in order, on the page of this name and namespace."""
    items = sorted([_items[key] for key in keys], key=lambda item: (item.order, item.key))
    return tuple(
        ShownItem(str(item.label), item.icon, link(item.url_name), not {item.url_name, *item.covers}.isdisjoint(here))
        for item in items
    )


def context(request: HttpRequest) -> dict[str, Any]:
    """Context processor: ``menu``, empty for a visitor and worked out only when a template draws it."""
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return {"menu": []}
    return {"menu": SimpleLazyObject(lambda: shown(request))}
