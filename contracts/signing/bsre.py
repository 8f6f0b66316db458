"""Client of BSrE's eSign service: certified signatures (PP 71/2019 art. 60), JSON (v2) or multipart (v1).

NIK and passphrase pass through memory once. They are in no log, no row and no task; what is logged is the address, the
status and the time. An answer that may hide a signature is ``Unclear``: whoever gets it must not simply ask again.
"""

from __future__ import annotations

import base64
import binascii
import http.client
import json
import logging
import secrets
import ssl
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from contracts.signing.inspection import MOST_BYTES
from kinerja.errors import DomainError

logger = logging.getLogger(__name__)
#: A file of ``MOST_BYTES`` in Base64, and the JSON around it.
MOST_ANSWER = MOST_BYTES * 2


@dataclass(frozen=True, slots=True)
class Credentials:
    """What opens a person's certificate at BSrE; never printed."""

    nik: str = field(repr=False)
    passphrase: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Signed:
    """The file that came back, and the provider's name for it (empty in v2)."""

    file: bytes
    remote_id: str = ""


class Unclear(Exception):  # noqa: N818 -- not an error: a state
    """The service may have signed, but its answer did not arrive whole; ``remote_id`` may fetch it."""

    def __init__(self, remote_id: str = "") -> None:
        self.remote_id = remote_id
        super().__init__("the answer of the signing service is unclear")


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    body: bytes
    remote_id: str


def configured() -> bool:
    """Whether the region has the service."""
    return bool(settings.BSRE_URL)


def sign(pdf: bytes, credentials: Credentials, *, reason: str, location: str) -> Signed:
    """One invisible signature more on the PDF.

    Raises ``DomainError`` ("bsre_…") when it is certain that nothing was signed, ``Unclear`` when it is not.
    """
    if not credentials.nik.isdigit() or len(credentials.nik) != 16 or not credentials.passphrase:
        raise DomainError("bsre_credentials", _("Isi NIK (16 angka) dan passphrase sertifikat BSrE Anda."))
    if settings.BSRE_VERSION == 1:
        answer = _ask("POST", "/api/sign/pdf", *_form(pdf, credentials, reason, location))
        file = answer.body
    else:
        answer = _ask("POST", "/api/v2/sign/pdf", *_json(pdf, credentials, reason, location))
        file = _file_of(answer)
    if not file.startswith(b"%PDF-"):
        raise Unclear(answer.remote_id)
    return Signed(file, answer.remote_id)


def fetch(remote_id: str) -> bytes:
    """A signed file by the provider's name for it (v1); ``Unclear`` when it does not come."""
    if not remote_id.replace("-", "").isalnum():
        raise Unclear(remote_id)
    answer = _ask("GET", f"/api/sign/download/{remote_id}", b"", {})
    if not answer.body.startswith(b"%PDF-"):
        raise Unclear(remote_id)
    return answer.body


def _json(pdf: bytes, credentials: Credentials, reason: str, location: str) -> tuple[bytes, dict[str, str]]:
    order = {
        "nik": credentials.nik,
        "passphrase": credentials.passphrase,
        "signatureProperties": [{"tampilan": "INVISIBLE", "reason": reason, "location": location}],
        "file": [base64.b64encode(pdf).decode()],
    }
    return json.dumps(order).encode(), {"Content-Type": "application/json"}


def _form(pdf: bytes, credentials: Credentials, reason: str, location: str) -> tuple[bytes, dict[str, str]]:
    boundary = secrets.token_hex(16)
    fields = {
        "nik": credentials.nik,
        "passphrase": credentials.passphrase,
        "tampilan": "invisible",
        "reason": reason,
        "location": location,
        "jenis_response": "FILE",
    }
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    parts.append(
        f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="naskah.pdf"\r\n'
        "Content-Type: application/pdf\r\n\r\n".encode()
    )
    body = b"".join([*parts, pdf, f"\r\n--{boundary}--\r\n".encode()])
    return body, {"Content-Type": f"multipart/form-data; boundary={boundary}"}


def _file_of(answer: _Answer) -> bytes:
    try:
        found = json.loads(answer.body)
        return base64.b64decode(found["file"][0], validate=True)
    except (ValueError, KeyError, IndexError, TypeError, binascii.Error) as error:
        raise Unclear(answer.remote_id) from error


def _ask(method: str, path: str, body: bytes, headers: dict[str, str]) -> _Answer:
    began = time.monotonic()
    answer: _Answer | None = None
    connection = _connect()
    try:
        connection.request(method, _base_path() + path, body=body or None, headers={**headers, **_login()})
        with connection.getresponse() as response:
            remote_id = response.headers.get("id_dokumen", "")[:120]
            answer = _Answer(response.status, b"", remote_id)
            answer = _Answer(response.status, response.read(MOST_ANSWER), remote_id)
            if response.length:
                raise http.client.IncompleteRead(answer.body, response.length)
    except (OSError, http.client.HTTPException) as error:
        raise Unclear(answer.remote_id if answer is not None else "") from error
    finally:
        connection.close()
        # Neither body nor query: they hold the passphrase.
        logger.info(
            "bsre %s %s %s %.1fs", method, path, answer.status if answer is not None else "-", time.monotonic() - began
        )
    if answer.status >= 500:
        raise Unclear(answer.remote_id)
    if answer.status >= 300:
        raise _refused(answer)
    return answer


def _connect() -> http.client.HTTPConnection:
    """A connection that stands: until here nothing was sent, so that a failure is certain."""
    parts = urlsplit(settings.BSRE_URL)
    host, timeout = parts.hostname or "", settings.BSRE_TIMEOUT
    connection: http.client.HTTPConnection
    if parts.scheme == "https":
        context = ssl.create_default_context()
        connection = http.client.HTTPSConnection(host, parts.port, timeout=timeout, context=context)
    else:
        connection = http.client.HTTPConnection(host, parts.port, timeout=timeout)
    try:
        connection.connect()
    except OSError as error:
        raise DomainError(
            "bsre_unreachable",
            _("Layanan BSrE tidak dapat dihubungi. Naskah belum ditandatangani; coba lagi beberapa menit lagi."),
        ) from error
    return connection


def _base_path() -> str:
    return urlsplit(settings.BSRE_URL).path.rstrip("/")


def _login() -> dict[str, str]:
    pair = f"{settings.BSRE_USER}:{settings.BSRE_PASSWORD}".encode()
    return {"Authorization": f"Basic {base64.b64encode(pair).decode()}"}


def _refused(answer: _Answer) -> DomainError:
    """The refusal in a sentence of ours: theirs may repeat what was sent."""
    words = _words(answer.body).lower()
    if answer.status in {401, 403} and "passphrase" not in words:
        return DomainError("bsre_login", _("Server ini ditolak oleh BSrE. Hubungi operator sistem."))
    if "passphrase" in words:
        return DomainError(
            "bsre_passphrase", _("Passphrase BSrE tidak cocok. Naskah belum ditandatangani. Tulis kembali passphrase.")
        )
    if "revoke" in words or "dicabut" in words:
        return DomainError(
            "bsre_revoked", _("Sertifikat BSrE Anda sudah dicabut. Minta sertifikat baru kepada admin TTE daerah.")
        )
    if "expire" in words or "kedaluwarsa" in words or "kadaluarsa" in words:
        return DomainError(
            "bsre_expired", _("Sertifikat BSrE Anda sudah kedaluwarsa. Perbarui lewat admin TTE daerah.")
        )
    if "tidak ditemukan" in words or "not found" in words or "belum terdaftar" in words:
        return DomainError("bsre_unknown", _("NIK ini belum terdaftar di BSrE. Periksa NIK, atau hubungi admin TTE."))
    return DomainError(
        "bsre_refused",
        _("BSrE menolak permintaan ini (kode %(status)s). Naskah belum ditandatangani.") % {"status": answer.status},
    )


def _words(body: bytes) -> str:
    try:
        found: Any = json.loads(body)
    except ValueError:
        return ""
    return str(found.get("error") or found.get("message") or "") if isinstance(found, dict) else ""
