"""Numbers, dates and titles as they stand on an official paper: always Indonesian, whatever the page speaks.

Forms: domain sheet §2.2 ("85 %", decimal comma, "Rp 1.250.000.000,00").
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from contracts.rules.deed import Deed

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
NONE = "–"
#: Does not break: a number stays beside its unit.
HARD_SPACE = "\u00a0"
_TITLES = {"pk": "PERJANJIAN KINERJA", "pko": "PERJANJIAN KINERJA OPERASIONAL"}
_PERIODS = {"semester1": "SEMESTER I (JANUARI–JUNI)", "semester2": "SEMESTER II (JULI–DESEMBER)"}
_GROUNDS = {
    "official": "pergantian atau mutasi pejabat",
    "strategy": "perubahan strategi yang mempengaruhi pencapaian tujuan dan sasaran",
    "priority": "perubahan prioritas atau asumsi yang berakibat signifikan dalam pencapaian tujuan dan sasaran",
}
_ACCUMULATIONS = {
    "sum": "dijumlahkan sejak Januari",
    "average": "rata-rata sejak Januari",
    "last": "nilai terakhir",
}
_POLARITIES = {"minimize": "makin rendah makin baik", "stabilize": "makin dekat target makin baik"}
_PERCENT = {"%", "persen"}
_RUPIAH = {"rp", "rupiah"}


def number(value: Decimal) -> str:
    """``1234.50`` as ``1.234,5``: no trailing zeros."""
    text = f"{value:,f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.translate(str.maketrans(",.", ".,"))


def rupiah(value: Decimal) -> str:
    """``1250000000`` as ``Rp 1.250.000.000,00``."""
    return f"Rp{HARD_SPACE}" + f"{value:,.2f}".translate(str.maketrans(",.", ".,"))


def figure(value: Decimal | None, unit: str) -> str:
    """A target in its unit: ``85 %``, ``720 berita``, ``Rp 1.000,00``; a dash where nothing is due."""
    if value is None:
        return NONE
    name = unit.strip().lower()
    if name in _RUPIAH:
        return rupiah(value)
    shown = "%" if name in _PERCENT else unit.strip()
    # A long unit may go to a line of its own, a percent sign may not.
    joint = HARD_SPACE if len(shown) <= len("%") else " "
    return f"{number(value)}{joint}{shown}".rstrip()


def day(value: date) -> str:
    """``4 Januari 2027``."""
    return f"{value.day}{HARD_SPACE}{MONTHS[value.month - 1]}{HARD_SPACE}{value.year}"


def nip(value: str) -> str:
    """``197504122000031004`` as ``19750412 200003 1 004``; anything else as it is."""
    return f"{value[:8]} {value[8:14]} {value[14:15]} {value[15:]}" if len(value) == 18 and value.isdigit() else value


def title(deed: Deed) -> str:
    """The title of the paper; an amendment says so (domain sheet §2.2)."""
    changed = " PERUBAHAN" if deed.amends or deed.version > 1 else ""
    return f"{_TITLES[deed.kind]}{changed} TAHUN {deed.year}"


def period(deed: Deed) -> str:
    """The line below the title of a half-year's agreement; empty for a year."""
    return _PERIODS.get(deed.period, "")


def ground(deed: Deed) -> str:
    """Why the paper changes another one, in the words of PermenPANRB 53/2014; free text stays as it is."""
    return _GROUNDS.get(deed.ground, deed.ground)


def accumulation(value: str) -> str:
    """How the quarters were made from the months."""
    return _ACCUMULATIONS.get(value, value)


def polarity(value: str) -> str:
    """Which way is better, where it is not simply more; empty otherwise."""
    return _POLARITIES.get(value, "")


def objective_heading(deed: Deed) -> str:
    """The head of the column of objectives: strategic for who answers to the head of region, or is one."""
    receiver = deed.second_party or deed.first_party
    return "Sasaran Strategis" if not receiver.nip else "Sasaran"


def short_code(token: str) -> str:
    """Eight characters by which people name the paper on the telephone: ``K7M2-P4Q6``. Not an address."""
    return f"{token[:4]}-{token[4:8]}".upper() if token else ""
