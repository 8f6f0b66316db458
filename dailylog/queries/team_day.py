"""The day of all people of a unit: who is there, who has filed, who needs help. Two statements, whatever there is."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from dailylog.models import LeaveKind
from dailylog.queries.scope_units import Circle
from dailylog.queries.team_day_sql import PEOPLE, WORK
from dailylog.rules.team_day import REMIND_AT, URGENCY, Facts, Need, Presence, needs_of, presence_of
from kinerja.ui.fragments import kept
from organization.access import Access

#: A page names so many people at once; of more, a brief page those right below, and the units.
MOST_NAMED = 50


@dataclass(frozen=True, slots=True)
class Member:
    """A person on a day: post, marks, how the entries stand, and why help is needed."""

    id: int
    nip: str
    name: str
    title: str
    unit_id: int
    unit_name: str
    mode: str
    waiting: int
    facts: Facts
    presence: Presence
    needs: Sequence[Need]

    @property
    def leave_name(self) -> str:
        """The kind of leave in words."""
        return str(LeaveKind(self.facts.leave).label) if self.facts.leave else ""


@dataclass(frozen=True, slots=True)
class Totals:
    """How many people stand how; ``due`` are those with a mark of presence, ``filed`` those of them with entries."""

    people: int
    here: int
    away: int
    free: int
    missing: int
    due: int
    filed: int
    in_need: int


@dataclass(frozen=True)
class TeamDay:
    """People on a day, in the order of their names. ``brief``: only those right below; there are more."""

    members: Sequence[Member]
    holiday: str
    brief: bool


def team_text(access: Access, circle: Circle, *, day: date, brief: bool) -> str:
    """Everybody of these units on a day but the user, as the user may see them; one query.

    ``brief`` reads of more than MOST_NAMED people only those right below.
    """
    values = {
        **circle.values(),
        # Whoever is in one of the units today is in the scope today.
        "all": access.sees_city_logs or day == access.day,
        "brief": brief,
        "most": MOST_NAMED,
        "day": day,
        "today": access.day,
        "weekday": day.isoweekday(),
        "viewer": access.employee_id,
    }
    ((text,),) = PEOPLE.rows(values)
    return str(text)


def team_day(text: str, day: date, now: datetime) -> TeamDay:
    """What a ``team_text`` says at ``now``, local time without zone."""
    # Whatever stands for the same answer is the same moment.
    late = now.time() >= REMIND_AT
    return _read(text, day, now.date(), late=late)


@kept(16)
def _read(text: str, day: date, today: date, *, late: bool) -> TeamDay:
    now = datetime.combine(today, REMIND_AT if late else time())
    said = json.loads(text)
    members = [_member(row, day, now) for row in said["people"] or ()]
    return TeamDay(members, said["holiday"] or "", said["brief"])


def _member(row: list[Any], day: date, now: datetime) -> Member:
    pk, nip, name, title, unit_id, unit_name, mode, waiting, works, leave, check_in, check_out, *counts = row
    entries, returned, findings, overran = counts
    facts = Facts(works, leave, _clock(check_in), _clock(check_out), entries, returned, findings, overran)
    presence, needs = presence_of(facts, day, now), needs_of(facts, day, now)
    return Member(pk, nip, name, title, unit_id, unit_name, mode, waiting, facts, presence, needs)


def _clock(text: str | None) -> time | None:
    return None if text is None else time.fromisoformat(text)


def totals_of(members: Collection[Member]) -> Totals:
    """What people add up to."""
    stands = Counter(member.presence for member in members)
    due = [member for member in members if member.facts.marked]
    return Totals(
        people=len(members),
        here=stands[Presence.HERE] + stands[Presence.LEFT],
        away=stands[Presence.LEAVE],
        free=stands[Presence.FREE],
        missing=stands[Presence.AWAITED] + stands[Presence.ABSENT],
        due=len(due),
        filed=sum(member.facts.entries > 0 for member in due),
        in_need=sum(bool(member.needs) for member in members),
    )


#: What the list can be narrowed to: key → whether a member belongs.
NARROWED: dict[str, Callable[[Member], bool]] = {
    "bantuan": lambda member: bool(member.needs),
    "tanpa-catatan": lambda member: member.facts.marked and not member.facts.entries,
    "belum-hadir": lambda member: member.presence in {Presence.AWAITED, Presence.ABSENT},
    "cuti": lambda member: member.presence == Presence.LEAVE,
}


def narrowed(members: Iterable[Member], *, text: str, state: str) -> list[Member]:
    """The members that fit a part of name, NIP or unit and a state, those in need first, then by name."""
    words = text.casefold().split()
    fits = NARROWED.get(state)
    found = [
        member
        for member in members
        if (fits is None or fits(member)) and all(word in _haystack(member) for word in words)
    ]
    return sorted(found, key=lambda member: URGENCY[member.needs[0]] if member.needs else len(URGENCY))


def _haystack(member: Member) -> str:
    return f"{member.name} {member.nip} {member.unit_name}".casefold()


@dataclass(frozen=True, slots=True)
class Work:
    """A piece of work of the day: an entry with its hours, or a task that is still to be done (no hours)."""

    title: str
    place: str
    start: time | None = None
    end: time | None = None
    status: str = "planned"


def work_text(members: Collection[Member], day: date) -> str:
    """What these people filed on a day, and their tasks of the day; one query."""
    values = {
        "people": [member.id for member in members],
        "units": sorted({member.unit_id for member in members}),
        "day": day,
        "weekday": day.isoweekday(),
    }
    ((text,),) = WORK.rows(values)
    return str(text)


def work_of(text: str, members: Collection[Member]) -> dict[int, list[Work]]:
    """What a ``work_text`` says: each person's entries in the order of the day, then tasks that no entry answers.

    Tasks of a unit are tasks of each of its people, but for those who answered "not today".
    """
    said = json.loads(text)
    found: dict[int, list[Work]] = defaultdict(list)
    done = set()
    for person, title, place, start, end, status, task in said["entries"] or ():
        found[person].append(Work(title, place, _clock(start), _clock(end), status))
        done.add((person, task))
    for task, person, unit, title, place, put_off in said["tasks"] or ():
        for member in members:
            given = member.id == person if person is not None else member.unit_id == unit
            if given and member.id not in put_off and (member.id, task) not in done:
                found[member.id].append(Work(title, place))
    return found
