"""Entries that contradict something, so that the cross-checks of rules §8 have something to show."""

from collections.abc import Iterator
from datetime import date
from random import Random

from scoring.demo.attendance import Day
from scoring.demo.calendar import DAY, Hours, hours_on
from scoring.demo.entry import Entry
from scoring.demo.leave import Absence
from scoring.demo.people import Person
from scoring.demo.words import fill

OVERLAPPING_SEAT = "DLH-SAMPAH-BINA-S01"
AFTER_HOURS_SEAT = "KEC-SW-TRB-TIM-S02"
ON_LEAVE_SEAT = "INSP-I-TIM-S02"
BOASTING_SEAT = "KEC-SW-PEL-LOKET-S03"
_BOAST = 95


def contradictions(rng: Random, entries: list[Entry], today: date) -> Iterator[Entry]:
    """Entries beside those of an ordinary month; the boast changes one of them instead."""
    for entry in entries:
        seat = entry.day.seat.code
        if seat == OVERLAPPING_SEAT and entry.day.date.day in {9, 19} and entry.end - entry.start > 60:
            yield Entry(entry.day, entry.start + 30, entry.end - 5, fill(rng, "Rapat daring {topik}"), "Notula rapat")
    boasts = [
        e for e in entries if e.line and e.day.seat.code == BOASTING_SEAT and (today - e.day.date).days in range(30, 60)
    ]
    for entry in boasts[:1]:
        entry.quantity = _BOAST
    late = {e.day.date: e.day for e in entries if e.day.seat.code == AFTER_HOURS_SEAT and e.day.date.day in {5, 14}}
    for day in late.values():
        if day.check_out and day.hours.end < DAY:
            text = fill(rng, "Patroli malam di {tempat}")
            yield Entry(day, day.check_out + 20, day.check_out + 80, text, "Laporan patroli")


def entries_on_leave(rng: Random, person: Person, absences: list[Absence]) -> Iterator[Entry]:
    """One who logs an entry on the first day of each annual leave."""
    for absence in absences:
        seat, start = person.seat_on(absence.start), absence.start
        hours: Hours | None = hours_on(seat.schedule, start) if seat else None
        if seat and hours and seat.code == ON_LEAVE_SEAT and absence.kind == "annual":
            day = Day(start, seat, hours, "wfo", None, None)
            text = fill(rng, "Menyusun simpulan audit {kantor}")
            yield Entry(day, hours.start + 60, hours.start + 180, text, "Konsep laporan hasil audit")
