"""Keeps private keys encrypted at rest, under a key that is not in the database.

The key comes from ``KINERJA_SIGNING_KEY`` (one or more, by commas: the first encrypts, all decrypt); without it, from
``signing.key`` below ``KINERJA_HOME``, made at first use and readable by the owner only.
"""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.translation import gettext as _

from kinerja.errors import DomainError

FILE_NAME = "signing.key"


def seal(secret: bytes) -> bytes:
    """Encrypt with the newest key (AES-128-CBC with HMAC-SHA256: Fernet)."""
    return _ring(settings.SIGNING_KEY, _home()).encrypt(secret)


def unseal(sealed: bytes | memoryview) -> bytes:
    """Decrypt with whichever key fits; ``DomainError`` "signing_key" when none does."""
    try:
        return _ring(settings.SIGNING_KEY, _home()).decrypt(bytes(sealed))
    except InvalidToken as error:
        raise DomainError(
            "signing_key",
            _("Kunci penyimpanan tanda tangan di server tidak cocok. Hubungi operator sistem; naskah tidak berubah."),
        ) from error


def is_newest(sealed: bytes | memoryview) -> bool:
    """Whether the first of the keys encrypted this; False calls for another encryption after a rotation."""
    newest = _keys(settings.SIGNING_KEY, _home())[0]
    try:
        Fernet(newest).decrypt(bytes(sealed))
    except InvalidToken:
        return False
    return True


def _home() -> Path:
    return Path(settings.KINERJA_HOME)


@lru_cache(maxsize=8)
def _ring(configured: str, home: Path) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in _keys(configured, home)])


def _keys(configured: str, home: Path) -> list[bytes]:
    named = [key.strip().encode() for key in configured.split(",") if key.strip()]
    return named or [_key_of_file(home / FILE_NAME)]


def _key_of_file(path: Path) -> bytes:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{FILE_NAME}.{os.getpid()}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(Fernet.generate_key())
            file.flush()
            os.fsync(file.fileno())
        try:
            # Of two processes that start at once one wins here, and both read the same key below.
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_bytes().strip()
