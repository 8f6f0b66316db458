"""Statements that the database plans once for each connection, not at every visit.

A written statement of a dozen parts takes longer to plan than to answer. The history already asks for connections
that stay with one client (``kinerja.audit``), so that what was prepared stays there too.

PostgreSQL would plan the first five executions anew, and every one of a statement that it takes to be cheaper for the
values at hand, without counting well what planning costs: ``plan_once`` tells each connection not to. A statement of
which the values decide how it is best answered is no matter for this module.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from weakref import WeakKeyDictionary

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

PLAN_ONCE = "SET plan_cache_mode = force_generic_plan"

#: The statements by name: two of one name would answer for each other.
_named: dict[str, str] = {}
#: What each open connection of the driver has prepared.
_known: WeakKeyDictionary[Any, set[str]] = WeakKeyDictionary()


def plan_once(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Told of a new connection: what is prepared on it is planned once; past Django's cursor, as no page asks it."""
    with connection.wrap_database_errors, connection.connection.cursor() as cursor:
        cursor.execute(PLAN_ONCE)


class Prepared:
    """A statement with parameters ``%(name)s``; ``types`` are those of the parameters, in PostgreSQL's words."""

    def __init__(self, name: str, statement: str, /, **types: str) -> None:
        if _named.setdefault(name, statement) != statement:
            raise ValueError(f"two prepared statements are named {name}")
        self._name = name
        text = statement % {each: f"${at}" for at, each in enumerate(types, start=1)}
        self._prepare = f"PREPARE {name} ({', '.join(types.values())}) AS {text}"
        self._execute = f"EXECUTE {name} ({', '.join(f'%({each})s' for each in types)})"

    def rows(self, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """What the statement answers."""
        with connection.cursor() as cursor:
            self._know(connection.connection)
            cursor.execute(self._execute, values)
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found

    def row(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The one row that the statement answers, by column."""
        with connection.cursor() as cursor:
            self._know(connection.connection)
            cursor.execute(self._execute, values)
            names = [column.name for column in cursor.description]
            return dict(zip(names, cursor.fetchone(), strict=True))

    def _know(self, driver: Any) -> None:
        """Have it prepared; past Django's cursor, because it is no question of the page's."""
        known = _known.setdefault(driver, set())
        if self._name not in known:
            with connection.wrap_database_errors, driver.cursor() as cursor:
                cursor.execute(self._prepare)
            known.add(self._name)
