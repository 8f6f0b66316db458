"""Until when a day's entries are filed in time (rules §11), and how an outage moves that instant."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime, time

from kinerja.days import ONE_DAY

SATURDAY = 5


def is_workday(day: date, holidays: Collection[date]) -> bool:
    """Monday to Friday and no holiday, whatever schedule a unit works (rules §2, §11)."""
    return day.weekday() < SATURDAY and day not in holidays


def nth_workday_after(day: date, n: int, holidays: Collection[date]) -> date:
    """The n-th workday (n ≥ 1) after the day; the day itself never counts."""
    while n:
        day += ONE_DAY
        n -= is_workday(day, holidays)
    return day


def nth_workday_before(day: date, n: int, holidays: Collection[date]) -> date:
    """The n-th workday (n ≥ 1) before the day; the day itself never counts."""
    while n:
        day -= ONE_DAY
        n -= is_workday(day, holidays)
    return day


def end_of(day: date) -> datetime:
    """23:59:59 of the day, local time without zone."""
    return datetime.combine(day, time(23, 59, 59))


def filing_deadline(day: date, workdays: int, holidays: Collection[date]) -> datetime:
    """Last instant, local time, to file an entry of the day in time (rules §11)."""
    return end_of(nth_workday_after(day, workdays, holidays))


def approval_deadline(day: date, workday: int, holidays: Collection[date]) -> datetime:
    """Last instant, local time, to decide an entry of the day: the n-th workday of the next month (rules §11)."""
    first = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return end_of(nth_workday_after(first - ONE_DAY, workday, holidays))


def leave_deadline(asked: date, start: date, holidays: Collection[date]) -> datetime | None:
    """Until when the superior decides on leave, or a return, on ``start``, so that another one can before it begins.

    The last workday before belongs to the next superior. Whoever asks later than that leaves the superior the rest of
    that workday. None for leave asked for when it had begun: there is nothing ahead to be in time for, and the approval
    deadline counts. Local time; neither the rules nor Peraturan BKN 24/2017 name a term
    (docs/decisions/0026-one-right-person-to-decide.md).
    """
    if start <= asked:
        return None
    seen = asked if is_workday(asked, holidays) else nth_workday_after(asked, 1, holidays)
    return end_of(max(seen, nth_workday_before(start, 2, holidays)))


def extended(deadline: datetime, outages: Iterable[tuple[datetime, datetime]]) -> datetime:
    """The deadline, or where an outage holds it: as long after the outage's end as it lasted, at most a day.

    An outage that begins before the moved deadline moves it on, so that two in a row leave nobody out; another outage
    never takes time away.
    """
    moved = deadline
    for start, end in sorted(outages):
        if start <= moved and end >= deadline:
            moved = max(moved, end + min(end - start, ONE_DAY))
    return moved
