"""Says who acts: the database session carries the actor and the reason, and the triggers of the history read them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection
from django.http import HttpRequest, HttpResponse

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}


@contextmanager
def acting(actor: str, reason: str = "") -> Iterator[None]:
    """Everything changed inside is recorded as done by ``actor`` (a NIP or the name of a command) for ``reason``."""
    _tell(actor, reason)
    try:
        yield
    finally:
        # A failed transaction that is still open cannot be told anything, and its settings roll back with it.
        if not connection.needs_rollback:
            _tell("", "")


def because(reason: str) -> None:
    """What the rest of the transaction changes is recorded with ``reason``, in the name of whoever acts already."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('kinerja.reason', %s, true)", [reason])


def _tell(actor: str, reason: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('kinerja.actor', %s, false), set_config('kinerja.reason', %s, false)", [actor, reason]
        )


class ActorMiddleware:
    """Requests that may change something act in the name of the person who is logged in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Wrap a writing request of a known person."""
        if request.method in SAFE_METHODS or not request.user.is_authenticated:
            return self.get_response(request)
        with acting(request.user.get_username(), f"{request.method} {request.path}"[:200]):
            return self.get_response(request)
