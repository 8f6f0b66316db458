"""What a superior has to know about one person's day: whether the person is there, and whether help is needed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

#: From this time of day on, a person who is there but has filed nothing is named: early enough to help the same day.
REMIND_AT = time(15, 30)


class Presence(StrEnum):
    """Where a person stands on a day. AWAITED: no mark yet on a workday that still runs; ABSENT: it has passed."""

    HERE = "here"
    LEFT = "left"
    LEAVE = "leave"
    FREE = "free"
    AWAITED = "awaited"
    ABSENT = "absent"
    AHEAD = "ahead"


class Need(StrEnum):
    """Why a person needs a word from the superior, the most urgent first."""

    ABSENT = "absent"
    RETURNED = "returned"
    UNFILED = "unfiled"
    FINDINGS = "findings"
    OVERRAN = "overran"


#: Needs in the order in which people are shown.
URGENCY = {need: place for place, need in enumerate(Need)}


@dataclass(frozen=True, slots=True)
class Facts:
    """A person's day in plain values: the marks, the leave, and how many entries stand how.

    ``works`` says whether the schedule has hours on the day and it is no holiday. ``findings`` are those that the
    person has still to explain; ``overran`` are entries that took longer than their task was estimated.
    """

    works: bool
    leave: str
    check_in: time | None
    check_out: time | None
    entries: int
    returned: int
    findings: int
    overran: int

    @property
    def marked(self) -> bool:
        """Whether there is any mark of presence."""
        return self.check_in is not None or self.check_out is not None


def presence_of(facts: Facts, day: date, now: datetime) -> Presence:
    """Whether the person is there at ``now`` (local time); of a past day, how it ended. Marks speak before plans."""
    if facts.marked:
        return Presence.LEFT if facts.check_out is not None or day < now.date() else Presence.HERE
    if facts.leave:
        return Presence.LEAVE
    if not facts.works:
        return Presence.FREE
    if day > now.date():
        return Presence.AHEAD
    return Presence.AWAITED if day == now.date() else Presence.ABSENT


def needs_of(facts: Facts, day: date, now: datetime) -> list[Need]:
    """Why the person needs help on the day, the most urgent reason first; empty when nothing calls for it."""
    late = day < now.date() or (day == now.date() and now.time() >= REMIND_AT)
    found = {
        Need.ABSENT: presence_of(facts, day, now) == Presence.ABSENT,
        Need.RETURNED: facts.returned > 0,
        Need.UNFILED: late and facts.marked and facts.works and not facts.leave and not facts.entries,
        Need.FINDINGS: facts.findings > 0,
        Need.OVERRAN: facts.overran > 0,
    }
    return [need for need, holds in found.items() if holds]
