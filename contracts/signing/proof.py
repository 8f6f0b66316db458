"""Sees with our own verification that a file was signed as it should, before it counts."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from contracts.models import SigningMethod
from contracts.signing import authority
from contracts.signing.inspection import Unreadable, inspect
from kinerja.errors import DomainError


def prove(*, shown: bytes, result: bytes, methods: list[str]) -> None:
    """Raise ``DomainError`` "not_proven" unless ``result`` is ``shown`` with valid signatures, one for each method.

    What the provider appended is compared with what was there before; what we append ourselves is known. Signatures
    of our own authority must chain to it. Those of BSrE chain to its root where the region has named one
    (``BSRE_CA_FILE``); else only that nothing was changed is seen here.
    """
    roots = authority.roots() + provider_roots()
    # A second later: the certificate may have been issued in this very moment.
    moment = timezone.now() + timedelta(seconds=1)
    try:
        seen = inspect(result, roots=roots, moment=moment, compare=methods[-1] == SigningMethod.BSRE)
    except Unreadable:
        seen = []
    lenient = not provider_roots()
    proven = (
        len(shown) < len(result)
        and result.startswith(shown)
        and len(seen) == len(methods)
        and all(
            one.intact and one.untouched and (one.trusted or (lenient and method == SigningMethod.BSRE))
            for one, method in zip(seen, methods, strict=True)
        )
    )
    if not proven:
        raise DomainError(
            "not_proven",
            _("Hasil tanda tangan tidak lolos pemeriksaan, sehingga tidak disimpan. Naskah tetap seperti semula."),
        )


def provider_roots() -> list[bytes]:
    """The roots of the certified provider as PEM; none where the region has named none."""
    if not settings.BSRE_CA_FILE:
        return []
    from pathlib import Path

    text = Path(settings.BSRE_CA_FILE).read_bytes()
    end = b"-----END CERTIFICATE-----"
    return [part.strip() + b"\n" + end for part in text.split(end) if b"BEGIN CERTIFICATE" in part]
