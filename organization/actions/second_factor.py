"""Set up, ask for, and take away the second step at the door."""

from __future__ import annotations

import base64
import secrets
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from kinerja import sealing
from kinerja.errors import DomainError
from organization.actions.notices import tell
from organization.models import Employee, SecondFactor
from organization.rules.authenticator import SECRET_BYTES, step_of, totp

PURPOSE = "second-factor"
ISSUER = "Kinerja"
RECOVERY_CODES = 8
#: Letters and digits that nobody mistakes for one another: 10 of 30 are 49 bits.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
RECOVERY_LENGTH = 10


def begin() -> str:
    """A new secret, sealed. The person's session keeps it until the first code: what nobody uses is not stored."""
    return sealing.seal(secrets.token_bytes(SECRET_BYTES), PURPOSE)


def key_of(secret: bytes) -> str:
    """The secret as people type it into an app: base32 in groups of four."""
    text = base64.b32encode(secret).decode().rstrip("=")
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def address_of(secret: bytes, nip: str) -> str:
    """The ``otpauth:`` address that the QR code shows."""
    return totp(secret).get_provisioning_uri(nip, ISSUER)


@transaction.atomic
def confirm(*, by: Employee, sealed: str, code: str, now: datetime) -> list[str]:
    """Put what ``begin`` gave in use with its first code; the recovery codes, which are shown this once.

    Raises ``DomainError`` "second_factor_there", "second_factor_key" or "code_wrong".
    """
    step = step_of(unsealed(sealed), _digits(code), now=int(now.timestamp()), after=0)
    if step is None:
        raise DomainError("code_wrong", _("Kode tidak cocok. Tulis kode terbaru; pastikan jam ponsel Anda otomatis."))
    codes = ["".join(secrets.choice(ALPHABET) for _at in range(RECOVERY_LENGTH)) for _each in range(RECOVERY_CODES)]
    _factor, new = SecondFactor.objects.get_or_create(
        employee=by,
        defaults={
            "secret": sealed,
            "last_step": step,
            "recovery": [_digest(each) for each in codes],
            "confirmed_at": now,
        },
    )
    if not new:
        raise DomainError("second_factor_there", _("Langkah kedua sudah aktif pada akun Anda."))
    return [f"{each[:5]}-{each[5:]}" for each in codes]


def is_asked(employee_id: int) -> bool:
    """Whether the person has a second step in use; one query."""
    return SecondFactor.objects.filter(employee_id=employee_id).exists()


@transaction.atomic
def accept(*, employee_id: int, code: str, now: datetime) -> bool:
    """Whether this is a code of the person's authenticator, or a recovery code; each works once.

    The row is held, so that the same code sent twice at once counts once. Who calls brakes the guessing.
    """
    found = SecondFactor.objects.select_for_update().filter(employee_id=employee_id).first()
    if found is None:
        return False
    step = step_of(unsealed(found.secret), _digits(code), now=int(now.timestamp()), after=found.last_step)
    if step is not None:
        found.last_step = step
        found.save(update_fields=["last_step"])
        return True
    digest = _digest(code)
    if digest not in found.recovery:
        return False
    found.recovery = [each for each in found.recovery if each != digest]
    found.save(update_fields=["recovery"])
    return True


def remove(*, employee_id: int) -> bool:
    """Take the second step away; whether there was one."""
    return SecondFactor.objects.filter(employee_id=employee_id).delete()[0] > 0


@transaction.atomic
def take_away(*, employee_id: int) -> bool:
    """Take somebody else's second step away, because the phone is lost; the person is told. Whether there was one."""
    if not remove(employee_id=employee_id):
        return False
    tell(
        employee_ids=[employee_id],
        kind="second_factor_removed",
        key=f"second-factor:{secrets.token_hex(8)}",
        subject=_("Langkah kedua Anda dicabut"),
        body=_("BKPSDM mencabut langkah kedua akun Anda. Bila bukan Anda yang meminta, hubungi BKPSDM segera."),
        url=reverse("second_factor"),
    )
    return True


def unsealed(sealed: str) -> bytes:
    """The secret itself; ``DomainError`` "second_factor_key" when the server's key is another by now."""
    try:
        return sealing.unseal(sealed, PURPOSE)
    except sealing.SealBrokenError as error:
        message = _("Langkah kedua Anda tidak dapat dibaca lagi di server. Minta BKPSDM mencabutnya, lalu pasang lagi.")
        raise DomainError("second_factor_key", message) from error


def _digits(code: str) -> str:
    return "".join(each for each in code if each.isdigit() and each.isascii())


def _digest(code: str) -> str:
    plain = "".join(each for each in code.upper() if each.isalnum())
    return salted_hmac(PURPOSE, plain, algorithm="sha256").hexdigest()
