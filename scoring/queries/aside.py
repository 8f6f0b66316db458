"""Reading ahead on a connection of its own, or writing on the caller's, while the caller works on.

On a connection of its own only what is committed can be read: whoever has written in an open transaction must read for
himself.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Any, Self, TypeVar

from django.db import connection
from psycopg2.extensions import cursor

R = TypeVar("R")
#: Gives the answer of a reading, now or once it is there.
Answer = Callable[[], R]


class Ahead:
    """Readings in turn, ``aside`` from when they are begun, else when their answer is asked for."""

    def __init__(self, *, aside: bool) -> None:
        self._pool = ThreadPoolExecutor(1, "ahead") if aside else None
        self._futures: list[Future[Any]] = []

    def begin(self, work: Callable[[], R]) -> Answer[R]:
        """Begin the work, and give the way to its answer."""
        if self._pool is None:
            return work
        # In the other thread, Django gives a connection of its own.
        future = self._pool.submit(work)
        self._futures.append(future)
        return future.result

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """What is not begun is dropped; what is under way is waited for."""
        if self._pool is not None:
            for future in self._futures:
                future.cancel()
            self._pool.submit(lambda: connection.close())  # that of the other thread
            self._pool.shutdown()


class Meanwhile:
    """Statements on the caller's connection, in turn; ``aside`` while the caller works on without it.

    They get a bare cursor of psycopg2: Django's belongs to the caller's thread.
    """

    def __init__(self, *, aside: bool) -> None:
        self._pool = ThreadPoolExecutor(1, "meanwhile") if aside else None
        self._connection = connection.connection
        self._futures: list[Future[None]] = []

    def do(self, work: Callable[[cursor], None]) -> None:
        """Begin the work, or do it."""
        if self._pool is None:
            with connection.wrap_database_errors:
                self._run(work)
        else:
            self._futures.append(self._pool.submit(self._run, work))

    def _run(self, work: Callable[[cursor], None]) -> None:
        with self._connection.cursor() as bare:
            work(bare)

    def finish(self) -> None:
        """Wait for everything; what failed is raised here."""
        with connection.wrap_database_errors:
            for future in self._futures:
                future.result()

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """What is under way is waited for: the transaction ends with the caller."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
