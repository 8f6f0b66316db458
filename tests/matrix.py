"""The harness of the permission matrix: every address × every role, with the status that each must get.

An app declares its rows in ``<app>/tests/matrix.py`` as ``ROWS``. ``tests/test_matrix.py`` collects them, walks them,
and fails for an address of the URLconf that no row speaks of.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.urls import URLPattern, URLResolver, get_resolver

from tests.cast import VIEWERS, Cast

#: Statuses that stand for a group of roles, to keep rows short.
BOARD = frozenset({"bkpsdm", "operator"})
CITY = frozenset({"sekda", "mayor", "ortala", "inspectorate"}) | BOARD
HEADS = frozenset({"team_lead", "division_head", "opd_head", "other_opd_head", "monitor"})
LOGIN = 302


@dataclass(frozen=True)
class Row:
    """One address: its name, how to make its arguments from the cast, and the status per role.

    ``expected`` must name every role of ``VIEWERS``; ``method`` "POST" sends ``data`` from the cast.
    """

    url_name: str
    expected: Mapping[str, int]
    kwargs: Callable[[Cast], dict[str, Any]] = field(default=lambda cast: {})
    method: str = "GET"
    data: Callable[[Cast], dict[str, Any]] = field(default=lambda cast: {})
    note: str = ""

    def __str__(self) -> str:
        return "-".join(part for part in (self.url_name, self.method.lower(), self.note) if part)


def everyone(status: int = 200, *, anonymous: int = LOGIN, **others: int) -> dict[str, int]:
    """The same status for all who have logged in, apart from those named."""
    return dict.fromkeys(VIEWERS, status) | {"anonymous": anonymous} | others


def only(*groups: frozenset[str], status: int = 200, others: int = 403, anonymous: int = LOGIN) -> dict[str, int]:
    """``status`` for these groups of roles, ``others`` for the rest."""
    allowed = frozenset().union(*groups)
    return {role: status if role in allowed else others for role in VIEWERS} | {"anonymous": anonymous}


def back_door(
    model: type[Model], make: Callable[[Cast], Model], *, watched: bool = True, post: int = 0
) -> Iterator[Row]:
    """A table of the operator's back door: the list, a row, its history if it is ``watched``; nobody else may know.

    ``post``: what the operator gets for an empty form, where a row should try.
    """
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    operator = frozenset({"operator"})

    def row(cast: Cast) -> dict[str, Any]:
        return {"object_id": str(make(cast).pk)}

    yield Row(f"{name}_changelist", only(operator, others=404))
    yield Row(f"{name}_change", only(operator, others=404), row)
    if watched:
        yield Row(f"{name}_history", only(operator, others=404), row)
    if post:
        yield Row(f"{name}_change", only(operator, status=post, others=404), row, method="POST", note="empty")


def all_rows() -> list[Row]:
    """The rows of every app that has some."""
    rows: list[Row] = []
    for config in apps.get_app_configs():
        name = f"{config.name}.tests.matrix"
        if not config.name.startswith("django") and find_spec(f"{config.name}.tests") and find_spec(name):
            rows.extend(import_module(name).ROWS)
    return rows


def url_names(patterns: list[Any] | None = None, prefix: str = "") -> Iterator[str]:
    """Every name of the URLconf, with its namespaces; an unnamed address shows as its route."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(entry, URLResolver):
            space = f"{prefix}{entry.namespace}:" if entry.namespace else prefix
            yield from url_names(entry.url_patterns, space)
        elif isinstance(entry, URLPattern):
            yield prefix + (entry.name or str(entry.pattern))
