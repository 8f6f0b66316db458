"""Shifts: work by a roster, also across midnight (docs/decisions/0028-a-roster-is-the-whole-month.md).

Clock times are minutes since the midnight with which the shift's date begins, so that 06.00 of the next morning is
1800. A shift belongs to the date on which it starts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

DAY = 24 * 60
#: A shift ends at 10.00 of the next morning at the latest; whoever leaves later is read as leaving then.
LATEST_MORNING = 10 * 60
#: Nobody comes earlier than this before a shift: a mark that would be, is one of the hours after midnight.
EARLIEST = 4 * 60
#: Rest between two shifts below which the roster is warned about.
REST = 8 * 60
NOON = 12 * 60


@dataclass(frozen=True, slots=True)
class ShiftHours:
    """The hours of a shift in minutes; ``end`` is 1440 or more where it is reached on the next date."""

    code: str
    name: str
    start: int
    end: int
    break_minutes: int

    @property
    def overnight(self) -> bool:
        """Whether the shift runs into the next date."""
        return self.end >= DAY

    @property
    def effective(self) -> int:
        """Effective minutes: end − start − break, over midnight as well (rules §1)."""
        return self.end - self.start - self.break_minutes

    @property
    def morning(self) -> int:
        """Until which minute of the next date the shift lasts; 0 when it ends before."""
        return max(0, self.end - DAY)


def end_of(start: int, end: int) -> int:
    """Where a shift ends: an end that is not after the start means the next morning."""
    return end if end > start else end + DAY


def read_marks(check_in: int | None, check_out: int | None, *, start: int, end: int) -> tuple[int | None, int | None]:
    """The two marks of a shift's date, given as minutes of a clock, on the shift's own axis.

    Marks of a shift inside one date stay as they are. Of an overnight one, coming is of the next date when it falls
    into the hours after midnight and would otherwise be hours too early; going is, when it would otherwise precede
    coming (or, without that mark, the start), and always up to ``LATEST_MORNING``.
    """
    if end < DAY:
        return check_in, check_out
    came, left = check_in, check_out
    if came is not None and came + DAY < end and start - came > EARLIEST:
        came += DAY
    if left is not None and (left <= LATEST_MORNING or left < (start if came is None else came)):
        left = min(left + DAY, DAY + LATEST_MORNING)
    return came, left


@dataclass(frozen=True, slots=True)
class TooClose:
    """Two shifts of a person with too little rest between them; ``rest`` in minutes, below 0 when they overlap."""

    before: date
    after: date
    rest: int
    night_to_morning: bool


def too_close(turns: Iterable[tuple[date, ShiftHours]]) -> list[TooClose]:
    """Neighbouring shifts less than ``REST`` apart, in the order of their dates."""
    found = []
    for (day, one), (next_day, other) in pairwise(sorted(turns, key=lambda turn: turn[0])):
        rest = (next_day - day).days * DAY + other.start - one.end
        if rest < REST:
            found.append(TooClose(day, next_day, rest, one.overnight and other.start < NOON))
    return found


def rotation(pattern: Sequence[str], first: date, last: date, *, begin: int = 0) -> dict[date, str]:
    """The codes of a pattern laid over the days from ``first`` to ``last``; ``begin`` is the place to start from."""
    days = (last - first).days + 1
    return {first + timedelta(days=n): pattern[(begin + n) % len(pattern)] for n in range(days)}
