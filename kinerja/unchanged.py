"""Answers that are kept until one of the tables they were drawn from has changed.

What a whole region adds up to is the same at every visit, until somebody moves. Triggers note which transactions
changed a table (``kinerja_note`` in a migration); an answer remembers the snapshot before it was asked, and holds as
long as no transaction that this snapshot did not see has changed one of its tables. So it is never older than what the
database would say now (docs/decisions/0029-kept-until-a-table-changes.md).
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from time import monotonic
from typing import Any, NamedTuple, ParamSpec, TypeVar

from django.db import connection

from kinerja.prepared import Prepared

P = ParamSpec("P")
R = TypeVar("R")

#: Seconds after which an answer is asked for anew, whatever happened: shorter than changes are remembered.
LONGEST = 3600
#: Days for which it is remembered that a table changed; ``forget_changes`` runs at night.
REMEMBERED = 2

_SINCE = Prepared(
    "kinerja_changed_since",
    """
SELECT EXISTS (
    SELECT FROM kinerja_change
    WHERE table_name = ANY(%(tables)s) AND xid >= pg_snapshot_xmin(%(since)s)
    AND NOT pg_visible_in_snapshot(xid, %(since)s)
), pg_current_snapshot()::text, pg_current_xact_id_if_assigned() IS NULL
""",
    tables="text[]",
    since="pg_snapshot",
)


class _Kept(NamedTuple):
    answer: Any
    snapshot: str
    until: float


def until_changed(*tables: str, most: int = 64) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Keep the last ``most`` answers of a function that reads nothing but these tables; one short query a call.

    Arguments are hashable, answers are not to be changed. ``tables`` are noted by a migration.
    """

    def keep(function: Callable[P, R]) -> Callable[P, R]:
        known: OrderedDict[object, _Kept] = OrderedDict()

        @wraps(function)
        def ask(*args: P.args, **kwargs: P.kwargs) -> R:
            key = (connection.settings_dict["NAME"], args, tuple(kwargs.items()))
            kept = known.get(key)
            if kept is not None and kept.until < monotonic():
                kept = None
            asked = {"tables": list(tables), "since": kept.snapshot if kept else None}
            changed, snapshot, nothing_written = _SINCE.rows(asked)[0]
            if kept is not None and not changed:
                answer: R = kept.answer
                return answer
            answer = function(*args, **kwargs)
            # What this transaction wrote may yet be taken back.
            if nothing_written:
                known[key] = _Kept(answer, snapshot, monotonic() + LONGEST)
                while len(known) > most:
                    known.popitem(last=False)
            return answer

        return ask

    return keep


def forget_changes() -> int:
    """Delete what is noted of changes that no kept answer can still ask for; how many rows."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM kinerja_change WHERE at < now() - make_interval(days => %s)", [REMEMBERED])
        return int(cursor.rowcount)
