"""The day of all people of a unit: who is there, who has filed, who needs help. A fixed number of queries."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import connection
from django.db.models import Prefetch, Q

from dailylog.models import Activity, LeaveKind, Task, TaskAnswer
from dailylog.queries.hours import Duty, HoursTable
from dailylog.rules.team_day import URGENCY, Facts, Need, Presence, needs_of, presence_of
from organization.access import access_for, units_below
from organization.models import Holiday

# One row for each person whose assignment of the day (rules §1) is in the units. Whoever does not read the logs of the
# whole region sees those who hold a post in the own scope today, as everywhere (dailylog.models.visibility).
_PEOPLE = """
WITH near AS (
    SELECT a.employee_id FROM organization_assignment a JOIN organization_position p ON p.id = a.position_id
    WHERE p.unit_id = ANY(%(units)s) AND a.start <= %(day)s AND (a."end" IS NULL OR a."end" >= %(day)s)
), post AS (
    SELECT DISTINCT ON (a.employee_id) a.employee_id, p.unit_id, p.title
    FROM organization_assignment a JOIN organization_position p ON p.id = a.position_id
    WHERE a.employee_id IN (SELECT employee_id FROM near) AND a.employee_id <> %(viewer)s
      AND a.start <= %(day)s AND (a."end" IS NULL OR a."end" >= %(day)s)
      AND (%(all)s OR EXISTS (
          SELECT FROM organization_assignment t JOIN organization_position q ON q.id = t.position_id
          WHERE t.employee_id = a.employee_id AND q.unit_id = ANY(%(scope)s)
            AND t.start <= %(today)s AND (t."end" IS NULL OR t."end" >= %(today)s)
      ))
    ORDER BY a.employee_id, (a.kind = 'definitive') DESC, a.start DESC, p.code
)
SELECT e.id, e.nip, e.name, post.title, u.id, u.name, m.check_in, m.check_out, coalesce(m.mode, ''),
       coalesce((SELECT l.kind FROM dailylog_leave l
                 WHERE l.employee_id = e.id AND l.start <= %(day)s AND l."end" >= %(day)s LIMIT 1), ''),
       w.entries, w.returned, w.waiting, w.overran,
       (SELECT count(*) FROM dailylog_finding f
        WHERE f.employee_id = e.id AND f.date = %(day)s AND f.state = 'open' AND f.gone_at IS NULL)
FROM post
JOIN organization_employee e ON e.id = post.employee_id
JOIN organization_unit u ON u.id = post.unit_id
LEFT JOIN dailylog_attendance m ON m.employee_id = e.id AND m.date = %(day)s
CROSS JOIN LATERAL (
    SELECT count(*) AS entries,
           count(*) FILTER (WHERE x.status = 'returned') AS returned,
           count(*) FILTER (WHERE x.status = 'submitted') AS waiting,
           count(*) FILTER (WHERE extract(epoch FROM x."end" - x.start) / 60 > x.estimate_minutes) AS overran
    FROM dailylog_activity x WHERE x.employee_id = e.id AND x.date = %(day)s
) w
WHERE post.unit_id = ANY(%(units)s)
ORDER BY e.name, e.nip
"""


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
    """The people of the units on a day, in the order of their names, with what they add up to."""

    day: date
    members: Sequence[Member]
    holiday: Holiday | None
    totals: Totals


def team_day(user: Any, unit_ids: Collection[int], day: date, now: datetime) -> TeamDay:
    """Everybody of these units on a day but the user, as ``user`` may see them; 3 queries, 4 with a scope to read.

    ``now`` is local time without zone.
    """
    access = access_for(user)
    params: dict[str, Any] = {
        "units": sorted(unit_ids),
        "scope": [] if access.sees_city_logs else sorted(access.unit_ids),
        "all": access.sees_city_logs,
        "day": day,
        "today": access.day,
        "viewer": access.employee_id,
    }
    with connection.cursor() as cursor:
        cursor.execute(_PEOPLE, params)
        rows = cursor.fetchall()
    holiday = Holiday.objects.filter(date=day).first()
    hours = HoursTable([row[0] for row in rows], {row[4] for row in rows}, day, day)
    members = [_member(row, day, now, hours.of(row[0], row[4], day), holiday) for row in rows]
    return TeamDay(day, members, holiday, _totals(members))


def _member(row: tuple[Any, ...], day: date, now: datetime, duty: Duty, holiday: Holiday | None) -> Member:
    pk, nip, name, title, unit_id, unit_name, check_in, check_out, mode, leave, *counts = row
    entries, returned, waiting, overran, findings = counts
    works = duty.hours is not None and (duty.ruled or holiday is None)
    facts = Facts(works, leave, check_in, check_out, entries, returned, findings, overran)
    presence, needs = presence_of(facts, day, now), needs_of(facts, day, now)
    return Member(pk, nip, name, title, unit_id, unit_name, mode, waiting, facts, presence, needs)


def _totals(members: Sequence[Member]) -> Totals:
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


def narrowed(members: Sequence[Member], *, text: str, state: str) -> list[Member]:
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


def work_of(members: Collection[Member], day: date) -> dict[int, list[Work]]:
    """What these people filed on a day, and their tasks of the day that no entry answers; 3 queries."""
    keys = [member.id for member in members]
    entries = Activity.objects.filter(employee_id__in=keys, date=day).select_related("task").order_by("start")
    found: dict[int, list[Work]] = defaultdict(list)
    done = set()
    for entry in entries:
        place = entry.place or (entry.task.place if entry.task else "")
        found[entry.employee_id].append(Work(entry.description, place, entry.start, entry.end, entry.status))
        done.add((entry.employee_id, entry.task_id))
    for member, task in _tasks(members, keys, day):
        if (member.id, task.pk) not in done:
            found[member.id].append(Work(task.title, task.place))
    return found


def _tasks(members: Collection[Member], keys: list[int], day: date) -> list[tuple[Member, Task]]:
    """Each person's tasks of the day, those of the own unit included, without what was answered "not today"."""
    units = {member.unit_id for member in members}
    answers = Prefetch("answers", TaskAnswer.objects.filter(date=day))
    given = Task.objects.in_force().filter(Q(employee_id__in=keys) | Q(unit_id__in=units))
    tasks = list(given.falling_on(day).prefetch_related(answers))
    put_off = {(answer.employee_id, task.pk) for task in tasks for answer in task.answers.all()}
    return [
        (member, task)
        for member in members
        for task in tasks
        if (task.employee_id == member.id or task.unit_id == member.unit_id) and (member.id, task.pk) not in put_off
    ]


def chosen_units(unit_id: int) -> frozenset[int]:
    """A unit with all below it."""
    return units_below(frozenset({unit_id}))
