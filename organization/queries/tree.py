"""The unit tree with its heads on a day, and the posts of a unit with their holders."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from organization.access import units_above, units_below
from organization.models import Assignment, AssignmentKind, Position, Schedule, Unit
from organization.queries.authority import leading, read_holdings
from organization.rules.authority import LEADER_LEVELS, Chart, Node


@dataclass
class Branch:
    """A unit with who leads it, sums over everything below, and the branches below.

    ``people_below`` counts holders of definitive posts here and below, ``vacant_below`` the units below, at any
    depth, that nobody leads.
    """

    unit: Unit
    head: Assignment | None
    people_below: int
    vacant_below: int
    children: list["Branch"]

    @property
    def vacant(self) -> bool:
        """Whether nobody leads the unit, not even acting."""
        return self.head is None

    @property
    def acting(self) -> bool:
        """Whether an acting official leads the unit."""
        return self.head is not None and self.head.kind != AssignmentKind.DEFINITIVE


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post with its holders on a day, the definitive one first."""

    position: Position
    holders: Sequence[Assignment]

    @property
    def vacant(self) -> bool:
        """Whether the post has no definitive holder."""
        return not any(holder.kind == AssignmentKind.DEFINITIVE for holder in self.holders)


def forest(units: QuerySet[Unit], day: date) -> list[Branch]:
    """These units as trees, by code, with leaders and sums; 5 queries."""
    sums = _Sums(units, day)
    found = Unit.objects.in_bulk([*sums.roots, *(child for below in sums.children.values() for child in below)])
    leaders = _leaders(found.values(), day)

    def branch(unit_id: int) -> Branch:
        below = [branch(child) for child in sums.children.get(unit_id, ())]
        return Branch(found[unit_id], leaders.get(unit_id), sums.people(unit_id), sums.vacant(unit_id), below)

    return [branch(root) for root in sums.roots]


class _Sums:
    """What is counted over a set of units; 2 queries."""

    def __init__(self, units: QuerySet[Unit], day: date) -> None:
        rows = list(units.order_by("code").values_list("pk", "parent_id"))
        present = {unit_id for unit_id, _parent in rows}
        # One pass over the assignments: in a large region it is most of the work.
        posts = Assignment.objects.on(day).filter(position__unit__in=units.order_by()).order_by()
        counted = posts.values("position__unit_id").annotate(
            definitive=Count("pk", filter=Q(kind=AssignmentKind.DEFINITIVE)), leaders=Count("pk", filter=leading())
        )
        self.holders: dict[int, int] = {}
        self.led: set[int] = set()
        for row in counted:
            self.holders[row["position__unit_id"]] = row["definitive"]
            if row["leaders"]:
                self.led.add(row["position__unit_id"])
        self.children: dict[int, list[int]] = defaultdict(list)
        self.roots: list[int] = []
        for unit_id, parent_id in rows:
            (self.children[parent_id] if parent_id in present else self.roots).append(unit_id)
        self._people: dict[int, int] = {}
        self._vacant: dict[int, int] = {}

    def people(self, unit_id: int) -> int:
        if unit_id not in self._people:
            below = sum(self.people(child) for child in self.children.get(unit_id, ()))
            self._people[unit_id] = self.holders.get(unit_id, 0) + below
        return self._people[unit_id]

    def vacant(self, unit_id: int) -> int:
        if unit_id not in self._vacant:
            below = self.children.get(unit_id, ())
            self._vacant[unit_id] = sum((child not in self.led) + self.vacant(child) for child in below)
        return self._vacant[unit_id]


def tree_of(unit: Unit, day: date) -> Branch:
    """A unit with everything below; 6 queries."""
    return forest(Unit.objects.filter(pk__in=units_below(frozenset({unit.pk}))), day)[0]


def path_to(unit: Unit) -> list[Unit]:
    """The units above, the highest first; 2 queries."""
    above = {one.pk: one for one in Unit.objects.filter(pk__in=units_above(frozenset({unit.pk})))}
    path: list[Unit] = []
    parent = above.get(unit.parent_id or 0)
    while parent is not None and parent not in path:
        path.insert(0, parent)
        parent = above.get(parent.parent_id or 0)
    return path


def posts_of(unit: Unit, day: date) -> list[PostRow]:
    """The posts of exactly this unit, from the head down, with their holders; 2 queries."""
    holders: dict[int, list[Assignment]] = defaultdict(list)
    current = Assignment.objects.on(day).filter(position__unit=unit).select_related("employee")
    for holder in current.order_by("kind", "-start", "employee__nip"):
        holders[holder.position_id].append(holder)
    leading = LEADER_LEVELS[unit.kind]
    positions = sorted(unit.positions.all(), key=lambda post: (post.level not in leading, post.code))
    return [PostRow(position, holders[position.pk]) for position in positions]


def _leaders(units: Collection[Unit], day: date) -> dict[int, Assignment]:
    levels = sorted({level for group in LEADER_LEVELS.values() for level in group})
    current = Assignment.objects.on(day).filter(position__unit__in=units, position__level__in=levels)
    nodes = [Node(unit.pk, unit.parent_id, unit.kind) for unit in units]
    chart = Chart(day=day, units=nodes, holdings=read_holdings(current))
    chosen = {unit_id: chart.leader(unit_id) for unit_id in chart.units}
    keys = {(one.employee_id, one.position_id, one.start): unit_id for unit_id, one in chosen.items() if one}
    return {
        keys[key]: row
        for row in current.select_related("employee", "position")
        if (key := (row.employee_id, row.position_id, row.start)) in keys
    }


def schedule_of(unit: Unit, path: Sequence[Unit]) -> Schedule | None:
    """The schedule that a unit works by: its own or that of the nearest of ``path``, the units above (rules §1)."""
    own = next((one.schedule_id for one in (unit, *reversed(path)) if one.schedule_id is not None), None)
    return Schedule.objects.get(pk=own) if own is not None else None
