"""The guards of the database as a whole: hardened after every migration, lifted only to empty a throw-away city."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

_OPEN = "CREATE OR REPLACE FUNCTION {} RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'"
_REFUSES = "kinerja_refuse_truncate()"


def harden(**_signal: Any) -> int:
    """Give every guarded table its refusal of TRUNCATE, and make all triggers hold under every replication role.

    Receives ``post_migrate``; how much there was to do. Nothing on an older state of the database.
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
