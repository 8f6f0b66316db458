"""Annual leave is granted as long as it lasts; what earlier years left is entered by BKPSDM."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from dailylog.models import OpeningBalance
from dailylog.queries.leave import Entitlement, entitlement_with, workdays_by_year
from dailylog.rules.leave_balance import CARRIED, LeaveBalance
from kinerja.errors import DomainError
from kinerja.ui import wording
from organization.actions.conflicts import save_checked
from organization.models import Employee


def check_annual(*, employee_id: int, start: date, end: date, granting: bool = False) -> None:
    """Raise ``DomainError`` ("annual_…") unless the leave fits into the balance of each year that it touches.

    Holds the person's row until the end of the transaction, so that two requests at once see each other.
    What waits for a decision counts as used; ``granting`` one of them, only what was granted before counts.
    """
    person = Employee.objects.select_for_update(no_key=True).get(pk=employee_id)
    needed = workdays_by_year(employee_id, start, end)
    if not any(needed.values()):
        raise DomainError("annual_no_workday", _("Tidak ada hari kerja pada tanggal itu; cuti tidak diperlukan."))
    # The year after as well: leave granted there ahead of time may use up what this year leaves.
    years = range(start.year, end.year + 2)
    before = entitlement_with(person, years, None, asked=not granting)
    after = entitlement_with(person, years, (start, end), asked=not granting)
    if start < before.begins:
        raise DomainError("annual_too_early", _too_early(before))
    for year in years:
        if after.balances[year].short > before.balances[year].short:
            raise DomainError("annual_beyond", _beyond(before.balances[year], needed.get(year, 0)))


@transaction.atomic
def enter_opening(*, employee_id: int, year: int, carried: int, served_since: date | None, note: str) -> OpeningBalance:
    """Enter, or set right, what a person brought into a year. Raises ``DomainError``.

    More than 6 days need a note: two years without leave, or leave that was deferred.
    """
    Employee.objects.select_for_update(no_key=True).get(pk=employee_id)
    if carried > CARRIED and not note.strip():
        raise DomainError(
            "opening_note",
            _("Sisa lebih dari 6 hari memerlukan keterangan: dua tahun tanpa cuti, atau cuti yang ditangguhkan."),
        )
    row = OpeningBalance.objects.filter(employee_id=employee_id, year=year).first()
    row = row or OpeningBalance(employee_id=employee_id, year=year)
    row.carried, row.served_since, row.note = carried, served_since, note.strip()
    save_checked(row)
    return row


def _too_early(found: Entitlement) -> str:
    words = {"since": wording.day(found.since), "begins": wording.day(found.begins)}
    sentence = _("Cuti tahunan baru dapat diambil mulai %(begins)s, setahun setelah mulai bekerja (%(since)s).") % words
    return sentence if found.day_known else f"{sentence} {_('Tanggal mulai bekerja dapat dicatat oleh BKPSDM.')}"


def _beyond(balance: LeaveBalance, days: int) -> str:
    words = {"days": days, "left": balance.left, "year": balance.year}
    if balance.long_leave and not balance.total:
        return _("Pada tahun cuti besar tidak ada hak cuti tahunan (%(year)s).") % words
    if not days:
        return (
            _("Sisa cuti yang dipakai di sini sudah diperlukan cuti tahun %(year)s yang diajukan lebih dahulu.") % words
        )
    sentence = _("Cuti ini memerlukan %(days)s hari kerja; sisa cuti tahunan %(year)s tinggal %(left)s hari.") % words
    if balance.carried is None:
        sentence += " " + _("Sisa tahun sebelumnya belum dicatat; bila masih ada, hubungi BKPSDM.")
    return sentence
