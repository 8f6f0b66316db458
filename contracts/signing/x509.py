"""Makes the certificates of the built-in authority: ECDSA P-256, plain values in and out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

#: A person's certificate is renewed every two years; the authority outlives the papers of two terms of office.
PERSON_VALID = timedelta(days=730)
AUTHORITY_VALID = timedelta(days=7300)
#: Clocks of readers may be behind ours.
BACKDATED = timedelta(minutes=5)
#: X.520's limit for names.
NAME_LENGTH = 64


@dataclass(frozen=True, slots=True)
class Pair:
    """A certificate and its private key, both PEM; ``serial`` in hexadecimal."""

    certificate: bytes
    key: bytes
    serial: str
    expires_at: datetime


def make_authority(*, name: str, region: str, now: datetime) -> Pair:
    """A self-signed authority that may issue people's certificates and nothing below them."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _name(name, region)
    builder = (
        _begun(subject, subject, key.public_key(), now, AUTHORITY_VALID)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(authority=True), critical=True)
    )
    return _finish(builder, key, key)


def make_person(*, name: str, uid: str, region: str, issuer: bytes, issuer_key: bytes, now: datetime) -> Pair:
    """A person's signing certificate. ``uid`` tells people of one name apart; it is not the NIP, which holds a birth
    date and would leave with every copy of the paper."""
    authority = x509.load_pem_x509_certificate(issuer)
    signing_key = serialization.load_pem_private_key(issuer_key, password=None)
    if not isinstance(signing_key, ec.EllipticCurvePrivateKey):
        raise TypeError("the authority's key is not an elliptic curve key")
    key = ec.generate_private_key(ec.SECP256R1())
    lasting = min(PERSON_VALID, authority.not_valid_after_utc - now)
    builder = (
        _begun(_name(name, region, uid), authority.subject, key.public_key(), now, lasting)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(authority=False), critical=True)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signing_key.public_key()),
            critical=False,
        )
    )
    return _finish(builder, key, signing_key)


def common_name(certificate: bytes) -> str:
    """The name that a PEM certificate was issued to."""
    subject = x509.load_pem_x509_certificate(certificate).subject
    return str(subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value)


def ends_at(certificate: bytes) -> datetime:
    """When a PEM certificate expires."""
    return x509.load_pem_x509_certificate(certificate).not_valid_after_utc


def _begun(
    subject: x509.Name, issuer: x509.Name, public: ec.EllipticCurvePublicKey, now: datetime, lasting: timedelta
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - BACKDATED)
        .not_valid_after(now + lasting)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
    )


def _finish(
    builder: x509.CertificateBuilder, key: ec.EllipticCurvePrivateKey, issuer: ec.EllipticCurvePrivateKey
) -> Pair:
    made = builder.sign(issuer, hashes.SHA256())
    return Pair(
        certificate=made.public_bytes(serialization.Encoding.PEM),
        key=key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ),
        serial=f"{made.serial_number:x}",
        expires_at=made.not_valid_after_utc,
    )


def _name(common: str, region: str, uid: str = "") -> x509.Name:
    parts = [
        x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, region[:NAME_LENGTH] or "Pemerintah Daerah"),
        x509.NameAttribute(NameOID.COMMON_NAME, common[:NAME_LENGTH]),
    ]
    if uid:
        parts.append(x509.NameAttribute(NameOID.USER_ID, uid))
    return x509.Name(parts)


def _usage(*, authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority,
        # Non-repudiation: what pyHanko and Acrobat ask of a signature on a document.
        content_commitment=not authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )
