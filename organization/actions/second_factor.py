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


@transaction.atomic
def begin(*, by: Employee, now: datetime) -> SecondFactor:
    """The person's authenticator, begun anew unless it waits for its first code; ``DomainError`` when it is in use."""
    found = SecondFactor.objects.select_for_update().filter(employee=by).first()
    if found is None:
        sealed = sealing.seal(secrets.token_bytes(SECRET_BYTES), PURPOSE)
        found, _new = SecondFactor.objects.get_or_create(employee=by, defaults={"secret": sealed, "started_at": now})
    if found.confirmed_at is not None:
        raise DomainError("second_factor_there", _("Langkah kedua sudah aktif pada akun Anda."))
    return found


def key_of(factor: SecondFactor) -> str:
    """The secret as people type it into an app: base32 in groups of four."""
    text = base64.b32encode(_secret(factor)).decode().rstrip("=")
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def address_of(factor: SecondFactor) -> str:
    """The ``otpauth:`` address that the QR code shows."""
    return totp(_secret(factor)).get_provisioning_uri(factor.employee.nip, ISSUER)


@transaction.atomic
def confirm(*, by: Employee, code: str, now: datetime) -> list[str]:
    """Put the authenticator in use with its first code; the recovery codes, which are shown this once.

    Raises ``DomainError`` "second_factor_none" or "code_wrong".
    """
    found = SecondFactor.objects.select_for_update().filter(employee=by, confirmed_at__isnull=True).first()
    if found is None:
        raise DomainError("second_factor_none", _("Pemasangan sudah berakhir. Mulai lagi dari halaman akun."))
    step = step_of(_secret(found), _digits(code), now=int(now.timestamp()), after=found.last_step)
    if step is None:
        raise DomainError("code_wrong", _("Kode tidak cocok. Tulis kode terbaru; pastikan jam ponsel Anda otomatis."))
    codes = ["".join(secrets.choice(ALPHABET) for _at in range(RECOVERY_LENGTH)) for _each in range(RECOVERY_CODES)]
    found.last_step, found.confirmed_at = step, now
    found.recovery = [_digest(each) for each in codes]
    found.save(update_fields=["last_step", "confirmed_at", "recovery"])
    return [f"{each[:5]}-{each[5:]}" for each in codes]


def is_asked(employee_id: int) -> bool:
    """Whether the person has a second step in use; one query."""
    return SecondFactor.objects.filter(employee_id=employee_id, confirmed_at__isnull=False).exists()


@transaction.atomic
def accept(*, employee_id: int, code: str, now: datetime) -> bool:
    """Whether this is a code of the person's authenticator, or a recovery code; each works once.

    The row is held, so that the same code sent twice at once counts once. Who calls brakes the guessing.
    """
    found = SecondFactor.objects.select_for_update().filter(employee_id=employee_id).first()
    if found is None or found.confirmed_at is None:
        return False
    step = step_of(_secret(found), _digits(code), now=int(now.timestamp()), after=found.last_step)
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


def _secret(factor: SecondFactor) -> bytes:
    try:
        return sealing.unseal(factor.secret, PURPOSE)
    except sealing.SealBrokenError as error:
        message = _("Langkah kedua Anda tidak dapat dibaca lagi di server. Minta BKPSDM mencabutnya, lalu pasang lagi.")
        raise DomainError("second_factor_key", message) from error


def _digits(code: str) -> str:
    return "".join(each for each in code if each.isdigit() and each.isascii())


def _digest(code: str) -> str:
    plain = "".join(each for each in code.upper() if each.isalnum())
    return salted_hmac(PURPOSE, plain, algorithm="sha256").hexdigest()
