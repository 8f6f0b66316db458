"""The daily log: what each person did on each workday, in keeping with presence and promises."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from scoring.demo.agreements import EXTRA_TASKS, on_turn
from scoring.demo.attendance import BUSY_OVERTIME_SEAT, Day, works_late
from scoring.demo.calendar import DAY, clock, days_of, hours_on, month_end
from scoring.demo.career import City
from scoring.demo.entry import Entry
from scoring.demo.leave import Absence
from scoring.demo.mischief import contradictions, entries_on_leave
from scoring.demo.people import Person
from scoring.demo.spec import Line
from scoring.demo.structure import Seat
from scoring.demo.words import fill, other_work

#: Copies the same sentence day after day in the running month.
COPYING_SEAT = "DLH-TALING-TMN-S02"
_NOON = 12 * 60
_UNDECIDED_DAYS = 4


def activity_rows(city: City, person: Person, days: list[Day], absences: list[Absence]) -> Iterator[dict[str, str]]:
    """The log of one person, month by month; nothing is filed for today."""
    rng = Random(f"log {person.nip}")
    months: defaultdict[tuple[int, int], list[Day]] = defaultdict(list)
    for day in days:
        if not day.absent and day.date < city.today:
            months[day.date.year, day.date.month].append(day)
    for listed in months.values():
        entries = [
            entry
            for day in listed
            if rng.randrange(1000) < person.diligent
            for entry in _entries(rng, city, person, day)
        ]
        _deliver(rng, city, person, entries)
        for entry in [*entries, *contradictions(rng, entries, city.today)]:
            # What last night has after midnight is filed later.
            if _date_of(entry) < city.today:
                yield _row(rng, city.today, person, entry)
    for entry in entries_on_leave(rng, person, absences):
        yield _row(rng, city.today, person, entry)


def _entries(rng: Random, city: City, person: Person, day: Day) -> Iterator[Entry]:
    thin = rng.randrange(100) < person.thin
    for start, full_end in _slots(rng, city, day) if day.hours.end < DAY else _night(rng, day):
        end = start + max(20, (full_end - start) * rng.randint(30, 55) // 100) if thin else full_end
        line = _line(rng, day.seat, day.date)
        description, output = rng.choice(line.texts) if line else other_work(rng, day.seat.level)
        yield Entry(day, start, end, fill(rng, description), fill(rng, output) if "{" in output else output, line)
    stayed = day.check_out is not None and day.check_out > day.hours.end + 60
    if day.check_out and stayed and works_late(day) and day.seat.code == BUSY_OVERTIME_SEAT:
        text = fill(rng, "Menyelesaikan siaran pers {acara} untuk terbit esok pagi")
        yield Entry(day, day.hours.end + 5, day.check_out - 5, text, "Naskah siap terbit")


def _slots(rng: Random, city: City, day: Day) -> list[tuple[int, int]]:
    """Two or three stretches within presence, with the noon break between them."""
    first = max(day.check_in if day.check_in is not None else day.hours.start, day.hours.start)
    last = min(day.check_out if day.check_out is not None else day.hours.end, max(day.hours.end, first + 60))
    first, last = first + rng.randint(1, 15), last - rng.randint(1, 20)
    after_noon = _NOON + max(day.hours.pause, 30)
    if last - first < 60:
        return []
    if last <= after_noon + 30 or first >= _NOON - 30:
        middle = (first + last) // 2
        return [(first, middle), (middle, last)]
    morning = [(first, _NOON)]
    if day.date.year == city.today.year and _NOON - first > 120 and rng.randrange(3) == 0:
        middle = first + rng.randint(50, 90)
        morning = [(first, middle), (middle, _NOON)]
    return [*morning, (after_noon, last)]


def _night(rng: Random, day: Day) -> list[tuple[int, int]]:
    """A stretch before midnight and two after it: an entry lies on one date."""
    first = max(day.check_in if day.check_in is not None else day.hours.start, day.hours.start) + rng.randint(1, 15)
    last = min(day.check_out if day.check_out is not None else day.hours.end, day.hours.end) - rng.randint(1, 20)
    middle = DAY + 3 * 60 + rng.randint(0, 30)
    return [(start, end) for start, end in ((first, DAY - 1), (DAY, middle), (middle, last)) if end - start >= 20]


def _line(rng: Random, seat: Seat, day: date) -> Line | None:
    if not seat.job:
        return None
    if rng.randrange(100) >= 78:
        return EXTRA_TASKS
    lines = [line for line in seat.job.lines if not line.rotating or on_turn(seat, day.month)]
    return rng.choice(lines) if lines else EXTRA_TASKS


def _deliver(rng: Random, city: City, person: Person, entries: list[Entry]) -> None:
    """Spread what the person delivers in the month over the entries of each line."""
    by_line: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.line:
            by_line[entry.line.code].append(entry)
    for listed in by_line.values():
        line, seat, month = listed[0].line, listed[0].day.seat, listed[0].day.date.replace(day=1)
        if line is None:
            continue
        if line.rotating:
            if month_end(month) < city.today and rng.randrange(100) < 93:
                listed[-1].quantity = line.monthly
            continue
        usual = person.drive if line is EXTRA_TASKS else _usual(city, person, seat, month_end(month))
        total = _total(rng, usual, line, _elapsed(seat, month, city.today))
        for number in range(total):
            (listed[number] if number < len(listed) else rng.choice(listed)).quantity += 1


def _elapsed(seat: Seat, month: date, today: date) -> tuple[int, int]:
    """Workdays of the month before today, and all of them."""
    every = [day for day in days_of(month, month_end(month)) if hours_on(seat.schedule, day)]
    return sum(day < today for day in every), len(every)


def _usual(city: City, person: Person, seat: Seat, day: date) -> int:
    """The usual result of a person in percent: work that a slack one leaves falls to the colleagues."""
    drives = [colleague.drive for colleague in city.colleagues(seat, day)] or [person.drive]
    together = seat.office.together if seat.office else 100
    return person.drive + together - sum(drives) // len(drives)


def _total(rng: Random, usual: int, line: Line, elapsed: tuple[int, int]) -> int:
    """Rounded up as often as the fraction says, so that small promises come out right over the months."""
    percent = usual + rng.randint(-7, 8)
    whole = 100 * elapsed[1]
    return (line.monthly * percent * elapsed[0] + rng.randrange(whole)) // whole


def _date_of(entry: Entry) -> date:
    return entry.day.date + timedelta(days=entry.start // DAY)


def _row(rng: Random, today: date, person: Person, entry: Entry) -> dict[str, str]:
    copied = entry.day.seat.code == COPYING_SEAT and (today - entry.day.date).days <= 16
    return {
        "nip": person.nip,
        "date": _date_of(entry).isoformat(),
        "start": clock(entry.start % DAY),
        "end": clock(entry.end - entry.start // DAY * DAY),
        "description": "Merawat taman kota" if copied else entry.description,
        "output": entry.output,
        "quantity": str(entry.quantity) if entry.quantity else "",
        "indicator_code": entry.line.code if entry.line else "",
        "status": _status(rng, (today - entry.day.date).days),
    }


def _status(rng: Random, age: int) -> str:
    """Recent entries often wait for a decision; of the older ones a few were returned or forgotten."""
    fate = rng.randrange(1000)
    if age <= _UNDECIDED_DAYS and fate < 550:
        return "submitted"
    if fate < 8:
        return "returned"
    return "submitted" if fate < 11 else "approved"
