"""A number for every request: on the error page, in the answer and in each line of the log."""

from __future__ import annotations

import logging
import re
import secrets
from contextvars import ContextVar

from django.http import HttpRequest

#: The request that this thread answers; "-" outside of any (tasks, commands).
current: ContextVar[str] = ContextVar("request_id", default="-")

#: Where the request itself carries its number.
META_KEY = "kinerja.request_id"

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def new() -> str:
    """Twelve hexadecimal digits: short enough to be read out on the telephone."""
    return secrets.token_hex(6)


class RequestIdFilter(logging.Filter):
    """Gives each log record the ``request_id`` of its request."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let everything through, marked; Django reports an answer when the request is over, but hands it along."""
        request = getattr(record, "request", None)
        own = request.META.get(META_KEY) if isinstance(request, HttpRequest) else None
        record.request_id = own or current.get()
        return True


class LineFormatter(logging.Formatter):
    """Keeps a message on its line, so that nobody can write lines of the log through an address or a name."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 -- the name in logging
        """The line with control characters spelt out."""
        return _CONTROL.sub(lambda found: f"\\x{ord(found.group()):02x}", super().formatMessage(record))
