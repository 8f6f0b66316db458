"""Reading on a connection of its own, or writing on the caller's, while the caller works on.

On a connection of its own only what is committed can be read: whoever has written in an open transaction must read for
himself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Generic, Self, TypeVar

from django.db import connection
from psycopg2.extensions import cursor

T = TypeVar("T")
R = TypeVar("R")


class InTurn(Generic[T, R]):
    """``work`` done on each item, in their order: ``aside`` from now on, else when its result is asked for."""

    def __init__(self, work: Callable[[T], R], items: Sequence[T], *, aside: bool) -> None:
        self._work = work
        self._items = items
        self._futures: list[Future[R]] = []
        self._pool = ThreadPoolExecutor(1, "aside") if aside else None
        if self._pool is not None:
            self._futures = [self._pool.submit(self._alone, item) for item in items]

    def _alone(self, item: T) -> R:
        """In the other thread, where Django gives a connection of its own."""
        try:
            return self._work(item)
        finally:
            connection.close()

    def results(self) -> Iterator[R]:
        """The results, in the order of the items."""
        if self._pool is None:
            yield from map(self._work, self._items)
        for future in self._futures:
            yield future.result()

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """What is not begun is dropped; what is under way is waited for."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)


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
