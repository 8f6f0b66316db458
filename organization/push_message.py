"""What a push service is handed: a message that one browser alone can read (RFC 8291) and who sends it (RFC 8292)."""

import base64
import json
import os
from collections.abc import Mapping

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

CURVE = ec.SECP256R1()
POINT_BYTES = 65
NUMBER_BYTES = 32
SALT_BYTES = 16
RECORD_BYTES = 4096
MOST_TEXT = 3993
"""A push service need not take more than 4096 bytes; 86 of them are the header, 17 the padding and the seal."""

LAST_RECORD = b"\x02"


def encrypt(
    text: bytes, *, point: bytes, secret: bytes, salt: bytes = b"", ours: ec.EllipticCurvePrivateKey | None = None
) -> bytes:
    """The body of a push message in the coding ``aes128gcm`` (RFC 8188), in one record.

    ``point`` and ``secret`` are the browser's ``p256dh`` and ``auth``; ``salt`` and ``ours``, a key for this message
    only, are drawn unless given. A point that is none, or a text too long for one record, is a ``ValueError``.
    """
    if len(text) > MOST_TEXT:
        raise ValueError("too long for a push message")
    salt = salt or os.urandom(SALT_BYTES)
    ours = ours or ec.generate_private_key(CURVE)
    our_point = point_of(ours)
    shared = ours.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(CURVE, point))
    material = _derive(shared, salt=secret, info=b"WebPush: info\0" + point + our_point, length=32)
    key = _derive(material, salt=salt, info=b"Content-Encoding: aes128gcm\0", length=16)
    nonce = _derive(material, salt=salt, info=b"Content-Encoding: nonce\0", length=12)
    header = salt + RECORD_BYTES.to_bytes(4, "big") + bytes([POINT_BYTES]) + our_point
    return header + AESGCM(key).encrypt(nonce, text + LAST_RECORD, None)


def authorization(key: ec.EllipticCurvePrivateKey, *, audience: str, subject: str, expires: int) -> str:
    """The header by which a push service knows this server: a token signed with the server's key.

    ``audience`` is the service's origin, ``subject`` where to ask about this server, ``expires`` seconds of the epoch.
    """
    claims: dict[str, str | int] = {"aud": audience, "exp": expires, "sub": subject}
    signed = f"{_json({'typ': 'JWT', 'alg': 'ES256'})}.{_json(claims)}"
    numbers = decode_dss_signature(key.sign(signed.encode(), ec.ECDSA(hashes.SHA256())))
    signature = b"".join(number.to_bytes(NUMBER_BYTES, "big") for number in numbers)
    return f"vapid t={signed}.{to_text(signature)},k={to_text(point_of(key))}"


def point_of(key: ec.EllipticCurvePrivateKey) -> bytes:
    """The public half of a key, as an uncompressed point."""
    return key.public_key().public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)


def read_key(text: str) -> ec.EllipticCurvePrivateKey:
    """A private key from base64url: its bare number, or DER as other programs write it; else ``ValueError``."""
    data = from_text(text.strip())
    if len(data) == NUMBER_BYTES:
        return ec.derive_private_key(int.from_bytes(data, "big"), CURVE)
    key = serialization.load_der_private_key(data, password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey) or not isinstance(key.curve, ec.SECP256R1):
        raise ValueError("not a key on the curve P-256")
    return key


def write_key(key: ec.EllipticCurvePrivateKey) -> str:
    """The bare number of a private key, as ``read_key`` takes it."""
    return to_text(key.private_numbers().private_value.to_bytes(NUMBER_BYTES, "big"))


def to_text(data: bytes) -> str:
    """Bytes as base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def from_text(text: str) -> bytes:
    """Bytes from base64url, padded or not; ``ValueError`` for anything else."""
    return base64.b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4), altchars=b"-_", validate=True)


def _json(value: Mapping[str, str | int]) -> str:
    return to_text(json.dumps(value, separators=(",", ":")).encode())


def _derive(material: bytes, *, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=length, salt=salt, info=info).derive(material)
