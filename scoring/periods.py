"""Months and years as the tables and commands write them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from kinerja.days import months_after
from kinerja.errors import DomainError

_MONTH = re.compile(r"(\d{4})-(\d{2})\Z", re.ASCII)
_YEAR = re.compile(r"\d{4}\Z", re.ASCII)


def parse_month(text: str) -> date:
    """``2026-03`` as the first day of March 2026; DomainError "month_shape" otherwise."""
    match = _MONTH.match(text)
    if not match or not 1 <= int(match[2]) <= 12 or int(match[1]) < 1900:
        message = _("“%(text)s” bukan bulan. Tulis sebagai TTTT-BB, misalnya 2026-03.")
        raise DomainError("month_shape", message % {"text": text[:20]})
    return date(int(match[1]), int(match[2]), 1)


def parse_year(text: str) -> int:
    """``2026`` as a number; DomainError "year_shape" otherwise."""
    if not _YEAR.match(text) or int(text) < 1900:
        message = _("“%(text)s” bukan tahun. Tulis empat angka, misalnya 2026.")
        raise DomainError("year_shape", message % {"text": text[:20]})
    return int(text)


def parse_instant(text: str) -> datetime:
    """``2026-04-09T08:00[:SS]`` as local time without zone; DomainError "instant_shape" otherwise."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.tzinfo is not None or "T" not in text:
        message = _("“%(text)s” bukan waktu. Tulis sebagai TTTT-BB-HHTJJ:MM, misalnya 2026-04-09T08:00.")
        raise DomainError("instant_shape", message % {"text": text[:30]})
    return found


def local_now() -> datetime:
    """Now in the region's civil time, without zone, to the second."""
    return timezone.localtime().replace(tzinfo=None, microsecond=0)


def end_of_yesterday(month: date) -> datetime | None:
    """The instant as of which ``month`` is scored unasked: on a day that is not over nobody is absent yet (rules §11).

    Local time without zone, after the last second of yesterday's deadlines; None while no day of the month is over.
    """
    midnight = local_now().replace(hour=0, minute=0, second=0)
    return midnight - timedelta(microseconds=1) if midnight.date() > month else None


def to_local(moment: datetime) -> datetime:
    """An aware instant as local time without zone."""
    return timezone.localtime(moment).replace(tzinfo=None)


def to_aware(moment: datetime) -> datetime:
    """Local time without zone as an aware instant."""
    return timezone.make_aware(moment)


def months_of_year(year: int) -> list[date]:
    """The first days of the twelve months of a year."""
    return [date(year, month, 1) for month in range(1, 13)]


def month_before(month: date) -> date:
    """The first day of the month before."""
    return months_after(month, -1)


def month_after(month: date) -> date:
    """The first day of the month after."""
    return months_after(month, 1)
