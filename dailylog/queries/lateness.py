"""Whether the time to decide on a day has passed, for each post that decides."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property

from django.utils import timezone

from dailylog.limits import limits_on
from dailylog.queries.free_days import holidays_between
from dailylog.queries.ledger import ledger_between
from dailylog.rules.deadlines import approval_deadline
from dailylog.rules.outages import Ledger

#: An outage that holds a deadline over free days may have ended so many days before the month of ``first``.
BEFORE = timedelta(days=21)
#: An approval deadline lies at most so many days after the end of its month, long holidays included.
REACH = timedelta(days=45)


@dataclass
class Lateness:
    """The approval deadlines (rules §11) of days since ``first``, asked at ``now``, local time without zone.

    Days of the running month are never late and cost nothing; the others two queries together, and the limits of each
    month.
    """

    first: date
    now: datetime
    _due: dict[date, datetime] = field(default_factory=dict)

    def of(self, day: date, upward: Collection[int], due: datetime | None = None) -> bool:
        """Whether a post of a unit (its id and those above) may no longer decide in time on a day.

        ``due`` is the deadline of what has one of its own: leave that begins before the month's.
        """
        return self.possible(day, due) and self.now > self.until(day, upward, due)

    def possible(self, day: date, due: datetime | None = None) -> bool:
        """Whether anybody's time to decide on a day, or on what is due by then, may have passed."""
        if due is not None:
            return self.now > due
        month = day.replace(day=1)
        return month < self.now.date().replace(day=1) and self.now > self._deadline(month)

    def until(self, day: date, upward: Collection[int], due: datetime | None = None) -> datetime:
        """Until when a post of a unit decides, outages counted."""
        return self._ledger.extended(due or self._deadline(day), upward)

    def _deadline(self, day: date) -> datetime:
        month = day.replace(day=1)
        if month not in self._due:
            self._due[month] = approval_deadline(month, limits_on(month).approval_workday, self._holidays)
        return self._due[month]

    @cached_property
    def _holidays(self) -> frozenset[date]:
        return holidays_between(self.first.replace(day=1), self.now.date() + REACH)

    @cached_property
    def _ledger(self) -> Ledger:
        return ledger_between(datetime.combine(self.first.replace(day=1) - BEFORE, time()), self.now + REACH)


def lateness(first: date, today: date, at: datetime | None) -> Lateness:
    """Deadlines asked ``at`` an instant; without one at the clock's, or at the end of a ``today`` that is not today."""
    clock = timezone.localtime(at)
    if at is None and clock.date() != today:
        return Lateness(first, datetime.combine(today, time(23, 59, 59)))
    return Lateness(first, clock.replace(tzinfo=None))
