"""Who is whose superior on a day, read from the database: a bounded number of queries whatever the size."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from organization.models import Assignment, AssignmentKind, Employee, Level, Position, Unit
from organization.queries.around import superiors_of
from organization.rules.authority import LEADER_LEVELS, Chart, Node
from organization.rules.holding import Holding

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
    found = superiors_of(employee_ids, day)
    # People before leaders; whoever is both stands once.
    return Chart(day=day, units=found.units, holdings=dict.fromkeys([*found.own, *found.leaders]))


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
