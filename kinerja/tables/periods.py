"""PERIOD of an export: a year or a month."""

import re
from datetime import date

from django.utils.translation import gettext as _

from kinerja.days import last_of_month
from kinerja.tables.errors import TableError

_SHAPE = re.compile(r"([12][0-9]{3})(?:-(0[1-9]|1[0-2]))?", re.ASCII)


def period_days(period: str) -> tuple[date, date]:
    """First and last day of ``2026`` or ``2026-03``; TableError for anything else."""
    found = _SHAPE.fullmatch(period)
    if found is None:
        message = _("“%(period)s” bukan masa. Tulis tahun seperti 2026 atau bulan seperti 2026-03.")
        raise TableError("period_invalid", message % {"period": period[:30]})
    year, month = int(found[1]), found[2]
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    first = date(year, int(month), 1)
    return first, last_of_month(first)
