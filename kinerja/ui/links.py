"""Addresses of pages, worked out once: a table leads to the same fifty pages at every visit."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.urls import get_script_prefix, get_urlconf, reverse


def link(url_name: str, /, *args: Any, **kwargs: Any) -> str:
    """The address of a page of the product; NoReverseMatch when there is none."""
    return _reversed(url_name, args, tuple(kwargs.items()), get_urlconf(), get_script_prefix())


@lru_cache(maxsize=16384)
def _reversed(
    url_name: str, args: tuple[Any, ...], kwargs: tuple[tuple[str, Any], ...], urlconf: str | None, _prefix: str
) -> str:
    return reverse(url_name, urlconf, args=args, kwargs=dict(kwargs))
