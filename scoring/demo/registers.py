"""The case registers: requests, incidents, findings and complaints with their service clocks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from scoring.demo.calendar import (
    days_of,
    is_office_day,
    months_until,
    next_month,
    nth_office_day_after,
    objection_closed,
)
from scoring.demo.career import City

_NAMES = {
    "PPID": "Permohonan informasi publik",
    "TIK": "Gangguan TIK perangkat daerah",
    "KEPEG": "Usul kenaikan pangkat dan mutasi",
    "LHP": "Rekomendasi LHP BPK",
    "SAMPAH": "Pengaduan sampah warga",
    "SURAT": "Permohonan surat keterangan",
}


@dataclass(frozen=True, slots=True)
class Desk:
    """A class of a register: its limit, in whose unit it is, how many cases come a month and how many end late.

    The limit is in clock hours for desks that never close, else in working days.
    """

    register: str
    case_class: str
    limit: int
    unit: str
    monthly: tuple[int, int]
    late: tuple[int, ...]
    around_the_clock: bool = False


DESKS: tuple[Desk, ...] = (
    Desk("PPID", "permohonan", 17, "KOMINFO-IKP-PPID", (10, 15), (0, 0, 0, 0, 1)),
    Desk("TIK", "aplikasi", 24, "KOMINFO-TIK-APP", (14, 18), (0, 0, 0, 1), around_the_clock=True),
    Desk("TIK", "server", 24, "KOMINFO-TIK-JAR", (4, 6), (0,), around_the_clock=True),
    Desk("TIK", "jaringan_fo", 72, "KOMINFO-TIK-JAR", (7, 10), (0, 0, 0, 0, 1), around_the_clock=True),
    Desk("KEPEG", "usul", 14, "BKPSDM-MUT-LAY", (20, 28), (0, 1, 1, 2, 3)),
    Desk("LHP", "rekomendasi", 60, "INSP-II-TIM", (5, 8), (0, 0, 0, 1)),
    Desk("SAMPAH", "pengaduan", 3, "DLH-SAMPAH-OPS", (26, 34), (0, 1, 1, 2, 2, 5)),
    Desk("SURAT", "keterangan", 2, "KEC-SW-PEL-LOKET", (34, 44), (0, 0, 0, 1, 1, 3)),
)
_TROUBLE = ("TIK", "jaringan_fo")
_TROUBLE_LATE = 4
#: Places of last year's October and this year's January among the months since last January.
_OCTOBER, _JANUARY = 9, 12


def troubled_months(today: date) -> list[date]:
    """Months in which fibre repairs end late: the last three that are closed and those since; this month only once it
    is a week old. While fewer than three of the running year are closed, from October of last year on: then it was
    last year's pledge that broke. Two of last year were excused."""
    months = [month for month in months_until(today) if today.day >= 8 or month != today.replace(day=1)]
    closed = sum(objection_closed(month, today) for month in months)
    first = closed - 3
    late = months[_OCTOBER if _OCTOBER < first < _JANUARY else first :]
    return [*excused_months(today), *(month for month in late if month not in excused_months(today))]


def excused_months(today: date) -> list[date]:
    """Months of last year whose miss has accountable evidence."""
    return [date(today.year - 1, 5, 1), date(today.year - 1, 6, 1)]


def register_rows() -> list[dict[str, str]]:
    """Registers with the limit of each class."""
    return [
        {
            "register": desk.register,
            "name": _NAMES[desk.register],
            "class": desk.case_class,
            "limit": str(desk.limit),
            "limit_unit": "hours" if desk.around_the_clock else "working_days",
        }
        for desk in DESKS
    ]


def case_rows(city: City) -> Iterator[dict[str, str]]:
    """Cases received before today, numbered in order of receipt; those that would end today or later are open."""
    for register in dict.fromkeys(desk.register for desk in DESKS):
        found = sorted(
            (opened, desk.case_class, desk.unit, closed)
            for desk in DESKS
            if desk.register == register
            for opened, closed in _cases(city.today, desk)
        )
        serials: dict[int, int] = {}
        for opened, case_class, unit, closed in found:
            serials[opened.year] = serials.get(opened.year, 0) + 1
            yield {
                "register": register,
                "number": f"{register}/{opened.year}/{serials[opened.year]:04d}",
                "unit_code": unit,
                "class": case_class,
                "opened_at": opened.isoformat(timespec="minutes"),
                "closed_at": closed.isoformat(timespec="minutes") if closed.date() < city.today else "",
            }


def _cases(today: date, desk: Desk) -> Iterator[tuple[datetime, datetime]]:
    troubled = troubled_months(today) if (desk.register, desk.case_class) == _TROUBLE else []
    for month in months_until(today):
        rng = Random(f"{desk.register} {desk.case_class} {month}")
        days = [d for d in days_of(month, today - timedelta(days=1)) if desk.around_the_clock or is_office_day(d)]
        late = _TROUBLE_LATE if month in troubled else rng.choice(desk.late)
        number = rng.randint(*desk.monthly)
        length = (next_month(month) - month).days
        for serial in range(number):
            # Late ones come early in the month, so that they are decided in it.
            offset = rng.randrange(3, 18) if serial < late else rng.randrange(length)
            day = month + timedelta(days=offset)
            if day in days:
                yield _case(rng, desk, day, late=serial < late)


def _case(rng: Random, desk: Desk, day: date, *, late: bool) -> tuple[datetime, datetime]:
    opened = datetime.combine(day, time(rng.randint(8, 14), rng.randrange(60)))
    if desk.around_the_clock:
        share = rng.randint(105, 170) if late else rng.randint(6, 90)
        return opened, opened + timedelta(minutes=desk.limit * 60 * share // 100)
    wait = desk.limit + rng.randint(1, 4) if late else rng.randint(max(1, desk.limit // 3), max(1, desk.limit - 1))
    return opened, datetime.combine(nth_office_day_after(day, wait), time(rng.randint(8, 15), rng.randrange(60)))
