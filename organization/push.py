"""Speaks to the push services of browsers: the server's key (VAPID, RFC 8292) and one encrypted message (RFC 8291)."""

from __future__ import annotations

import http.client
import json
import os
import ssl
import time
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings

from organization import push_message
from organization.models import PushSubscription

FILE_NAME = "push.key"
#: Seconds that a push service has for an answer, and for which it keeps a message for a sleeping phone.
TIMEOUT = 10
KEPT_SECONDS = 12 * 3600
#: Answers by which a push service says that the browser has ended its subscription.
_GONE = {404, 410}
#: Answers of the 4xx by which it asks for time, not for another message.
_BUSY = {408, 425, 429}
LONGEST_WAIT = timedelta(days=1)


class PushGoneError(Exception):
    """The browser no longer wants to be woken; the subscription can go."""


class PushFailedError(Exception):
    """The push service did not take the message; later it may.

    ``refused``: it answered that it does not want this one; otherwise it was busy, broken or out of reach. ``wait`` is
    for how long it asks to be left alone.
    """

    def __init__(self, kind: str, *, refused: bool = False, wait: timedelta = timedelta()) -> None:
        super().__init__(kind)
        self.refused = refused
        self.wait = wait


def is_push_service(endpoint: str) -> bool:
    """Whether an address is https at one of the hosts of ``KINERJA_PUSH_HOSTS``: a browser could name any other."""
    try:
        parts = urlsplit(endpoint)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return False
    if parts.scheme != "https" or port not in {None, 443} or parts.username or parts.password:
        return False
    return any(host == allowed or (allowed[:1] == "." and host.endswith(allowed)) for allowed in settings.PUSH_HOSTS)


def public_key() -> str:
    """The key that binds a subscription to this server: an uncompressed point, base64url without padding."""
    return push_message.to_text(push_message.point_of(_own_key()))


def send(subscription: PushSubscription, message: dict[str, str]) -> None:
    """Hand one message to the browser's push service, encrypted for that browser alone.

    Raises ``PushGoneError`` or ``PushFailedError``; neither names the address, which would let others push.
    """
    try:
        point, secret = (push_message.from_text(text) for text in (subscription.p256dh, subscription.auth))
        body = push_message.encrypt(json.dumps(message).encode(), point=point, secret=secret)
        status, retry_after = _post(subscription.endpoint, body)
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise PushFailedError(type(error).__name__) from error
    if status in _GONE:
        raise PushGoneError
    if not 200 <= status < 300:
        refused = 400 <= status < 500 and status not in _BUSY
        raise PushFailedError(f"status {status}", refused=refused, wait=_wait(retry_after))


def _wait(retry_after: str) -> timedelta:
    """How long a service asks for in seconds, at most a day; nothing where it names a date or nonsense."""
    seconds = int(retry_after) if retry_after.isascii() and retry_after.isdigit() and len(retry_after) < 8 else 0
    return min(timedelta(seconds=seconds), LONGEST_WAIT)


def _post(endpoint: str, body: bytes) -> tuple[int, str]:
    """The status that the push service answers, and its Retry-After.

    No redirect is followed and no proxy asked: nobody allowed those.
    """
    parts = urlsplit(endpoint)
    token = push_message.authorization(
        _own_key(),
        audience=f"{parts.scheme}://{parts.netloc}",
        subject=_subject(),
        expires=int(time.time()) + KEPT_SECONDS,
    )
    headers = {"Authorization": token, "Content-Encoding": "aes128gcm", "TTL": str(KEPT_SECONDS)}
    connection = _connection(parts.scheme, parts.hostname or "", parts.port)
    try:
        connection.request("POST", f"{parts.path}?{parts.query}" if parts.query else parts.path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.getheader("Retry-After", "").strip()
    finally:
        connection.close()


def _connection(scheme: str, host: str, port: int | None) -> http.client.HTTPConnection:
    if scheme == "https":
        return http.client.HTTPSConnection(host, port, timeout=TIMEOUT, context=ssl.create_default_context())
    return http.client.HTTPConnection(host, port, timeout=TIMEOUT)


def _subject() -> str:
    """Whom a push service may ask about this server: its https address, as RFC 8292 allows."""
    host = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    return f"https://{host}"


def _own_key() -> ec.EllipticCurvePrivateKey:
    return _key(settings.PUSH_KEY, Path(settings.KINERJA_HOME))


@lru_cache(maxsize=4)
def _key(configured: str, home: Path) -> ec.EllipticCurvePrivateKey:
    return push_message.read_key(configured or _key_of_file(home / FILE_NAME))


def _key_of_file(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    if not path.exists():
        fresh.touch(mode=0o600)
        fresh.write_text(push_message.write_key(ec.generate_private_key(push_message.CURVE)))
        try:
            # Of two processes that start at once one wins here, and both read the same key below.
            path.hardlink_to(fresh)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text()
