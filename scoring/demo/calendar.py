"""Holidays, working hours and workdays of the demo city."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import holidays

#: Weekday → start, end, break in minutes; the 5-day week is that of rules §1, both weeks have 37.5 hours.
_WEEKS: dict[str, dict[int, tuple[str, str, int]]] = {
    "5-hari": {**dict.fromkeys(range(1, 5), ("07:30", "16:00", 60)), 5: ("07:30", "16:30", 90)},
    "6-hari": {
        **dict.fromkeys(range(1, 5), ("07:30", "15:00", 45)),
        5: ("07:30", "11:30", 0),
        6: ("07:30", "14:00", 0),
    },
}
#: The shorter week of Ramadan, 32.5 hours (Perpres 21/2023).
_RAMADAN: dict[str, dict[int, tuple[str, str, int]]] = {
    "5-hari": {**dict.fromkeys(range(1, 5), ("08:00", "15:00", 30)), 5: ("08:00", "15:30", 60)},
    "6-hari": {
        **dict.fromkeys(range(1, 5), ("08:00", "14:00", 30)),
        5: ("08:00", "12:00", 0),
        6: ("08:00", "14:30", 0),
    },
}
_FASTING = 30
#: Minutes of a day.
DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Hours:
    """A workday's hours in minutes after midnight."""

    start: int
    end: int
    pause: int


def minutes(clock: str) -> int:
    """Minutes after midnight of ``HH:MM``."""
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


def clock(value: int) -> str:
    """``HH:MM`` of minutes after midnight."""
    return f"{value // 60:02d}:{value % 60:02d}"


@lru_cache(maxsize=32)
def _national(year: int) -> dict[date, str]:
    listed = holidays.country_holidays("ID", years=[year], categories=("public", "government"), language="id")
    return {day: str(name) for day, name in sorted(listed.items())}


@lru_cache(maxsize=32)
def _ramadan(year: int) -> tuple[tuple[date, date], ...]:
    """Fasting months that end in the year: the thirty days before each first day of Idul Fitri."""
    feasts = [day for day, name in _national(year).items() if _is_feast(name)]
    return tuple((day - timedelta(days=_FASTING), day - timedelta(days=1)) for day in feasts)


def _is_feast(name: str) -> bool:
    return any(part.strip().startswith("Hari Raya Idul Fitri") for part in name.split(";"))


def holiday_rows(years: Iterable[int]) -> list[dict[str, str]]:
    """National holidays, joint leave and the anniversary of the city."""
    rows = []
    for year in years:
        listed = _national(year)
        for day, name in listed.items():
            kind = "joint_leave" if name.startswith("Cuti Bersama") else "public"
            rows.append({"date": day.isoformat(), "name": name, "kind": kind})
        anniversary = date(year, 7, 15)
        if anniversary not in listed:
            rows.append({"date": anniversary.isoformat(), "name": "Hari Jadi Kota Tirtawangi", "kind": "special"})
    return rows


def schedule_rows(years: Iterable[int]) -> list[dict[str, str]]:
    """The two weeks, and their Ramadan hours with validity dates."""
    rows = [_schedule_row(code, weekday, hours) for code, week in _WEEKS.items() for weekday, hours in week.items()]
    for year in years:
        for first, last in _ramadan(year):
            for code, week in _RAMADAN.items():
                rows += [_schedule_row(code, weekday, hours, first, last) for weekday, hours in week.items()]
    return rows


def _schedule_row(
    code: str, weekday: int, hours: tuple[str, str, int], first: date | None = None, last: date | None = None
) -> dict[str, str]:
    return {
        "code": code,
        "weekday": str(weekday),
        "start": hours[0],
        "end": hours[1],
        "break_minutes": str(hours[2]),
        "valid_from": first.isoformat() if first else "",
        "valid_to": last.isoformat() if last else "",
    }


@lru_cache(maxsize=8192)
def is_free(day: date) -> bool:
    """Whether the day is a holiday of any kind."""
    return day in _national(day.year) or (day.month, day.day) == (7, 15)


@lru_cache(maxsize=8192)
def hours_on(schedule: str, day: date) -> Hours | None:
    """The hours of a schedule on a day, or None when nobody works."""
    if is_free(day):
        return None
    fasting = any(first <= day <= last for first, last in _ramadan(day.year))
    row = (_RAMADAN if fasting else _WEEKS)[schedule].get(day.isoweekday())
    return Hours(minutes(row[0]), minutes(row[1]), row[2]) if row else None


@lru_cache(maxsize=8192)
def is_office_day(day: date) -> bool:
    """Monday to Friday and no holiday: what service clocks and deadlines count (rules §2, §11)."""
    return day.weekday() < 5 and not is_free(day)


def nth_office_day_after(day: date, number: int) -> date:
    """The n-th office day after ``day``."""
    while number:
        day += timedelta(days=1)
        number -= is_office_day(day)
    return day


def month_end(month: date) -> date:
    """The last day of the month of ``month``."""
    return next_month(month) - timedelta(days=1)


def next_month(month: date) -> date:
    """The first day of the month after."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def months_until(today: date) -> list[date]:
    """First days of the months from January of last year to the month of ``today``."""
    months = [date(today.year - 1, 1, 1)]
    while next_month(months[-1]) <= today:
        months.append(next_month(months[-1]))
    return months


def days_of(month: date, until: date) -> list[date]:
    """The days of a month, not after ``until``."""
    last = min(month_end(month), until)
    return [month + timedelta(days=offset) for offset in range((last - month).days + 1)]


def objection_closed(month: date, today: date) -> bool:
    """Whether the objection window of a month (10th office day of the next, rules §11) passed before ``today``."""
    return nth_office_day_after(month_end(month), 10) < today
