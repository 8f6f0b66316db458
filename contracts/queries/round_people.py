"""Who is asked for an agreement in a round: the holders of posts of its levels, with their superiors, on a day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import connection

from contracts.models import Round
from organization.access import units_below
from organization.models import Assignment
from organization.queries.authority import chart_around, chart_on
from organization.rules.holding import Holding

# The post of a person is the definitive one, else the acting one that began latest (rules §1).
_NUMBER = """
SELECT count(*) FROM (
    SELECT DISTINCT ON (s.employee_id) p.level
    FROM organization_assignment s JOIN organization_position p ON p.id = s.position_id
    WHERE s.start <= %(day)s AND (s."end" IS NULL OR s."end" >= %(day)s)
    ORDER BY s.employee_id, (s.kind = 'definitive') DESC, s.start DESC, p.code
) held WHERE level = ANY(%(levels)s)
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """A person who is asked: the post of the day, the superior's, and how each is held (``AssignmentKind``).

    ``depth`` counts the superiors above, so that sorting by it puts everybody after his superior.
    """

    holding: Holding
    kind: str
    superior: Holding | None
    superior_kind: str
    depth: int

    @property
    def employee_id(self) -> int:
        """Who is asked."""
        return self.holding.employee_id


def asked_people(asked_round: Round, day: date, *, unit_ids: Iterable[int] = ()) -> list[Asked]:
    """Everyone who is asked, superiors first; ``unit_ids`` narrows it to these units with all below. 4 queries."""
    chart = chart_on(day)
    inside = units_below(frozenset(unit_ids))
    kinds = kinds_on(day)
    superiors = {employee_id: chart.superior(employee_id) for employee_id in chart.employees}
    depths = _depths({key: held.employee_id if held else None for key, held in superiors.items()})
    found = []
    for employee_id in chart.employees:
        own = chart.assignment(employee_id)
        if own is None or own.level not in asked_round.levels or (inside and own.unit_id not in inside):
            continue
        superior = superiors[employee_id]
        found.append(Asked(own, _kind(kinds, own), superior, _kind(kinds, superior), depths[employee_id]))
    return sorted(found, key=lambda asked: (asked.depth, asked.holding.nip))


def asked_among(asked_round: Round, day: date, employee_ids: Iterable[int]) -> dict[int, Holding]:
    """Who of these people is asked, with the post of the day; 3 queries, none for nobody."""
    ids = set(employee_ids)
    if not ids:
        return {}
    chart = chart_around(ids, day)
    posts = ((person, chart.assignment(person)) for person in ids)
    return {person: own for person, own in posts if own is not None and own.level in asked_round.levels}


def number_asked(asked_round: Round, day: date) -> int:
    """How many people are asked; one query."""
    with connection.cursor() as cursor:
        cursor.execute(_NUMBER, {"day": day, "levels": asked_round.levels})
        [(number,)] = cursor.fetchall()
    return int(number)


def kinds_on(day: date) -> dict[tuple[int, int, date], str]:
    """How each post is held on a day: (employee, post, start) → ``AssignmentKind``; one query."""
    rows = Assignment.objects.on(day).values_list("employee_id", "position_id", "start", "kind")
    return {(employee, position, start): kind for employee, position, start, kind in rows}


def _kind(kinds: Mapping[tuple[int, int, date], str], holding: Holding | None) -> str:
    if holding is None:
        return "definitive"
    return kinds[holding.employee_id, holding.position_id, holding.start]


def _depths(superiors: Mapping[int, int | None]) -> dict[int, int]:
    """How many superiors stand above each; a circle, which two acting heads can make, ends the count."""
    depths: dict[int, int] = {}
    for start in superiors:
        path: list[int] = []
        at: int | None = start
        while at is not None and at not in depths and at not in path:
            path.append(at)
            at = superiors.get(at)
        above = depths.get(at, -1) if at is not None else -1
        for employee_id in reversed(path):
            above += 1
            depths[employee_id] = above
    return depths


def more_posts_than(most: int, day: date) -> bool:
    """Whether more posts of the region than so many are held on a day; no more are counted than it takes to know."""
    return Assignment.objects.on(day).order_by()[: most + 1].count() > most
