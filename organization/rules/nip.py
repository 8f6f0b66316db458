"""The 18-digit number of a civil servant: ``YYYYMMDD YYYYMM S NNN`` (domain: NIP, NI PPPK)."""

import re
from dataclasses import dataclass
from datetime import date

from kinerja.errors import DomainError
from kinerja.text import gettext_noop as _

#: From this ordinal on, digits 13–14 tell the contract of a PPPK and no month.
FIRST_ORDINAL = 21
_SHAPE = re.compile(r"\d{18}\Z", re.ASCII)


def check_nip(nip: str) -> str:
    """Return the number without spaces; raise ``DomainError`` ("nip_…") with what is wrong.

    Digits 1–8 are the birth date. Digits 9–14 are the month of appointment of a PNS, or the year and the ordinal of
    the contract (21 and above) of a PPPK. Digit 15 is the sex, 1 or 2; 16–18 are the serial.
    """
    nip = nip.replace(" ", "")
    if not _SHAPE.match(nip):
        raise DomainError("nip_shape", _("NIP harus 18 angka, bukan “%(nip)s”."), nip=nip[:30])
    born = _date(nip[:4], nip[4:6], nip[6:8])
    if born is None:
        raise DomainError("nip_birth_date", _("Angka 1–8 NIP %(nip)s bukan tanggal lahir yang ada."), nip=nip)
    year, ordinal = int(nip[8:12]), int(nip[12:14])
    if ordinal == 0 or 12 < ordinal < FIRST_ORDINAL:
        raise DomainError("nip_appointment", _("Angka 13–14 NIP %(nip)s bukan bulan pengangkatan 01–12."), nip=nip)
    if year < born.year + 15:
        message = _("Tahun pengangkatan dalam NIP %(nip)s terlalu dekat dengan tahun lahir.")
        raise DomainError("nip_appointment", message, nip=nip)
    if nip[14] not in "12":
        raise DomainError("nip_sex", _("Angka ke-15 NIP %(nip)s harus 1 (laki-laki) atau 2 (perempuan)."), nip=nip)
    return nip


@dataclass(frozen=True, slots=True)
class NipFacts:
    """What a number says of its bearer; ``month`` of appointment is None for a PPPK."""

    born: date
    year: int
    month: int | None
    male: bool

    @property
    def appointed(self) -> date | None:
        """The first day of the month of appointment; None for a PPPK."""
        return date(self.year, self.month, 1) if self.month else None


def read_nip(nip: str) -> NipFacts:
    """What a number says; raises ``DomainError`` as ``check_nip`` does."""
    digits = check_nip(nip)
    born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    ordinal = int(digits[12:14])
    return NipFacts(born, int(digits[8:12]), ordinal if ordinal < FIRST_ORDINAL else None, digits[14] == "1")


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
