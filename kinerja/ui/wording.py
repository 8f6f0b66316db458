"""Numbers, dates and money as people write them here: Indonesian by default, English when switched."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache

from babel.dates import format_date
from django.utils import timezone
from django.utils.translation import get_language, gettext

from kinerja.errors import DomainError

ZONES = {"Asia/Jakarta": "WIB", "Asia/Pontianak": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


def language() -> str:
    """The language of the page: ``id`` or ``en``."""
    return "en" if (get_language() or "id").startswith("en") else "id"


def number(value: Decimal | int | str, places: int | None = None) -> str:
    """``1234.5`` as ``1.234,5`` (English: ``1,234.5``); ``places`` fixes the decimals of a figure already rounded."""
    amount = Decimal(str(value))
    text = f"{amount:,.{places}f}" if places is not None else f"{amount:,f}"
    return text if language() == "en" else text.translate(str.maketrans(",.", ".,"))


def plain(value: Decimal | int | str) -> str:
    """A number without trailing zeros: ``30.0000`` as ``30``."""
    amount = Decimal(str(value))
    text = f"{amount:f}"
    return number(text.rstrip("0").rstrip(".") if "." in text else text)


def rupiah(value: Decimal | int) -> str:
    """``1250750`` as ``Rp1.250.750``; a negative amount carries its sign in front."""
    amount = Decimal(value)
    return f"{'−' if amount < 0 else ''}Rp{number(abs(amount), 0)}"


def day(value: date, *, weekday: bool = False) -> str:
    """``22 November 2026``, with the weekday in front when asked."""
    return _spelt(value, "EEEE, d MMMM y" if weekday else "d MMMM y", language())


def month(value: date) -> str:
    """``November 2026``."""
    return _spelt(value, "MMMM y", language())


# A calendar names its month in each of its cells.
@lru_cache(maxsize=2048)
def _spelt(value: date, pattern: str, locale: str) -> str:
    return format_date(value, pattern, locale=locale)


def clock(value: time) -> str:
    """``07.30`` (English: ``07:30``)."""
    return value.strftime("%H:%M" if language() == "en" else "%H.%M")


def moment(value: datetime) -> str:
    """``22 November 2026 pukul 07.30 WIB``, in the region's time."""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    zone = ZONES.get(timezone.get_current_timezone_name(), "")
    joint = " at " if language() == "en" else " pukul "
    return f"{day(local.date())}{joint}{clock(local.time())} {zone}".rstrip()


def nip(value: str) -> str:
    """``198505172010011003`` as ``19850517 201001 1 003``."""
    return f"{value[:8]} {value[8:14]} {value[14:15]} {value[15:]}" if len(value) == 18 else value


def refusal(error: DomainError) -> str:
    """What the rules refuse, in the language of the page."""
    return gettext(error.message_id) % error.params if error.params else error.message
