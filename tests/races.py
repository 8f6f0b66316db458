"""Races that are brought about instead of hoped for: the sides meet where it matters, however slow the machine is.

What one side waits for is said as a condition, never as a pause: a machine that stands still for seconds changes when
things happen, not what happens.
"""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Lock, get_ident
from typing import Any

from django.db import IntegrityError, connection

from kinerja.errors import DomainError

#: Seconds for what another thread or process does. A wait ends when that is done, so that only a failure lasts so long.
PATIENCE = 300

Act = Callable[[], object]


def until(happened: Callable[[], bool], what: str) -> None:
    """Wait for something that another thread or process does."""
    end = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < end, f"not within {PATIENCE} s: {what}"
        time.sleep(0.005)


def session() -> int:
    """The number of this thread's database session."""
    connection.ensure_connection()
    return int(connection.connection.info.backend_pid)


def kept_waiting(holder: int) -> set[int]:
    """The sessions that stand before a lock of this one, or before a lock of somebody who does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT pid, pg_blocking_pids(pid) FROM pg_locks WHERE NOT granted")
        blocked = {pid: set(blockers) for pid, blockers in cursor.fetchall()}
    found: set[int] = set()
    while more := {pid for pid, by in blocked.items() if by & (found | {holder})} - found:
        found |= more
    return found


class Race:
    """Some acts at once, each in a thread with a connection of its own."""

    def __init__(self, sides: int) -> None:
        self._sides = sides
        self._lock = Lock()
        self._sessions: dict[int, int] = {}
        self._here: set[int] = set()
        self._over: set[int] = set()

    def run(self, *acts: Act) -> list[object]:
        """Start the acts at one moment; what each came to or raised, in their order."""
        assert len(acts) == self._sides
        gate = Barrier(self._sides)

        def side(act: Act) -> object:
            try:
                self._sessions[get_ident()] = session()
                gate.wait(PATIENCE)
                return act()
            except Exception as error:  # noqa: BLE001 -- the test judges whatever came
                return error
            finally:
                with self._lock:
                    self._over.add(get_ident())
                connection.close()

        with ThreadPoolExecutor(self._sides) as pool:
            return list(pool.map(side, acts))

    def meet(self) -> None:
        """Go on once each other side is here as well, or stands before a lock that this one holds, or is through.

        Without a guard all get here before any goes on. With one, the first goes on when the others wait for it.
        """
        me = get_ident()
        with self._lock:
            self._here.add(me)
        until(self._everybody_is_in_place, "the other sides are here, kept waiting, or through")

    def _everybody_is_in_place(self) -> bool:
        with self._lock:
            settled = self._here | self._over
        if len(settled) == self._sides:
            return True
        waiting = kept_waiting(session())
        return len(settled | {side for side, pid in self._sessions.items() if pid in waiting}) == self._sides


def together(*acts: Act) -> list[Exception]:
    """Run the acts at once; what they raised."""
    return [outcome for outcome in Race(len(acts)).run(*acts) if isinstance(outcome, Exception)]


def at_once(*acts: Act, race: Race | None = None) -> list[Any]:
    """Run acts together; what each gave, refusals as their codes, "database" for those of a constraint."""
    return [_told(outcome) for outcome in (race or Race(len(acts))).run(*acts)]


def _told(outcome: object) -> object:
    if isinstance(outcome, DomainError):
        return outcome.code
    if isinstance(outcome, IntegrityError):
        return "database"
    if isinstance(outcome, Exception):
        raise outcome
    return outcome
