"""Push messages against the example that RFC 8291 prints, and read back as a browser reads them."""

import json
from itertools import pairwise

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from organization.push_message import (
    MOST_TEXT,
    authorization,
    encrypt,
    from_text,
    point_of,
    read_key,
    to_text,
    write_key,
)

# RFC 8291, section 5 and appendix A.
TEXT = b"When I grow up, I want to be a watermelon"
OUR_KEY = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
BROWSER_KEY = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"
BROWSER_POINT = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
SECRET = "BTBZMqHH6r4Tts7J_aSIgg"
SALT = "DGv6ra1nlYgDCS1FRnbzlw"
BODY = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_"
    "yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)


def read_message(body: bytes, *, private: ec.EllipticCurvePrivateKey, secret: bytes) -> bytes:
    """The text of a message of one record, as the browser with these keys reads it."""
    salt, sender, sealed = body[:16], body[21 : 21 + body[20]], body[21 + body[20] :]
    shared = private.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender))
    info = b"WebPush: info\0" + point_of(private) + sender
    material = HKDF(algorithm=hashes.SHA256(), length=32, salt=secret, info=info).derive(shared)
    key, nonce = (
        HKDF(algorithm=hashes.SHA256(), length=length, salt=salt, info=b"Content-Encoding: " + name + b"\0").derive(
            material
        )
        for name, length in ((b"aes128gcm", 16), (b"nonce", 12))
    )
    padded = AESGCM(key).decrypt(nonce, sealed, None).rstrip(b"\0")
    assert padded[-1:] == b"\x02"
    return padded[:-1]


def test_the_example_of_the_standard_comes_out_to_the_byte() -> None:
    made = encrypt(
        TEXT,
        point=from_text(BROWSER_POINT),
        secret=from_text(SECRET),
        salt=from_text(SALT),
        ours=read_key(OUR_KEY),
    )
    assert to_text(made) == BODY
    assert read_message(made, private=read_key(BROWSER_KEY), secret=from_text(SECRET)) == TEXT


def test_no_two_messages_share_a_key_or_salt() -> None:
    one, two = (encrypt(TEXT, point=from_text(BROWSER_POINT), secret=from_text(SECRET)) for _ in range(2))
    assert (one[:16] != two[:16], one[21:86] != two[21:86]) == (True, True)


def test_another_browser_cannot_read_it() -> None:
    made = encrypt(TEXT, point=from_text(BROWSER_POINT), secret=from_text(SECRET))
    with pytest.raises(InvalidTag):
        read_message(made, private=read_key(OUR_KEY), secret=from_text(SECRET))


def test_the_longest_text_fills_what_a_service_must_take() -> None:
    point, secret = from_text(BROWSER_POINT), from_text(SECRET)
    assert len(encrypt(b"x" * MOST_TEXT, point=point, secret=secret)) == 4096
    with pytest.raises(ValueError, match="too long"):
        encrypt(b"x" * (MOST_TEXT + 1), point=point, secret=secret)


@pytest.mark.parametrize(
    "point", [b"", b"\x04" + bytes(64), from_text(BROWSER_POINT)[:-1]], ids=["none", "off the curve", "cut"]
)
def test_a_point_that_is_none_is_refused(point: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 -- the words are those of the library
        encrypt(TEXT, point=point, secret=from_text(SECRET))


def test_the_token_is_signed_by_the_key_that_it_names() -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    header = authorization(key, audience="https://push.test", subject="https://kinerja.test", expires=1_800_000_000)
    token, named = header.removeprefix("vapid t=").split(",k=")
    head, claims, signature = token.split(".")
    assert named == to_text(point_of(key))
    assert json.loads(from_text(head)) == {"typ": "JWT", "alg": "ES256"}
    assert json.loads(from_text(claims)) == {
        "aud": "https://push.test",
        "exp": 1_800_000_000,
        "sub": "https://kinerja.test",
    }
    numbers = from_text(signature)
    assert len(numbers) == 64
    r, s = (int.from_bytes(numbers[a:b], "big") for a, b in pairwise((0, 32, 64)))
    key.public_key().verify(encode_dss_signature(r, s), f"{head}.{claims}".encode(), ec.ECDSA(hashes.SHA256()))


def test_a_key_is_read_from_its_number_and_from_der() -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    der = to_text(key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()))
    assert write_key(read_key(write_key(key) + "\n")) == write_key(key)
    assert point_of(read_key(der)) == point_of(key)


def test_a_key_on_another_curve_is_refused() -> None:
    other = ec.generate_private_key(ec.SECP384R1())
    with pytest.raises(ValueError, match="P-256"):
        read_key(to_text(other.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())))
