"""A short history, and an insider with the rights of the tables' owner."""

from collections.abc import Callable

import pytest
from django.db import connection

from kinerja.chain.sealing import seal_history
from kinerja.models import History

Bend = Callable[..., None]

_ROW = (
    'INSERT INTO kinerja_history (at, actor, reason, table_name, "row", operation) '
    "VALUES (clock_timestamp(), 'uji', '', 'contoh', %s, 'UPDATE')"
)
LIE = "UPDATE kinerja_history SET actor = 'lain' WHERE id = %s"
_GUARDS = {"kinerja_history": "history_append_only", "kinerja_historyseal": "history_seal_append_only"}


def write(*rows: str) -> None:
    """New rows of history, as a trigger writes them."""
    with connection.cursor() as cursor:
        for row in rows:
            cursor.execute(_ROW, [row])


@pytest.fixture
def sealed(db: None) -> list[int]:
    """Three links of three rows each; the ids of the nine."""
    for first in (1, 4, 7):
        write(*(str(first + more) for more in range(3)))
        assert seal_history(patience=0) == 1
    return list(History.objects.order_by("id").values_list("id", flat=True))


@pytest.fixture
def bend(db: None) -> Bend:
    """A statement of an insider who puts the guards to sleep before and wakes them afterwards."""

    def run(statement: str, *values: str | int) -> None:
        with connection.cursor() as cursor:
            for table, guard in _GUARDS.items():
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {guard}")
            cursor.execute(statement, values)
            for table, guard in _GUARDS.items():
                cursor.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {guard}")

    return run
