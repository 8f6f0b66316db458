"""The holidays between two days, as every deadline asks for them."""

from __future__ import annotations

from datetime import date

from kinerja.prepared import Prepared

_HOLIDAYS = Prepared(
    "dailylog_holidays",
    "SELECT date FROM organization_holiday WHERE date BETWEEN %(first)s AND %(last)s",
    first="date",
    last="date",
)


def holidays_between(first: date, last: date) -> frozenset[date]:
    """The dates that are holidays, both ends included; one query."""
    return frozenset(day for (day,) in _HOLIDAYS.rows({"first": first, "last": last}))
