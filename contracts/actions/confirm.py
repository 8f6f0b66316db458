"""Asks for the password once more before something that binds: the one door for all signatures."""

from django.utils import timezone
from django.utils.translation import gettext as _

from kinerja.errors import DomainError
from kinerja.ui import wording
from organization.actions.login import forget_attempts, reserve_attempt
from organization.models import Employee


def confirm_password(*, by: Employee, password: str, address: str) -> None:
    """Check the password of whoever is about to sign, braked like the login; it is neither kept nor logged.

    Raises ``DomainError`` "password_blocked" or "password_wrong". Call it outside a transaction that may roll back:
    a wrong try has to stay counted.
    """
    blocked_until = reserve_attempt(nip=by.nip, address=address, now=timezone.now())
    if blocked_until is not None:
        raise DomainError(
            "password_blocked",
            _("Terlalu banyak percobaan gagal. Coba lagi setelah %(moment)s.")
            % {"moment": wording.moment(blocked_until)},
        )
    # The person may have been dismissed since the page was opened.
    fresh = Employee.objects.get(pk=by.pk)
    if not fresh.is_active or not fresh.check_password(password):
        raise DomainError("password_wrong", _("Kata sandi tidak cocok. Naskah belum ditandatangani. Tulis kembali."))
    forget_attempts(nip=by.nip, address=address)
