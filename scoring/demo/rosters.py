"""The patrol of a district, day and night by turns: the demo city's only shifts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from scoring.demo.calendar import DAY, Hours, days_of, hours_on, minutes, month_end
from scoring.demo.career import City
from scoring.demo.structure import Seat

#: Four of them, two places apart in the pattern: somebody is always out.
SEATS = tuple(f"KEC-SW-TRB-TIM-S0{number}" for number in range(1, 5))
_PATTERN = "PPSSMMLL"
_SHIFTS = {
    "P": ("Pagi", "06:00", "14:00", 30),
    "S": ("Sore", "14:00", "22:00", 30),
    "M": ("Malam", "22:00", "06:00", 30),
}


def begun(today: date) -> date:
    """Since when they work by turns: the first day of last month."""
    return (today.replace(day=1) - timedelta(days=1)).replace(day=1)


def duty_on(seat: Seat, day: date, today: date) -> Hours | None:
    """The hours of a seat on a day; those of a night end beyond minute 1440."""
    if seat.code not in SEATS or day < begun(today):
        return hours_on(seat.schedule, day)
    code = _turn(seat.code, day)
    if code == "L":
        return None
    _name, start, end, pause = _SHIFTS[code]
    first, last = minutes(start), minutes(end)
    return Hours(first, last if last > first else last + DAY, pause)


def _turn(seat: str, day: date) -> str:
    return _PATTERN[(day.toordinal() + 2 * SEATS.index(seat)) % len(_PATTERN)]


def shift_rows() -> list[dict[str, str]]:
    """The table of shifts."""
    return [
        {"code": code, "name": name, "start": start, "end": end, "break_minutes": str(pause)}
        for code, (name, start, end, pause) in _SHIFTS.items()
    ]


def roster_rows(city: City) -> Iterator[dict[str, str]]:
    """The rosters up to the end of the running month."""
    first = begun(city.today)
    months = [first, city.today.replace(day=1)]
    for seat in SEATS:
        for month in months:
            for day in days_of(month, month_end(month)):
                holder = city.holder(seat, min(day, city.today))
                if holder:
                    code = _turn(seat, day)
                    yield {"nip": holder.nip, "date": day.isoformat(), "shift": "" if code == "L" else code}
