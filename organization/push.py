"""Speaks to the push services of browsers: the server's key (VAPID, RFC 8292) and one encrypted message (RFC 8291)."""

from __future__ import annotations

import base64
import json
import os
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

import requests
from cryptography.hazmat.primitives import serialization
from django.conf import settings
from py_vapid import Vapid, VapidException
from pywebpush import WebPushException, webpush

from organization.models import PushSubscription

FILE_NAME = "push.key"
#: Seconds that a push service has for an answer, and for which it keeps a message for a sleeping phone.
TIMEOUT = 10
KEPT_SECONDS = 12 * 3600
#: Answers by which a push service says that the browser has ended its subscription.
_GONE = {404, 410}


class PushGoneError(Exception):
    """The browser no longer wants to be woken; the subscription can go."""


class PushFailedError(Exception):
    """The push service did not take the message; later it may."""


def _session() -> requests.Session:
    """A session that goes nowhere else: a redirect would lead this server to an address that nobody has allowed."""
    session = requests.Session()
    session.max_redirects = 0
    session.trust_env = False
    return session


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
    point = _key(settings.PUSH_KEY, Path(settings.KINERJA_HOME)).public_key.public_bytes(
        serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
    )
    return base64.urlsafe_b64encode(point).rstrip(b"=").decode()


def send(subscription: PushSubscription, message: dict[str, str]) -> None:
    """Hand one message to the browser's push service, encrypted for that browser alone.

    Raises ``PushGoneError`` or ``PushFailedError``; neither names the address, which would let others push.
    """
    keys = {"p256dh": subscription.p256dh, "auth": subscription.auth}
    try:
        with _session() as session:
            webpush(
                {"endpoint": subscription.endpoint, "keys": keys},
                json.dumps(message),
                vapid_private_key=_key(settings.PUSH_KEY, Path(settings.KINERJA_HOME)),
                vapid_claims={"sub": _subject()},
                ttl=KEPT_SECONDS,
                timeout=TIMEOUT,
                requests_session=session,
            )
    except WebPushException as error:
        status = error.response.status_code if error.response is not None else 0
        if status in _GONE:
            raise PushGoneError from error
        raise PushFailedError(f"status {status}") from error
    except (requests.RequestException, VapidException, ValueError) as error:
        raise PushFailedError(type(error).__name__) from error


def _subject() -> str:
    """Whom a push service may ask about this server: its https address, as RFC 8292 allows."""
    host = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    return f"https://{host}"


@lru_cache(maxsize=4)
def _key(configured: str, home: Path) -> Vapid:
    return Vapid.from_string(configured or _key_of_file(home / FILE_NAME))


def _key_of_file(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    if not path.exists():
        made = Vapid()
        made.generate_keys()
        number = made.private_key.private_numbers().private_value.to_bytes(32, "big")
        fresh.touch(mode=0o600)
        fresh.write_bytes(base64.urlsafe_b64encode(number).rstrip(b"="))
        try:
            # Of two processes that start at once one wins here, and both read the same key below.
            path.hardlink_to(fresh)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text()
