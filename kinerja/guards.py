"""The guards of the database as a whole: hardened after every migration, lifted only to empty a throw-away city.

So are the rights of the role that the web server and the worker connect as (docs/operations.md, "Two roles").
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from kinerja.chain import parts

_OPEN = "CREATE OR REPLACE FUNCTION {} RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'"
_REFUSES = "kinerja_refuse_truncate()"


def after_migrating(**signal: Any) -> None:
    """Receives ``post_migrate``: new tables get their guards and their grants."""
    harden()
    # Emptying a database sends the signal as well, without a plan, and leaves the grants.
    if settings.APPLICATION_ROLE and "plan" in signal:
        grant(settings.APPLICATION_ROLE)


def harden() -> int:
    """Give every guarded table its refusal of TRUNCATE, and make all triggers hold under every replication role.

    How much there was to do. Nothing on an older state of the database.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regprocedure('kinerja_harden()')")
        if cursor.fetchone() == (None,):
            return 0
        cursor.execute("SELECT kinerja_harden()")
        return int(cursor.fetchone()[0])


@contextmanager
def tables_may_be_emptied() -> Iterator[None]:
    """TRUNCATE works inside, in one transaction, for the owner of the tables: tests and benches start anew by it."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_functiondef(%s::regprocedure)", [_REFUSES])
        refusing = cursor.fetchone()[0]
        cursor.execute(_OPEN.format(_REFUSES))
        yield
        # After an error the transaction takes the opening back by itself.
        cursor.execute(refusing)


def grant(role: str) -> None:
    """Let a role that owns nothing run the program: rows everywhere, but none changed where rows only grow.

    History and the list of migrations it may read alone; what the chain seals (``chain.parts``) it may add to, and
    change in the columns that are not sealed. It makes no table and empties none; MAINTAIN lets imports ANALYZE.
    """
    quote = connection.ops.quote_name
    name = quote(role)
    # At once, so that a server that is running misses no right for a moment.
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT quote_ident(current_schema())")
        schema = cursor.fetchone()[0]
        for kind in ("TABLES", "SEQUENCES"):
            cursor.execute(f"REVOKE ALL ON ALL {kind} IN SCHEMA {schema} FROM {name}")
        cursor.execute(f"GRANT USAGE ON SCHEMA {schema} TO {name}")
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {name}")
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
        for (table,) in cursor.fetchall():
            cursor.execute(f"GRANT {_rights(table)} ON {quote(table)} TO {name}")


_READ_ONLY = frozenset({parts.FIRST, "django_migrations"})
_SEALS = "kinerja_historyseal"


def _rights(table: str) -> str:
    if table in _READ_ONLY:
        return "SELECT"
    if table != _SEALS and table not in parts.parts():
        return "SELECT, INSERT, UPDATE, DELETE, MAINTAIN"
    changing = ", ".join(map(connection.ops.quote_name, parts.unsealed_columns(table)))
    return f"SELECT, INSERT, UPDATE ({changing})" if changing else "SELECT, INSERT"
