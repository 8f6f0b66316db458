"""Outages, entered so that nobody is late for a fault of the program.

What was entered can be set right, but a deadline that the ledger has moved never gets earlier: people relied on it.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dailylog.limits import is_closed
from dailylog.models import Disturbance
from dailylog.queries.outages import Effect, effect_of
from dailylog.rules.outages import Outage
from kinerja.errors import DomainError
from organization.actions.conflicts import save_checked
from organization.models import Unit

#: A longer outage is a slip of the pen.
LONGEST = timedelta(days=31)


@transaction.atomic
def record_disturbance(
    *, user_id: int, start: datetime, end: datetime, note: str, now: datetime, units: Collection[Unit] = ()
) -> Disturbance:
    """Enter an outage that is over, of some units or, without any, of the whole region. Raises ``DomainError``.

    Deadlines inside it move for whoever works in these units or below.
    """
    check_disturbance(start=start, end=end, now=now, units=units)
    row = Disturbance(start=start, end=end, note=note, entered_by_id=user_id)
    save_checked(row)
    row.units.set(units)
    return row


@transaction.atomic
def change_disturbance(
    *, disturbance_id: int, start: datetime, end: datetime, note: str, now: datetime, units: Collection[Unit] = ()
) -> Disturbance:
    """Set an outage right. Raises ``DomainError`` when a deadline would get earlier for anybody."""
    row = Disturbance.objects.select_for_update().get(pk=disturbance_id)
    check_disturbance(start=start, end=end, now=now, units=units, of=row)
    row.start, row.end, row.note = start, end, note
    save_checked(row)
    row.units.set(units)
    return row


@transaction.atomic
def remove_disturbance(*, disturbance_id: int) -> None:
    """Take an outage back that moved no deadline; the history keeps it. Raises ``DomainError``."""
    row = Disturbance.objects.select_for_update().get(pk=disturbance_id)
    _check_effect(effect_of(None, of=row))
    row.delete()


def check_disturbance(
    *, start: datetime, end: datetime, now: datetime, units: Collection[Unit] = (), of: Disturbance | None = None
) -> Effect:
    """What an outage does once it stands in place of ``of``; ``DomainError`` when it may not."""
    if end <= start:
        raise DomainError("disturbance_end_after_start", _("Waktu selesai harus sesudah waktu mulai."))
    if end > now:
        raise DomainError("disturbance_lasts", _("Gangguan dicatat setelah berakhir."))
    if end - start > LONGEST:
        raise DomainError("disturbance_long", _("Gangguan paling lama 31 hari. Periksa tanggalnya."))
    if is_closed(timezone.localdate(start)):
        raise DomainError("month_closed", _("Bulan ini sudah ditutup dan tidak dapat diubah lagi."))
    since, until = (timezone.localtime(each).replace(tzinfo=None) for each in (start, end))
    effect = effect_of(Outage(since, until, frozenset(unit.pk for unit in units)), of=of)
    _check_effect(effect)
    return effect


def _check_effect(effect: Effect) -> None:
    if any(is_closed(month) for month in {each.day.replace(day=1) for each in effect.days}):
        raise DomainError("month_closed", _("Batas waktu pada bulan yang sudah ditutup tidak dapat diubah lagi."))
    if any(each.earlier for each in (*effect.days, *effect.months)):
        raise DomainError(
            "disturbance_earlier",
            _(
                "Batas waktu yang sudah bergeser tidak dapat dimajukan lagi. Waktu selesai hanya dapat diundurkan, dan "
                "unit hanya dapat ditambah."
            ),
        )
