"""Shifts kept."""

from datetime import time

from django.db import transaction
from django.utils.translation import gettext as _

from kinerja.errors import DomainError
from organization.actions.conflicts import save_checked
from organization.models import Shift


@transaction.atomic
def save_shift(
    *, code: str, name: str, start: time, end: time, break_minutes: int, shift_id: int | None = None
) -> Shift:
    """Make a shift, or change the one named by ``shift_id``; an end that is not after the start is next morning.

    New hours hold for all its days in open months. Raises ``DomainError``: a code in use, hours that cannot be, hours
    that a closed month has counted with.
    """
    shift = Shift.objects.select_for_update().get(pk=shift_id) if shift_id else Shift()
    if Shift.objects.filter(code=code).exclude(pk=shift.pk or 0).exists():
        raise DomainError("shift_code", _("Giliran %(code)s sudah ada.") % {"code": code})
    shift.code, shift.name, shift.start, shift.end, shift.break_minutes = code, name, start, end, break_minutes
    if shift.hours.effective <= 0:
        raise DomainError("shift_break", _("Istirahat harus lebih pendek daripada giliran."))
    _save(shift)
    return shift


@transaction.atomic
def remove_shift(*, shift_id: int) -> None:
    """Take a shift away that no roster names. Raises ``DomainError``."""
    shift = Shift.objects.select_for_update().get(pk=shift_id)
    if shift.days.exists():
        raise DomainError(
            "shift_used", _("Giliran %(code)s dipakai dalam jadwal dan tidak dapat dihapus.") % {"code": shift.code}
        )
    shift.delete()


def _save(shift: Shift) -> None:
    try:
        save_checked(shift)
    except DomainError as error:
        if error.code != "month_closed":
            raise
        raise DomainError(
            "month_closed",
            _("Giliran ini dipakai dalam bulan yang sudah ditutup. Buat giliran baru dengan kode lain."),
        ) from error
