"""Which tasks a person finds on a day, and why."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

#: A task of one day that nobody answered stays in sight for so many days.
OVERDUE_DAYS = 7


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said of a task on a day: carried to another day, or dropped (None)."""

    day: date
    carried_to: date | None


@dataclass(frozen=True, slots=True)
class Planned:
    """Why a task stands on a day: ``since`` is the day from which it was left over, None when it is of this day.

    ``answered`` is the answer already given on this day.
    """

    since: date | None = None
    answered: Answer | None = None


def standing(
    *, day: date, once_on: date | None, falls: bool, answers: Sequence[Answer], done_on: Collection[date]
) -> Planned | None:
    """How a task stands on ``day``; None when it does not concern the day.

    ``once_on`` is the day of a task that does not recur, ``falls`` whether a recurring one falls on the day;
    ``done_on`` are the days on which an entry names it. A task of one day, once done, is done; a recurring one is done
    for that day. An answer moves a task to the day that it names, or ends it; without one it stays in sight a week.
    """
    if day in done_on:
        return None
    today = next((answer for answer in answers if answer.day == day), None)
    carried = [answer.day for answer in answers if answer.carried_to == day]
    if once_on is None:
        if falls or carried:
            return Planned(since=None if falls else max(carried), answered=today)
        return None
    if done_on:
        return None
    earlier = [answer for answer in answers if answer.day < day]
    last = max(earlier, key=lambda answer: answer.day, default=None)
    due = once_on if last is None else last.carried_to
    if due is None or not timedelta(0) <= day - due <= timedelta(days=OVERDUE_DAYS):
        return None
    return Planned(since=once_on if once_on < day else None, answered=today)
