"""How long a login lasts: 30 days after the last use on one's own device, else until the browser closes or 8 hours."""

from __future__ import annotations

from django.contrib.sessions.backends.base import SessionBase
from django.utils import timezone

#: Seconds after the last use until a session on one's own phone ends.
OWN_DEVICE = 30 * 24 * 3600
_RENEWED = "renewed"


def begin(session: SessionBase, *, own_device: bool) -> None:
    """Set how long a new session lasts; on a shared device it ends with the browser or after SESSION_COOKIE_AGE."""
    session.set_expiry(OWN_DEVICE if own_device else 0)
    if own_device:
        session[_RENEWED] = timezone.localdate().isoformat()


def renew(session: SessionBase) -> None:
    """Let a long session slide: the first request of a day writes it anew, the others cost nothing."""
    today = timezone.localdate().isoformat()
    if session.get(_RENEWED, today) != today:
        session[_RENEWED] = today
