"""Whom an outage concerns, and what entering, changing or taking back one does to the deadlines of days.

An outage of some units concerns the people whose assignment of the day lies in one of them or below; an outage of no
unit concerns everybody (docs/decisions/0024-a-moved-deadline-is-never-taken-back.md).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from dailylog.rules.deadlines import extended

Stretch = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Outage:
    """The program was down from ``start`` to ``end``, local time without zone, for ``units``; none means everywhere."""

    start: datetime
    end: datetime
    units: frozenset[int] = frozenset()
    note: str = ""

    @property
    def stretch(self) -> Stretch:
        """From start to end."""
        return self.start, self.end

    def concerns(self, upward: Collection[int]) -> bool:
        """Whether it hit the people of a unit, given as the ids of that unit and of all above it.

        Whoever has no unit on a day (empty ``upward``) is concerned by what happened everywhere.
        """
        return not self.units or not self.units.isdisjoint(upward)


@dataclass(frozen=True, slots=True)
class Ledger:
    """The outages that may move some deadlines."""

    outages: tuple[Outage, ...] = ()

    def of(self, upward: Collection[int]) -> list[Outage]:
        """Those that concern the people of a unit, given as for ``Outage.concerns``."""
        return [each for each in self.outages if each.concerns(upward)]

    @property
    def alike(self) -> bool:
        """Whether the outages concern everybody alike."""
        return not any(each.units for each in self.outages)

    def latest(self, deadline: datetime) -> datetime:
        """The deadline for whoever all outages concern; nobody has more time."""
        return extended(deadline, (each.stretch for each in self.outages))

    def extended(self, deadline: datetime, upward: Collection[int] = ()) -> datetime:
        """The deadline for the people of a unit, local time without zone."""
        return extended(deadline, (each.stretch for each in self.of(upward)))

    def movers(self, deadline: datetime, upward: Collection[int] = ()) -> list[Outage]:
        """The outages that hold a deadline of these people: those it falls into, and those it was moved into."""
        until = self.extended(deadline, upward)
        return [each for each in self.of(upward) if each.start <= until and each.end >= deadline]


@dataclass(frozen=True, slots=True, order=True)
class Moved:
    """A day whose deadline differs before and after a change of the ledger; local time without zone."""

    day: date
    before: datetime
    after: datetime

    @property
    def earlier(self) -> bool:
        """Whether people would lose time that the ledger had given them."""
        return self.after < self.before


def moved(deadlines: Mapping[date, datetime], before: Iterable[Outage], after: Iterable[Outage]) -> list[Moved]:
    """The days, ascending, whose undisturbed ``deadlines`` the two ledgers move to different instants.

    Both ledgers hold what concerns the people in question.
    """
    old, new = ([each.stretch for each in ledger] for ledger in (before, after))
    found = (Moved(day, extended(end, old), extended(end, new)) for day, end in sorted(deadlines.items()))
    return [each for each in found if each.before != each.after]
