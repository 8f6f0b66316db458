"""Codes of an authenticator app (RFC 6238: SHA-1, steps of 30 seconds, six digits)."""

from __future__ import annotations

import hmac

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

STEP_SECONDS = 30
DIGITS = 6
#: RFC 4226 recommends 160 bits.
SECRET_BYTES = 20
#: A phone's clock may be off by so many steps either way.
DRIFT = 1


def totp(secret: bytes) -> TOTP:
    """The generator of a secret's codes."""
    return TOTP(secret, DIGITS, SHA1(), STEP_SECONDS)  # noqa: S303 -- what RFC 6238 and every app say


def step_of(secret: bytes, code: str, *, now: int, after: int) -> int | None:
    """The time step whose code this is, near ``now`` (seconds since 1970) and later than ``after``; None for none.

    A code that was accepted once is refused from then on (RFC 6238, 5.2).
    """
    current = now // STEP_SECONDS
    found = None
    for step in range(current - DRIFT, current + DRIFT + 1):
        right = totp(secret).generate(step * STEP_SECONDS)
        if hmac.compare_digest(right, code.encode()) and step > after:
            found = step
    return found
