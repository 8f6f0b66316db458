"""The certificates of the built-in authority as anybody may have them: for readers of PDFs that are to trust it."""

from dataclasses import dataclass

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization.pkcs7 import serialize_certificates

from contracts.models import Authority

#: Ending of the file → its media type: what Acrobat and Windows take in, and what all others do.
FORMS = {"p7b": "application/x-pkcs7-certificates", "pem": "application/x-pem-file"}


@dataclass(frozen=True, slots=True)
class Issuer:
    """An authority by its name and the SHA-256 of its certificate, in groups of four."""

    name: str
    fingerprint: str


def issuers() -> list[Issuer]:
    """Every authority that ever issued here, the present one first; one query."""
    found = Authority.objects.order_by("-pk").values_list("name", "certificate")
    return [Issuer(name, _fingerprint(text)) for name, text in found]


def issuer_file(form: str) -> bytes | None:
    """All their certificates in one file; None while there is none, or for an unknown form."""
    texts = list(Authority.objects.order_by("-pk").values_list("certificate", flat=True))
    if not texts or form not in FORMS:
        return None
    if form == "pem":
        return "".join(texts).encode()
    return serialize_certificates([x509.load_pem_x509_certificate(text.encode()) for text in texts], Encoding.DER)


def _fingerprint(text: str) -> str:
    digest = x509.load_pem_x509_certificate(text.encode()).fingerprint(hashes.SHA256()).hex().upper()
    return " ".join(digest[at : at + 4] for at in range(0, len(digest), 4))
