"""Reading on a connection of its own, while the caller works on.

Only what is committed can be read so: whoever has written in an open transaction must read for himself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Generic, Self, TypeVar

from django.db import connection

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
