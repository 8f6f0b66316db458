"""Small secrets at rest: encrypted under a key that follows from ``SECRET_KEY``, which no copy of the database holds.

A new ``SECRET_KEY`` with the old one among ``SECRET_KEY_FALLBACKS`` goes on reading what the old one sealed.
"""

from __future__ import annotations

import base64
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class SealBrokenError(Exception):
    """No key at hand fits: the secret cannot be read any more."""


def seal(secret: bytes, purpose: str) -> str:
    """Encrypt for one purpose (AES-128-CBC with HMAC-SHA256: Fernet); another purpose cannot read it."""
    return _ring(settings.SECRET_KEY, tuple(settings.SECRET_KEY_FALLBACKS), purpose).encrypt(secret).decode()


def unseal(sealed: str, purpose: str) -> bytes:
    """Decrypt what ``seal`` gave; ``SealBrokenError``."""
    try:
        return _ring(settings.SECRET_KEY, tuple(settings.SECRET_KEY_FALLBACKS), purpose).decrypt(sealed)
    except InvalidToken as error:
        raise SealBrokenError from error


@lru_cache(maxsize=8)
def _ring(key: str, fallbacks: tuple[str, ...], purpose: str) -> MultiFernet:
    return MultiFernet([Fernet(_derived(each, purpose)) for each in (key, *fallbacks)])


def _derived(key: str, purpose: str) -> bytes:
    found = HKDF(SHA256(), 32, salt=None, info=f"kinerja:{purpose}".encode()).derive(key.encode())
    return base64.urlsafe_b64encode(found)
