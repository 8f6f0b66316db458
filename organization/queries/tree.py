"""The unit tree with its heads on a day, and the posts of a unit with their holders."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count

from organization.access import units_above, units_below
from organization.models import Assignment, AssignmentKind, Position, Schedule, Unit
from organization.queries.authority import read_holdings, read_nodes
from organization.rules.authority import LEADER_LEVELS, Chart


@dataclass
class Branch:
    """A unit with who leads it, how many hold a definitive post in it, and the units below."""

    unit: Unit
    head: Assignment | None
    people: int
    children: list["Branch"] = field(default_factory=list)

    @property
    def vacant(self) -> bool:
        """Whether nobody leads the unit, not even acting."""
        return self.head is None

    @property
    def acting(self) -> bool:
        """Whether an acting official leads the unit."""
        return self.head is not None and self.head.kind != AssignmentKind.DEFINITIVE

    @property
    def people_below(self) -> int:
        """Holders of definitive posts here and below."""
        return self.people + sum(child.people_below for child in self.children)

    @property
    def vacant_below(self) -> int:
        """Units below, at any depth, that nobody leads."""
        return sum(child.vacant + child.vacant_below for child in self.children)


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post with its holders on a day, the definitive one first."""

    position: Position
    holders: Sequence[Assignment]

    @property
    def vacant(self) -> bool:
        """Whether the post has no definitive holder."""
        return not any(holder.kind == AssignmentKind.DEFINITIVE for holder in self.holders)


def forest(units: Iterable[Unit], day: date) -> list[Branch]:
    """These units as trees, by code, with leaders and numbers of people; 4 queries."""
    rows = sorted(units, key=lambda unit: unit.code)
    leaders = _leaders([unit.pk for unit in rows], day)
    counts = _people([unit.pk for unit in rows], day)
    branches = {unit.pk: Branch(unit, leaders.get(unit.pk), counts.get(unit.pk, 0)) for unit in rows}
    roots: list[Branch] = []
    for branch in branches.values():
        parent = branches.get(branch.unit.parent_id or 0)
        (parent.children if parent else roots).append(branch)
    return roots


def whole_tree(day: date) -> list[Branch]:
    """The whole region; 5 queries."""
    return forest(Unit.objects.all(), day)


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


def _leaders(unit_ids: list[int], day: date) -> dict[int, Assignment]:
    levels = sorted({level for group in LEADER_LEVELS.values() for level in group})
    current = Assignment.objects.on(day).filter(position__unit_id__in=unit_ids, position__level__in=levels)
    chart = Chart(day=day, units=read_nodes(unit_ids), holdings=read_holdings(current))
    chosen = {unit_id: chart.leader(unit_id) for unit_id in unit_ids}
    keys = {(one.employee_id, one.position_id, one.start): unit_id for unit_id, one in chosen.items() if one}
    return {
        keys[key]: row
        for row in current.select_related("employee", "position")
        if (key := (row.employee_id, row.position_id, row.start)) in keys
    }


def _people(unit_ids: list[int], day: date) -> dict[int, int]:
    definitive = Assignment.objects.on(day).filter(position__unit_id__in=unit_ids, kind=AssignmentKind.DEFINITIVE)
    rows = definitive.order_by().values_list("position__unit_id").annotate(Count("pk"))
    return dict(rows)


def schedule_of(unit: Unit, path: Sequence[Unit]) -> Schedule | None:
    """The schedule that a unit works by: its own or that of the nearest of ``path``, the units above (rules §1)."""
    own = next((one.schedule_id for one in (unit, *reversed(path)) if one.schedule_id is not None), None)
    return Schedule.objects.get(pk=own) if own is not None else None
