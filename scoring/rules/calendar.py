"""Workdays of the deadlines: Monday to Friday and no holiday, whatever schedule a unit works (rules §2, §11)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time

from kinerja.days import ONE_DAY
from scoring.rules.policy import Policy

LAST_SECOND = time(23, 59, 59)
SATURDAY = 5


class WorkCalendar:
    """The days on which deadlines run, given the region's holidays of any kind.

    Answers are remembered, so that one calendar may be asked for every case and entry of a city.
    """

    __slots__ = ("_holidays", "_known")

    def __init__(self, holidays: Collection[date]) -> None:
        self._holidays = frozenset(holidays)
        self._known: dict[tuple[date, int], date] = {}

    def is_workday(self, day: date) -> bool:
        """Whether the day is Monday to Friday and no holiday (rules §2)."""
        return day.weekday() < SATURDAY and day not in self._holidays

    def nth_after(self, day: date, n: int) -> date:
        """The n-th workday (n ≥ 1) after the day; the day itself never counts (rules §2)."""
        if n < 1:
            raise ValueError(f"there is no {n}-th workday after a day")
        known = self._known.get((day, n))
        if known is None:
            known = self._known[day, n] = self._walk(day, n)
        return known

    def _walk(self, day: date, n: int) -> date:
        while n:
            day += ONE_DAY
            if self.is_workday(day):
                n -= 1
        return day

    def nth_of_month(self, year: int, month: int, n: int) -> date:
        """The n-th workday of a month (rules §11); runs on into the next month when this one has fewer."""
        return self.nth_after(date(year, month, 1) - ONE_DAY, n)

    def filing_deadline(self, day: date, policy: Policy) -> datetime:
        """Last instant, local time, to submit an activity of the day (rules §11)."""
        return end_of(self.nth_after(day, policy.filing_deadline_workdays))

    def approval_deadline(self, year: int, month: int, policy: Policy) -> datetime:
        """Last instant to decide the activities of the month, in the month after (rules §11)."""
        return self._in_next_month(year, month, policy.approval_deadline_workday)

    def reading_deadline(self, year: int, month: int, policy: Policy) -> datetime:
        """Last instant to report the readings of the month, in the month after (rules §11)."""
        return self._in_next_month(year, month, policy.reading_deadline_workday)

    def objection_deadline(self, year: int, month: int, policy: Policy) -> datetime:
        """Last instant to object to a score of the month, in the month after (rules §11)."""
        return self._in_next_month(year, month, policy.objection_deadline_workday)

    def _in_next_month(self, year: int, month: int, n: int) -> datetime:
        return end_of(self.nth_of_month(year + month // 12, month % 12 + 1, n))


def end_of(day: date) -> datetime:
    """23:59:59 of the day, local time without zone."""
    return datetime.combine(day, LAST_SECOND)
