"""The marks of each workday: mostly in order, sometimes late, early, missing or suspiciously long."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from scoring.demo.calendar import DAY, Hours, clock
from scoring.demo.career import City
from scoring.demo.leave import Absence
from scoring.demo.people import Person
from scoring.demo.rosters import duty_on
from scoring.demo.structure import Seat

#: Stays late every week and logs nothing of it.
IDLE_OVERTIME_SEAT = "KOMINFO-TIK-JAR-S02"
#: Stays late as well, and says what for.
BUSY_OVERTIME_SEAT = "KOMINFO-IKP-MEDIA-S01"
_SCORED = {"opd_head", "division_head", "team_lead", "staff"}
_WFA_OFFICES = {"KOMINFO", "BKPSDM"}


@dataclass(frozen=True, slots=True)
class Day:
    """A required workday of a person with its marks, in minutes after midnight; None is a missing mark.

    What a night has on the next date is beyond minute 1440.
    """

    date: date
    seat: Seat
    hours: Hours
    mode: str
    check_in: int | None
    check_out: int | None

    @property
    def absent(self) -> bool:
        """Neither mark: away without leave."""
        return self.check_in is None and self.check_out is None


def workdays(city: City, person: Person, absences: list[Absence]) -> Iterator[Day]:
    """The required workdays of a person before today, and today with its arrival, if that has come."""
    rng = Random(f"attendance {person.nip}")
    day = date(city.today.year - 1, 1, 1)
    away = {
        absence.start + timedelta(days=n) for absence in absences for n in range((absence.end - absence.start).days + 1)
    }
    while day <= city.today:
        seat = person.seat_on(day)
        hours = duty_on(seat, day, city.today) if seat and seat.level in _SCORED else None
        if seat and hours and day not in away:
            yield _marks(rng, city, person, Day(day, seat, hours, "wfo", None, None))
        day += timedelta(days=1)


def _marks(rng: Random, city: City, person: Person, day: Day) -> Day:
    mode = _mode(rng, city.today, day)
    proper_in, proper_out = rng.randrange(1000) < person.punctual, rng.randrange(1000) < person.punctual
    arrive = day.hours.start - rng.randint(1, 28) if proper_in else _late(rng, day.hours)
    leave = _departure(rng, day) if proper_out else _early(rng, day.hours)
    if mode == "wfa":
        arrive, leave = _anywhere(rng, day.hours)
    if rng.randrange(1000) < (1000 - person.punctual) // 12:
        return Day(day.date, day.seat, day.hours, mode, None, None)
    if day.date == city.today:
        arrive, leave = arrive if arrive is not None and arrive <= city.minute else None, None
    return Day(day.date, day.seat, day.hours, mode, arrive, leave)


def _mode(rng: Random, today: date, day: Day) -> str:
    """Communications and personnel work from anywhere on some Fridays of the running year; field jobs go out."""
    office = day.seat.office.code if day.seat.office else ""
    anywhere = day.date.year == today.year and day.date.month >= 2 and day.date.isoweekday() == 5
    if anywhere and office in _WFA_OFFICES and day.seat.level == "staff" and rng.randrange(3):
        return "wfa"
    return "field" if day.seat.job and day.seat.job.field and rng.randrange(2) else "wfo"


def _late(rng: Random, hours: Hours) -> int | None:
    fate = rng.randrange(100)
    if fate < 8:
        return None
    return hours.start + (rng.randint(1, 30) if fate < 75 else rng.randint(31, 100))


def _early(rng: Random, hours: Hours) -> int | None:
    fate = rng.randrange(100)
    if fate < 15:
        return None
    return hours.end - (rng.randint(1, 30) if fate < 80 else rng.randint(31, 110))


def _departure(rng: Random, day: Day) -> int:
    if works_late(day):
        return day.hours.end + 150 + rng.randint(0, 80)
    return day.hours.end + rng.randint(0, 40)


def works_late(day: Day) -> bool:
    """Wednesdays of the two who are known to stay: one idle, one at work."""
    return day.date.isoweekday() == 3 and day.seat.code in {IDLE_OVERTIME_SEAT, BUSY_OVERTIME_SEAT}


def _anywhere(rng: Random, hours: Hours) -> tuple[int, int]:
    """A day away from the office: long enough, except now and then."""
    arrive = hours.start + rng.randint(-20, 60)
    needed = hours.end - hours.start
    return arrive, arrive + needed + (rng.randint(0, 45) if rng.randrange(12) else -rng.randint(20, 80))


def attendance_rows(person: Person, days: list[Day], rng: Random) -> Iterator[dict[str, str]]:
    """The table of attendance; who is away without leave has no row."""
    for day in days:
        if not day.absent:
            yield {
                "nip": person.nip,
                "date": day.date.isoformat(),
                "check_in": _mark(rng, day.check_in),
                "check_out": _mark(rng, day.check_out),
                "mode": day.mode,
            }


def _mark(rng: Random, minute: int | None) -> str:
    return "" if minute is None else f"{clock(minute % DAY)}:{rng.randrange(60):02d}"
