"""How many days of annual leave a person has in a year (PP 11/2017 and Peraturan BKN 24/2017, annual leave).

Days are workdays of the person: a holiday or joint leave costs none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

#: Days of a year's own right, after one year of unbroken service.
RIGHT = 12
#: What a year hands on to the next at most, so that there are 18 in all; after two years without any, 24.
CARRIED = 6
CARRIED_UNUSED = 12
UNUSED_YEARS = 2
#: The lowest ordinal that stands in place of a month in the number of a PPPK.
_ORDINAL = 13


@dataclass(frozen=True, slots=True)
class YearOfLeave:
    """What is known of one year.

    ``taken`` counts the days of granted annual leave, ``asked`` those that wait for a decision. ``long_leave`` says
    that a long leave (cuti besar) began in the year. ``opening`` is what BKPSDM entered as brought in from earlier
    years; None: it entered nothing.
    """

    year: int
    taken: int = 0
    asked: int = 0
    long_leave: bool = False
    opening: int | None = None


@dataclass(frozen=True, slots=True)
class LeaveBalance:
    """The annual leave of one year in days; ``carried`` None says that nobody knows what earlier years left."""

    year: int
    right: int
    carried: int | None
    taken: int
    asked: int
    long_leave: bool = False

    @property
    def total(self) -> int:
        """Right and what earlier years left."""
        return self.right + (self.carried or 0)

    @property
    def earlier(self) -> int:
        """The year before."""
        return self.year - 1

    @property
    def left(self) -> int:
        """What may still be asked for; never below zero, though a table may bring more leave than there was."""
        return max(0, self.total - self.taken - self.asked)

    @property
    def short(self) -> int:
        """By how many days more was taken and asked for than there is."""
        return max(0, self.taken + self.asked - self.total)


def by_contract(nip: str) -> bool:
    """Whether the number is that of a PPPK (digits 13–14 hold an ordinal, no month)."""
    return int(nip[12:14]) >= _ORDINAL


def served_since(nip: str) -> date:
    """The first day of service that the number tells (digits 9–14).

    The number of a PPPK tells the year alone: then the last month of that year, until somebody enters the day.
    """
    year, month = int(nip[8:12]), int(nip[12:14])
    return date(year, month if month < _ORDINAL else 12, 1)


def entitled_from(since: date) -> date:
    """The first day on which annual leave may be taken: a year after ``since``; of 29 February, 1 March."""
    try:
        return since.replace(year=since.year + 1)
    except ValueError:
        return date(since.year + 1, 3, 1)


def balance_of(years: Sequence[YearOfLeave], entitled: date) -> LeaveBalance:
    """The balance of the last of these consecutive years; ``entitled`` is the first day of the right.

    What BKPSDM entered for a year counts; from there on each year hands on what it left: at most 6 days, at most 12
    after two years with a right of which nothing was taken. A long leave takes the right of the year in which it
    begins, not what was brought in.
    """
    carried: int | None = None
    unused = 0
    for year in years:
        carried = carried if year.opening is None else year.opening
        right = 0 if year.long_leave or year.year < entitled.year else RIGHT
        found = LeaveBalance(year.year, right, carried, year.taken, year.asked, year.long_leave)
        unused = unused + 1 if right and not year.taken else 0
        if carried is not None:
            most = CARRIED_UNUSED if unused >= UNUSED_YEARS else CARRIED
            carried = min(most, max(0, found.total - year.taken))
    return found
