"""Who is reminded of what at which hour, in plain values. Local times without zone."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from dailylog.rules.deadlines import is_workday, nth_workday_after, nth_workday_before

#: Reminders are spread over so many minutes, a few people in each, so that not everybody opens the page at once.
SPREAD_MINUTES = 20
#: From when on a person hears in the morning what waits, and until when a reminder makes sense at all.
MORNING = time(7, 30)
LATEST = time(19)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person chose: quiet from–to (over midnight where from > to), and the time of the afternoon's reminder."""

    quiet_from: time
    quiet_to: time
    remind_at: time | None


def spread(employee_id: int) -> int:
    """Minutes 0 … ``SPREAD_MINUTES`` by which this person's reminders come later: the same every day."""
    digest = hashlib.sha256(str(employee_id).encode()).digest()
    return int.from_bytes(digest[:4], "big") % (SPREAD_MINUTES + 1)


def is_quiet(at: time, quiet_from: time, quiet_to: time) -> bool:
    """Whether the person wants to hear nothing at this time; the end itself is no longer quiet."""
    if quiet_from <= quiet_to:
        return quiet_from <= at < quiet_to
    return at >= quiet_from or at < quiet_to


def afternoon_due(employee_id: int, wishes: Wishes, now: datetime) -> bool:
    """Whether an empty day is to be recalled now: from the chosen time on, a little later for each person."""
    return wishes.remind_at is not None and _due(employee_id, wishes, wishes.remind_at, now)


def morning_due(employee_id: int, wishes: Wishes, now: datetime) -> bool:
    """Whether a person is to hear now what waits today."""
    return _due(employee_id, wishes, MORNING, now)


def _due(employee_id: int, wishes: Wishes, first: time, now: datetime) -> bool:
    if is_quiet(now.time(), wishes.quiet_from, wishes.quiet_to):
        return False
    begin = datetime.combine(now.date(), first) + timedelta(minutes=spread(employee_id))
    return begin <= now < datetime.combine(now.date(), LATEST)


def last_workday(deadline: date, holidays: Collection[date]) -> date:
    """The last workday on which something due on this day can still be done."""
    return deadline if is_workday(deadline, holidays) else nth_workday_before(deadline, 1, holidays)


def recalled_on(since: date, deadline: date, holidays: Collection[date]) -> frozenset[date]:
    """On which days something that waits since a day is recalled: the workday after, and the last one before it is due.

    Nothing is recalled after its deadline.
    """
    days = {nth_workday_after(since, 1, holidays), last_workday(deadline, holidays)}
    return frozenset(day for day in days if since < day <= deadline)


def approval_days(deadline: date, holidays: Collection[date]) -> frozenset[date]:
    """On which days superiors are reminded of what waits: the last two workdays up to the deadline."""
    last = last_workday(deadline, holidays)
    return frozenset({last, nth_workday_before(last, 1, holidays)})
