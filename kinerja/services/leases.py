"""Who uses the embedded services: several commands share them, and the last one out stops them.

A lease is a shared file lock, so that a killed command gives it back without doing anything.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import IO

from kinerja.services.environment import Home
from kinerja.services.errors import ServiceError


class Leases:
    """The locks of one home."""

    def __init__(self, home: Home) -> None:
        self._users = home.run / "users.lock"
        self._change = home.run / "change.lock"
        self._keep = home.run / "keep"

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Nobody else starts or stops the services meanwhile."""
        with self._change.open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def take(self) -> IO[str]:
        """A lease; closing the file gives it back."""
        file = self._users.open("w")
        fcntl.flock(file, fcntl.LOCK_SH)
        return file

    def is_unused(self) -> bool:
        """Whether nobody holds a lease and nobody asked to keep the services up."""
        if self._keep.exists():
            return False
        with self._users.open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
        return True

    @property
    def keep_marker(self) -> Path:
        """Present from ``services start`` to ``services stop``."""
        return self._keep


@contextmanager
def reserve_test_database(home: Home) -> Iterator[str]:
    """A name for a test database that no other run on this home uses at the same time."""
    for number in count(1):
        with (home.run / f"tests-{number}.lock").open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            yield f"test_kinerja_{number}"
            return


@contextmanager
def only_server(home: Home) -> Iterator[None]:
    """Refuse a second server on one home: two clocks would start each night's work twice."""
    with (home.run / "server.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ServiceError(
                f"A server of {home.path} runs already.", "KINERJA_HOME=/another/folder script/server --port 8001"
            ) from error
        yield
