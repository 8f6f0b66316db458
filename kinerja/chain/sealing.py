"""Makes the links of the chain, without holding up whoever writes (docs/decisions/0030-seals-in-a-chain.md)."""

from __future__ import annotations

import hashlib
import json
import time
from datetime import UTC
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from kinerja.chain.parts import Extent, digest, parts, sealed_columns
from kinerja.models import HistorySeal

ROWS = 10_000
"""Rows of one table in one link: what a digest gathers at a time."""

LINKS = 50
"""Links of one turn: a large city that was never sealed takes several."""

PATIENCE = 30.0
"""Seconds to wait for transactions that were writing; after that the next turn tries again."""

_TURN = 3_007_001
_POLL = 0.1


def seal_history(*, patience: float = PATIENCE) -> int:
    """Seal every row that is there now; how many links were made.

    Rows of transactions that are still open would otherwise slip in behind a seal with smaller ids. Therefore: note
    the newest visible ids, then who holds a writer's lock on the tables; once they are over, everything up to the
    noted ids is visible or never will be. 0 when they take longer than ``patience`` seconds, when another process is
    sealing, or when nothing is new. What does not go into ``LINKS`` links is left to the next turn.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_TURN])
        if cursor.fetchone() == (False,):
            return 0
        newest = _newest(cursor)
        if not _wait_for_writers(cursor, list(newest), patience):
            return 0
        last, guards = HistorySeal.objects.last(), guards_digest()
        for made in range(LINKS):
            found = _next_parts(last, newest)
            if not found:
                return made
            last = _link(last, found, guards)
        return LINKS


def sha256_of(seal: HistorySeal) -> str:
    """What the digest of a link has to be, after everything else that it says."""
    at = seal.at.astimezone(UTC).isoformat(timespec="microseconds")
    said = [seal.number, at, seal.guards, seal.previous, seal.parts]
    return hashlib.sha256(json.dumps(said, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


_GUARDS = """
SELECT encode(sha256(convert_to(coalesce(string_agg(line, E'\\n' ORDER BY line), ''), 'UTF8')), 'hex') FROM (
    SELECT g.tgenabled::text || pg_get_triggerdef(g.oid) AS line
    FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid
    WHERE NOT g.tgisinternal AND c.relnamespace = current_schema()::regnamespace
    UNION ALL
    SELECT pg_get_functiondef(p.oid) FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang
    WHERE l.lanname IN ('plpgsql', 'sql') AND p.prokind = 'f' AND p.pronamespace = current_schema()::regnamespace
) guard
"""


def guards_digest() -> str:
    """SHA-256 of all triggers, whether they are enabled, and of all functions."""
    with connection.cursor() as cursor:
        cursor.execute(_GUARDS)
        return str(cursor.fetchone()[0])


def _newest(cursor: Any) -> dict[str, int]:
    newest = {}
    for table in parts():
        cursor.execute(f"SELECT max(id) FROM {connection.ops.quote_name(table)}")  # noqa: S608 -- registered names
        newest[table] = cursor.fetchone()[0] or 0
    return newest


# Whoever inserts holds this lock from before the id is drawn until the commit is visible to all.
_WRITERS = """
SELECT relation, virtualtransaction FROM pg_locks
WHERE database = (SELECT oid FROM pg_database WHERE datname = current_database())
  AND relation = ANY (%s::regclass[]) AND pid <> pg_backend_pid() AND granted
  AND mode IN ('RowExclusiveLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')
"""


def _wait_for_writers(cursor: Any, tables: list[str], patience: float) -> bool:
    until = time.monotonic() + patience
    cursor.execute(_WRITERS, [tables])
    awaited = set(cursor.fetchall())
    while awaited:
        if time.monotonic() >= until:
            return False
        time.sleep(_POLL)
        cursor.execute(_WRITERS, [tables])
        awaited &= set(cursor.fetchall())
    return True


def _next_parts(last: HistorySeal | None, newest: dict[str, int]) -> dict[str, dict[str, Any]]:
    """What the next link holds; nothing when no row is new."""
    found = {}
    for table, beside in parts().items():
        before = last.parts.get(table) if last else None
        after = before["to"] if before else None
        to = _upper(table, after, newest[table])
        if after is not None and to == after:
            found[table] = {"after": after, "to": to, "rows": 0}
            continue
        extent = Extent(table, after, to, sealed_columns(table), beside)
        rows, sha256, contents = digest(extent)
        found[table] = {**extent._asdict(), "rows": rows, "sha256": sha256, "contents": contents}
        del found[table]["table"]
    return found if any(part["rows"] for part in found.values()) else {}


def _upper(table: str, after: int | None, newest: int) -> int:
    """Up to where the next link reaches: so many rows further, and no further than the newest."""
    low = -(2**63) if after is None else after
    if newest <= low:
        return low
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT max(id) FROM (SELECT id FROM {connection.ops.quote_name(table)}"  # noqa: S608 -- registered names
            " WHERE id > %s AND id <= %s ORDER BY id LIMIT %s) ahead",
            [low, newest, ROWS],
        )
        return int(cursor.fetchone()[0] or newest)


def _link(last: HistorySeal | None, found: dict[str, dict[str, Any]], guards: str) -> HistorySeal:
    seal = HistorySeal(
        number=last.number + 1 if last else 1,
        at=timezone.now(),
        parts=found,
        guards=guards,
        previous=last.sha256 if last else "",
    )
    seal.sha256 = sha256_of(seal)
    seal.save(force_insert=True)
    return seal
