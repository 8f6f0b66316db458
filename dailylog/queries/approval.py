"""What waits for a superior: by day, what needs a look first."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cached_property
from statistics import median
from typing import cast

from django.utils import timezone

from dailylog.limits import open_since
from dailylog.models import Activity, Finding
from dailylog.queries.queue_rows import About, background_rows, queue_rows
from dailylog.queries.team import Team, names_of, team_of
from dailylog.queries.workday import Deadlines, WorkDay, deadlines_of, upward_of, work_day
from dailylog.rules.outages import Outage
from kinerja.prepared import Prepared
from organization.models import Employee
from organization.rules.holding import Holding

#: How far back a superior finds what was not decided: two months, of which the older is closed soon.
SINCE_DAYS = 62
#: Routine entries are approved together only after so many of them, drawn at random, were looked at.
SAMPLES = 3
#: How far back usual amounts and decided days are shown, in days.
USUAL_DAYS = 28


# Person by person (dailylog.queries.team_day_sql).
_WAITING = Prepared(
    "dailylog_days_waiting",
    """
    SELECT date, employee_id, count(*)
    FROM unnest(%(people)s) AS who(id)
    CROSS JOIN LATERAL (SELECT a.date, a.employee_id FROM dailylog_activity a
                        WHERE a.employee_id = who.id AND a.date BETWEEN %(first)s AND %(last)s
                          AND a.status = 'submitted' OFFSET 0) entries
    GROUP BY date, employee_id ORDER BY date
    """,
    people="bigint[]",
    first="date",
    last="date",
)
_LAST_DECISION = Prepared(
    "dailylog_last_decision",
    "SELECT max(at) FROM dailylog_decision WHERE decided_by_id = %(person)s",
    person="bigint",
)


@dataclass(frozen=True)
class Waiting:
    """An entry that waits, with what the cross-checks found about it and whether it came late.

    ``instead_of`` is the superior who let the approval deadline pass, so that the entry was passed on. ``decided``:
    somebody has decided on an earlier version. ``until`` is until when it is to be decided in time, local time.
    """

    activity: Activity
    findings: Sequence[Finding] = ()
    late: bool = False
    instead_of: Employee | None = None
    decided: bool = False
    until: datetime | None = None

    @property
    def flagged(self) -> bool:
        """Whether it needs a look of its own."""
        return bool(self.findings) or self.late


@dataclass
class Queue:
    """What waits for one superior on one day. ``days`` are all days with something waiting, oldest first.

    ``deadline`` is until when the first of it is to be decided (local time), ``outages`` what moved it from
    ``undisturbed``.
    """

    day: date
    days: dict[date, int]
    team: Team
    flagged: list[Waiting] = field(default_factory=list)
    samples: list[Waiting] = field(default_factory=list)
    routine: list[Waiting] = field(default_factory=list)
    deadline: datetime | None = None
    undisturbed: datetime | None = None
    outages: Sequence[Outage] = ()

    @property
    def moved(self) -> bool:
        """Whether outages gave more time to decide."""
        return self.deadline != self.undisturbed

    @cached_property
    def apart(self) -> bool:
        """Whether some of it is due at another instant than the rest: each entry then says its own."""
        return len({each.until for each in self.all}) > 1

    @property
    def passed_on(self) -> bool:
        """Whether something of the day is overdue and was passed on to this superior."""
        return any(each.instead_of for each in self.all)

    @property
    def all(self) -> list[Waiting]:
        """Everything of the day in the order in which it is gone through."""
        return [*self.flagged, *self.samples, *self.routine]

    @property
    def people(self) -> int:
        """How many people's entries wait."""
        return len({each.activity.employee_id for each in self.all})

    def by_person(self) -> list[tuple[Employee, list[Waiting]]]:
        """The routine entries, samples included, grouped by person in the order of names."""
        found: dict[Employee, list[Waiting]] = defaultdict(list)
        for each in [*self.samples, *self.routine]:
            found[each.activity.employee].append(each)
        return sorted(found.items(), key=lambda item: (item[0].name, item[0].pk))


def days_waiting(team: Team) -> dict[date, int]:
    """How many entries wait for the team's superior, by day, oldest first; one query."""
    values = {"people": sorted(team.employee_ids()), "first": team.first, "last": team.today}
    return _days(team, _WAITING.rows(values))


def last_decision(employee_id: int) -> datetime | None:
    """When somebody last decided on an entry; one query."""
    ((at,),) = _LAST_DECISION.rows({"person": employee_id})
    return cast("datetime | None", at)


def _days(team: Team, rows: Iterable[tuple[date, int, int]]) -> dict[date, int]:
    found: dict[date, int] = defaultdict(int)
    for day, employee_id, count in rows:
        if team.post_for(employee_id, day) is not None:
            found[day] += count
    return dict(found)


def own_team(user: Employee, *, requests: bool = False) -> Team:
    """The people for whom a user decides, as far back as the queue reaches: nothing of a closed month is decided."""
    today = timezone.localdate()
    return team_of(user, first=min(today, open_since(today - timedelta(days=SINCE_DAYS))), requests=requests)


def queue_on(user: Employee, day: date) -> Queue:
    """What waits for a user on a day; a fixed number of queries."""
    team = own_team(user)
    deciders = {person: found for person in team.employee_ids() if (found := team.decider(person, day)) is not None}
    people = deciders.keys()
    rows = queue_rows(people, day, everyone=team.employee_ids(), first=team.first, last=team.today)
    entries = [row.activity for row in rows.entries]
    deadlines, chart = deadlines_of(day), team.chart(day)
    queue = Queue(day=day, days=_days(team, rows.waiting), team=team)
    due_of = {entry.employee_id: deciders[entry.employee_id].due_of for entry in entries}
    _set_deadline(queue, deadlines, set(due_of.values()))
    passed_on = {found.instead_of.employee_id for found in deciders.values() if found.instead_of}
    now = team.chart(team.today)
    until = {post: deadlines.deciding_of(upward_of(now, post)) for post in set(due_of.values())}
    names = names_of(passed_on & {post.employee_id for post in due_of.values()})
    calm = []
    for entry, decided in rows.entries:
        due = deadlines.filing_of(upward_of(chart, chart.assignment(entry.employee_id)))
        waiting = Waiting(
            entry,
            findings=_about(entry, rows.findings),
            # Nobody is late by the deadline that outages have moved.
            late=entry.filed_at is not None and entry.filed_at > timezone.make_aware(due),
            instead_of=names.get(due_of[entry.employee_id].employee_id),
            decided=decided,
            until=until[due_of[entry.employee_id]],
        )
        if waiting.flagged:
            queue.flagged.append(waiting)
        else:
            calm.append(waiting)
    drawn = set(_draw(user.pk, [each.activity.pk for each in calm]))
    queue.samples = [each for each in calm if each.activity.pk in drawn]
    queue.routine = [each for each in calm if each.activity.pk not in drawn]
    return queue


def _about(entry: Activity, found: Sequence[About]) -> list[Finding]:
    """The findings about an entry or about its person's whole day."""
    own = [each for each in found if each.finding.employee_id == entry.employee_id]
    return [each.finding for each in own if not each.entries or entry.pk in each.entries]


def _set_deadline(queue: Queue, deadlines: Deadlines, posts: Collection[Holding]) -> None:
    """Until when everything of a queue is to be decided, by the posts that decide on it: the earliest counts."""
    units = [upward_of(queue.team.chart(queue.team.today), post) for post in posts] or [frozenset()]
    first = min(units, key=deadlines.deciding_of)
    queue.undisturbed, queue.deadline = deadlines.deciding, deadlines.deciding_of(first)
    queue.outages = deadlines.ledger.movers(deadlines.deciding, first)


def unopened(queue: Queue, opened: Collection[int]) -> int:
    """How many samples are still to be looked at."""
    return sum(each.activity.pk not in opened for each in queue.samples)


@dataclass(frozen=True)
class Background:
    """What helps to judge one entry: the person's day, the usual amount, and the days before."""

    day: WorkDay
    usual: Decimal | None
    usual_days: int
    same_day: Sequence[Activity]


def background_of(activity: Activity, team: Team) -> Background:
    """The day of an entry of somebody of the team, and what is usual for that person."""
    rows = background_rows(activity, days=USUAL_DAYS)
    return Background(
        day=work_day(activity.employee, activity.date, chart=team.chart(activity.date)),
        usual=median(rows.amounts) if rows.amounts else None,
        usual_days=len(rows.amounts),
        same_day=rows.same_day,
    )


def _draw(user_id: int, keys: Sequence[int]) -> list[int]:
    """The samples among routine entries: as good as random, but the same each time the page is opened."""
    if len(keys) <= SAMPLES:
        return []
    return sorted(keys, key=lambda key: hashlib.sha256(f"{user_id}:{key}".encode()).digest())[:SAMPLES]
