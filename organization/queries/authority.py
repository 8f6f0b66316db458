"""Who is whose superior on a day, read from the database: a bounded number of queries whatever the size."""

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from organization.models import Assignment, AssignmentKind, Employee, Level, Position, Unit
from organization.rules.authority import LEADER_LEVELS, Chart, Node
from organization.rules.holding import Holding

_LEADING = sorted({level for levels in LEADER_LEVELS.values() for level in levels})
_FIELDS = (
    "employee_id",
    "employee__nip",
    "position_id",
    "position__code",
    "position__unit_id",
    "position__level",
    "position__tpp_base",
    "kind",
    "start",
    "end",
)

# Asked on every page of a day: written out, because building three queries from models takes longer than answering
# them. The units come as one array, so that only posts of those are read, never every assignment of the region.
_HELD = """jsonb_build_array(
        a.employee_id, e.nip, p.id, p.code, p.unit_id, p.level, p.tpp_base::text, a.kind, a.start, a."end") AS holding
    FROM organization_assignment a
    JOIN organization_position p ON p.id = a.position_id
    JOIN organization_employee e ON e.id = a.employee_id
    WHERE a.start <= %(day)s AND (a."end" IS NULL OR a."end" >= %(day)s)"""
_AROUND = f"""
WITH RECURSIVE own AS MATERIALIZED (
    SELECT p.unit_id, {_HELD} AND a.employee_id = ANY(%(people)s::bigint[])
), above AS (
    SELECT id, parent_id, kind FROM organization_unit WHERE id = ANY(ARRAY(SELECT unit_id FROM own))
    UNION SELECT unit.id, unit.parent_id, unit.kind FROM organization_unit unit JOIN above ON unit.id = above.parent_id
)
SELECT (SELECT jsonb_agg(jsonb_build_array(id, parent_id, kind) ORDER BY id) FROM above),
       (SELECT jsonb_agg(own.holding) FROM own),
       (SELECT jsonb_agg(held.holding) FROM (
           SELECT {_HELD} AND p.unit_id = ANY(ARRAY(SELECT id FROM above)) AND p.level = ANY(%(leading)s)) held)
"""  # noqa: S608 -- both parts stand above


def read_nodes(unit_ids: Iterable[int] | None = None) -> list[Node]:
    """The unit tree, or these units of it; one query."""
    units = Unit.objects.order_by("pk")
    if unit_ids is not None:
        units = units.filter(pk__in=list(unit_ids))
    return [Node(*row) for row in units.values_list("pk", "parent_id", "kind")]


def read_holdings(assignments: QuerySet[Assignment]) -> list[Holding]:
    """Assignments as the plain values that the rules work on; one query."""
    rows = assignments.order_by().values_list(*_FIELDS)
    return [
        Holding(employee, nip, position, code, unit, level, base, kind == AssignmentKind.DEFINITIVE, start, end)
        for employee, nip, position, code, unit, level, base, kind, start, end in rows
    ]


def chart_on(day: date, *, unit_ids: Iterable[int] | None = None) -> Chart:
    """The organisation on a day, 2 queries; ``unit_ids`` limits it to everyone who holds a post in those units."""
    assignments = Assignment.objects.on(day)
    if unit_ids is not None:
        inside = assignments.filter(position__unit_id__in=list(unit_ids)).values("employee_id")
        assignments = assignments.filter(employee_id__in=inside)
    return Chart(day=day, units=read_nodes(), holdings=read_holdings(assignments))


def chart_around(employee_ids: Iterable[int], day: date) -> Chart:
    """As much of the organisation as decides about these people: their posts and the units above; one query."""
    with connection.cursor() as cursor:
        cursor.execute(_AROUND, {"people": list(employee_ids), "day": day, "leading": _LEADING})
        nodes, own, leaders = (json.loads(found) if found else [] for found in cursor.fetchone())
    # People before leaders; whoever is both stands once.
    holdings = dict.fromkeys(_holding(row) for row in [*own, *leaders])
    return Chart(day=day, units=[Node(*row) for row in nodes], holdings=holdings)


def _holding(row: list[Any]) -> Holding:
    employee, nip, position, code, unit, level, base, kind, start, end = row
    definitive = kind == AssignmentKind.DEFINITIVE
    since, until = date.fromisoformat(start), date.fromisoformat(end) if end else None
    return Holding(employee, nip, position, code, unit, level, Decimal(base), definitive, since, until)


def standing_of(employee: Employee, day: date) -> tuple[Assignment | None, Assignment | None]:
    """A person's own assignment of a day and the superior's; at most 3 queries."""
    chart = chart_around([employee.pk], day)
    return _fetch(chart.assignment(employee.pk)), _fetch(chart.superior(employee.pk))


def assignment_on(employee: Employee, day: date) -> Assignment | None:
    """The assignment of an employee on a day: the definitive one, else the acting one that began latest (rules §1)."""
    found = chart_around([employee.pk], day).assignment(employee.pk)
    return _fetch(found)


def head_of(unit: Unit, day: date) -> Assignment | None:
    """The assignment by which someone heads exactly this unit on a day (rules §3); None: vacant, or a region."""
    return _fetch(chart_on(day, unit_ids=[unit.pk]).head(unit.pk))


def superior_of(employee: Employee, day: date) -> Assignment | None:
    """The assignment by which someone is the employee's superior on a day, acting heads included."""
    return _fetch(chart_around([employee.pk], day).superior(employee.pk))


def superiors_on(day: date) -> dict[int, int | None]:
    """Employee id → superior's employee id, of everyone who holds a post on the day; 2 queries."""
    return chart_on(day).superiors()


def _fetch(holding: Holding | None) -> Assignment | None:
    if holding is None:
        return None
    return Assignment.objects.select_related("employee", "position__unit").get(
        employee_id=holding.employee_id, position_id=holding.position_id, start=holding.start
    )


def ids_without_superior(day: date) -> list[int]:
    """Ids of everyone with a post on the day but no superior, the head of region apart; 6 queries.

    Only the people of units with fewer than two leaders from there upward are looked at one by one: elsewhere at least
    one of the leaders is somebody else.
    """
    posts = Assignment.objects.on(day).filter(position__unit_id__in=_thinly_led(day))
    employee_ids = set(posts.order_by().values_list("employee_id", flat=True))
    chart = chart_around(employee_ids, day)
    return [
        employee_id
        for employee_id in employee_ids
        if chart.superior(employee_id) is None and not _is_top(chart.assignment(employee_id))
    ]


def _thinly_led(day: date) -> list[int]:
    """Units from which upward there may be fewer than two leaders; 2 queries. Of several candidates none counts."""
    parents: dict[int, int | None] = dict(Unit.objects.order_by().values_list("pk", "parent_id"))
    candidates: dict[int, set[int]] = defaultdict(set)
    for unit_id, employee_id in (
        Assignment.objects.on(day).filter(leading()).order_by().values_list("position__unit_id", "employee_id")
    ):
        candidates[unit_id].add(employee_id)
    known: dict[int, frozenset[int]] = {}

    def leaders(unit_id: int) -> frozenset[int]:
        if unit_id not in known:
            # Set first, so that a loop in the tree ends the walk.
            known[unit_id] = frozenset()
            above = parents[unit_id]
            own = candidates[unit_id] if len(candidates[unit_id]) == 1 else set()
            known[unit_id] = (leaders(above) if above is not None else frozenset()) | own
        return known[unit_id]

    return [unit_id for unit_id in parents if len(leaders(unit_id)) < 2]


def _is_top(holding: Holding | None) -> bool:
    return holding is not None and holding.level == Level.HEAD_OF_REGION


def people_without_superior(day: date) -> QuerySet[Employee]:
    """The report of people whose work nobody can approve on that day, by NIP."""
    return Employee.objects.filter(pk__in=ids_without_superior(day)).order_by("nip")


def people_without_post(day: date) -> QuerySet[Employee]:
    """Active people who hold no post on that day, by NIP."""
    placed = Assignment.objects.on(day).filter(employee_id=OuterRef("pk"))
    return Employee.objects.filter(~Exists(placed), is_active=True).order_by("nip")


def leading() -> Q:
    """Assignments to posts that lead their unit."""
    found = Q()
    for kind, levels in LEADER_LEVELS.items():
        found |= Q(position__unit__kind=kind, position__level__in=levels)
    return found


def vacant_heads(day: date) -> QuerySet[Unit]:
    """Units that nobody leads on that day, not even acting, by code."""
    held = Assignment.objects.on(day).filter(leading(), position__unit_id=OuterRef("pk"))
    return Unit.objects.filter(~Exists(held)).select_related("parent").order_by("code")


def vacant_positions(day: date) -> QuerySet[Position]:
    """Posts without a definitive holder on that day, by code."""
    held = Assignment.objects.on(day).filter(position_id=OuterRef("pk"), kind=AssignmentKind.DEFINITIVE)
    return Position.objects.filter(~Exists(held)).select_related("unit").order_by("code")
