"""Outages, entered so that nobody is late for a fault of the program."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dailylog.limits import is_closed
from dailylog.models import Disturbance
from kinerja.errors import DomainError
from organization.actions.conflicts import save_checked


@transaction.atomic
def record_disturbance(*, user_id: int, start: datetime, end: datetime, note: str, now: datetime) -> Disturbance:
    """Enter an outage of the whole region that is over; deadlines inside it move. Raises ``DomainError``."""
    if end > now:
        raise DomainError("disturbance_lasts", _("Gangguan dicatat setelah berakhir."))
    if is_closed(start.date()):
        raise DomainError("month_closed", _("Bulan ini sudah ditutup dan tidak dapat diubah lagi."))
    row = Disturbance(start=start, end=end, note=note, entered_by_id=user_id)
    save_checked(row)
    return row
