"""Asks once more who one is before something that binds: the one door for all signatures."""

from django.utils import timezone
from django.utils.translation import gettext as _

from kinerja.errors import DomainError
from kinerja.ui import wording
from organization.actions import second_factor
from organization.actions.login import forget_attempts, reserve_attempt
from organization.models import Employee


def confirm_identity(*, by: Employee, password: str, code: str, address: str) -> None:
    """Check password and, where the person has a second step, a code; braked like the login, neither kept nor logged.

    Raises ``DomainError`` "password_blocked", "password_wrong", "code_needed" or "code_wrong". Call it outside a
    transaction that may roll back: a wrong try has to stay counted.
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
        raise DomainError("password_wrong", _("Kata sandi tidak cocok. Belum ada yang berubah. Tulis kembali."))
    if second_factor.is_asked(by.pk):
        if not code.strip():
            raise DomainError("code_needed", _("Tulis kode dari aplikasi autentikator Anda."))
        if not second_factor.accept(employee_id=by.pk, code=code, now=timezone.now()):
            message = _("Kode tidak cocok atau sudah dipakai. Belum ada yang berubah. Tulis kode berikutnya.")
            raise DomainError("code_wrong", message)
    forget_attempts(nip=by.nip, address=address)
