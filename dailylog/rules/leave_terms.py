"""Conditions and length of leave other than annual leave: what is refused, and what whoever decides must look at.

Sources: PP 11/2017 as amended by PP 17/2020, and Peraturan BKN 24/2017 as amended by Peraturan BKN 7/2021, by kind of
leave; for a PPPK (government worker by contract) PP 49/2018 and Peraturan BKN 7/2022. Where those let an official
decide otherwise, a remark does not block. Days are calendar days; a month of leave ends on the day before the same day
of the later month.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from kinerja.days import months_after
from kinerja.text import gettext_noop as _

Span = tuple[date, date]
#: Longest stretch by kind, in months: long leave, maternity leave, important reason, outside the state's charge.
LONGEST = {"long": 3, "maternity": 3, "important": 1, "unpaid": 36}
#: Leave outside the state's charge is prolonged by so many months at most, sick leave lasts so many with and without.
UNPAID_PROLONGED = 48
SICK, SICK_PROLONGED = 12, 18
#: So many days of sick leave are granted on any doctor's letter; more on that of a government doctor.
SICK_ANY_DOCTOR = 14
#: Years of unbroken service before long leave and leave outside the state's charge, and between two long leaves.
YEARS = 5
#: Children for whose birth there is maternity leave; for later ones there is long leave.
CHILDREN = 3
#: What a PPPK does not have.
NOT_BY_CONTRACT = frozenset({"long", "important", "unpaid"})


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence (an untranslated msgid with ``values``) about a leave; ``blocks``: it cannot be asked for."""

    code: str
    sentence: str
    values: Mapping[str, object] = field(default_factory=dict)
    blocks: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A leave of a kind from ``start`` to ``end``, both inclusive, and what is known of its person.

    ``since`` is the first day of unbroken service. ``earlier`` are other leaves of the same kind, ``annual_taken`` the
    days of annual leave granted in the year of the start.
    """

    kind: str
    start: date
    end: date
    since: date
    by_contract: bool = False
    male: bool = False
    earlier: Sequence[Span] = ()
    annual_taken: int = 0


def beyond(start: date, end: date, months: int) -> bool:
    """Whether a leave lasts longer than so many months."""
    return end >= months_after(start, months)


def joined(start: date, end: date, earlier: Iterable[Span]) -> date:
    """The first day of the unbroken stretch that ends with this leave: free days in between do not break it."""
    first = start
    for begin, finish in sorted(earlier, reverse=True):
        # A weekend, or one with a holiday beside it, between two letters is one illness.
        if begin < first and finish >= first - timedelta(days=4):
            first = begin
    return first


def remarks(asked: Asked) -> list[Remark]:
    """What stands against the leave and what is to be looked at; blocking ones first."""
    if asked.by_contract and asked.kind in NOT_BY_CONTRACT:
        text = _("PPPK tidak mempunyai hak atas cuti ini (Peraturan BKN 7/2022).")
        return [Remark("leave_by_contract", text, blocks=True)]
    found = {
        "long": _long,
        "maternity": _maternity,
        "sick": _sick,
        "important": _important,
        "unpaid": _unpaid,
    }.get(asked.kind)
    return sorted(found(asked), key=lambda each: not each.blocks) if found else []


def _long(asked: Asked) -> list[Remark]:
    found = []
    if beyond(asked.start, asked.end, LONGEST["long"]):
        found.append(Remark("leave_end_long", _("Cuti besar paling lama 3 bulan."), blocks=True))
    entitled = months_after(asked.since, YEARS * 12)
    if asked.start < entitled:
        text = _("Belum 5 tahun bekerja (%(day)s): hanya untuk haji pertama atau kelahiran anak keempat dst.")
        found.append(Remark("leave_long_early", text, {"day": entitled}))
    before = [start for start, _end in asked.earlier if months_after(start, YEARS * 12) > asked.start]
    if before:
        text = _("Cuti besar terakhir mulai %(day)s, belum 5 tahun lalu.")
        found.append(Remark("leave_long_again", text, {"day": max(before)}))
    if asked.annual_taken:
        text = _("Tahun ini sudah diambil %(days)s hari cuti tahunan; lamanya cuti besar diperhitungkan dengan itu.")
        found.append(Remark("leave_long_annual", text, {"days": asked.annual_taken}))
    return found


def _maternity(asked: Asked) -> list[Remark]:
    found = []
    if asked.male:
        text = _("Cuti melahirkan hanya bagi ibu. Bila istri Anda melahirkan, pilih cuti alasan penting.")
        found.append(Remark("leave_maternity_male", text, blocks=True))
    if beyond(asked.start, asked.end, LONGEST["maternity"]):
        found.append(Remark("leave_end_maternity", _("Cuti melahirkan paling lama 3 bulan."), blocks=True))
    if len(asked.earlier) >= CHILDREN:
        text = _("Cuti melahirkan berlaku sampai anak ketiga; untuk anak keempat dan seterusnya ada cuti besar.")
        found.append(Remark("leave_maternity_fourth", text))
    return found


def _sick(asked: Asked) -> list[Remark]:
    first = joined(asked.start, asked.end, asked.earlier)
    if beyond(first, asked.end, SICK_PROLONGED):
        text = _("Sakit sejak %(day)s, lebih dari 1 tahun 6 bulan: hanya bila sakit karena kecelakaan kerja.")
        return [Remark("leave_sick_18", text, {"day": first})]
    if beyond(first, asked.end, SICK):
        text = _("Sakit sejak %(day)s, lebih dari 1 tahun: perlu keputusan tim penguji kesehatan.")
        return [Remark("leave_sick_12", text, {"day": first})]
    if (asked.end - first).days + 1 > SICK_ANY_DOCTOR:
        text = _("Sakit lebih dari 14 hari: perlu surat keterangan dokter pemerintah.")
        return [Remark("leave_sick_14", text)]
    return [Remark("leave_sick_letter", _("Cuti sakit perlu surat keterangan dokter."))]


def _important(asked: Asked) -> list[Remark]:
    found = []
    if beyond(asked.start, asked.end, LONGEST["important"]):
        found.append(Remark("leave_end_important", _("Cuti alasan penting paling lama 1 bulan."), blocks=True))
    text = _(
        "Alasan penting: orang tua, pasangan, anak, saudara, mertua, atau menantu sakit keras atau meninggal, menikah,"
        " istri melahirkan, musibah. Periksa keterangannya."
    )
    return [*found, Remark("leave_important_reason", text)]


def _unpaid(asked: Asked) -> list[Remark]:
    found = []
    entitled = months_after(asked.since, YEARS * 12)
    if asked.start < entitled:
        text = _("Cuti di luar tanggungan negara baru dapat diminta mulai %(day)s, setelah 5 tahun bekerja.")
        found.append(Remark("leave_unpaid_early", text, {"day": entitled}, blocks=True))
    first = joined(asked.start, asked.end, asked.earlier)
    alone = LONGEST["unpaid"] if first == asked.start else UNPAID_PROLONGED - LONGEST["unpaid"]
    if beyond(first, asked.end, UNPAID_PROLONGED) or beyond(asked.start, asked.end, alone):
        text = _("Cuti di luar tanggungan negara paling lama 3 tahun, dan dapat diperpanjang paling lama 1 tahun.")
        found.append(Remark("leave_end_unpaid", text, blocks=True))
    text = _("Diberikan dengan keputusan pejabat pembina kepegawaian setelah persetujuan BKN; jabatan dilepaskan.")
    return [*found, Remark("leave_unpaid_decree", text)]
