"""What entering, changing or taking back an outage does to the deadlines of days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from dailylog.rules.deadlines import extended

Outage = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
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
    """The days, ascending, whose undisturbed ``deadlines`` the two ledgers move to different instants."""
    old, new = list(before), list(after)
    found = (Moved(day, extended(end, old), extended(end, new)) for day, end in sorted(deadlines.items()))
    return [each for each in found if each.before != each.after]
