"""A month of one person day by day: presence, lateness, and the minutes logged against those expected."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from dailylog.rules.intervals import Interval, length


class DayKind(StrEnum):
    """What a day is for a person. OUTSIDE: the person held no post."""

    WORK = "work"
    LEAVE = "leave"
    HOLIDAY = "holiday"
    FREE = "free"
    AHEAD = "ahead"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of a day and the way of working."""

    check_in: time | None
    check_out: time | None
    mode: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of the calendar. Minutes are whole; ``why`` names a leave or holiday; ``late`` is 0 for being in time."""

    day: date
    kind: DayKind
    why: str = ""
    marks: Marks | None = None
    late: int = 0
    logged: int = 0
    expected: int = 0

    @property
    def present(self) -> bool:
        """Whether there is any mark."""
        return self.marks is not None and (self.marks.check_in is not None or self.marks.check_out is not None)

    @property
    def level(self) -> int:
        """The shade: 0 nothing logged, 1 less than half of what is expected, 2 less than all, 3 all or more.

        Where nothing is expected, anything logged is all.
        """
        if not self.logged:
            return 0
        if self.logged >= self.expected:
            return 3
        return 2 if 2 * self.logged >= self.expected else 1


def expected_minutes(effective: int, numerator: int, denominator: int) -> int:
    """Minutes of entries expected on a workday of so many effective minutes, rounded down (rules §4)."""
    return effective * numerator // denominator


def late_minutes(came: int | None, mode: str, start: int) -> int:
    """Minutes from the schedule's start to check-in; 0 in time, without a mark, or for work from anywhere (rules §6).

    Working from anywhere has a length, no fixed clock.
    """
    return 0 if came is None or mode == "wfa" else max(0, came - start)


def logged_minutes(entries: Iterable[Interval]) -> int:
    """Minutes of the union of entries, whatever was decided on them: overlapping ones count once (rules §4)."""
    return length(entries)


@dataclass(frozen=True, slots=True)
class MonthSum:
    """What a month adds up to; minutes are whole. ``required`` are the workdays up to today."""

    required: int
    present: int
    filed: int
    late: int
    away: int
    logged: int
    expected: int


def sum_of(cells: Sequence[Cell]) -> MonthSum:
    """The sums of a month: expected minutes are those of workdays, logged ones those of every day."""
    work = [cell for cell in cells if cell.kind == DayKind.WORK]
    return MonthSum(
        required=len(work),
        present=sum(cell.present for cell in work),
        filed=sum(cell.present and cell.logged > 0 for cell in work),
        late=sum(cell.late > 0 for cell in work),
        away=sum(cell.kind == DayKind.LEAVE for cell in cells),
        logged=sum(cell.logged for cell in cells),
        expected=sum(cell.expected for cell in work),
    )
