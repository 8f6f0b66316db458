"""The unit tree with its heads on a day, and the posts of a unit with their holders."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from organization.access import Access, units_above, units_below
from organization.models import Assignment, AssignmentKind, Position, Schedule, Unit, UnitKind
from organization.queries.authority import read_holdings
from organization.rules.authority import LEADER_LEVELS, Chart, Node


@dataclass
class Branch:
    """A unit with who leads it, and the branches below."""

    unit: Unit
    head: Assignment | None
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


def tree_of(unit: Unit, day: date) -> Branch:
    """A unit with everything below, by code, and who leads each; 4 queries."""
    found = list(Unit.objects.filter(pk__in=units_below(frozenset({unit.pk}))).order_by("code"))
    leaders = _leaders(found, day)
    children: dict[int | None, list[Unit]] = defaultdict(list)
    for one in found:
        children[one.parent_id].append(one)

    def branch(top: Unit) -> Branch:
        return Branch(top, leaders.get(top.pk), [branch(child) for child in children[top.pk]])

    return branch(unit)


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


def headed_opd(access: Access) -> Unit | None:
    """The OPD that somebody heads; of several the first by code."""
    return Unit.objects.filter(pk__in=access.headed, kind=UnitKind.OPD).order_by("code").first()


def headed_unit(access: Access) -> Unit | None:
    """The unit that somebody heads, an OPD before all others, then by code."""
    return headed_opd(access) or Unit.objects.filter(pk__in=access.headed).order_by("code").first()


def schedule_of(unit: Unit, path: Sequence[Unit]) -> Schedule | None:
    """The schedule that a unit works by: its own or that of the nearest of ``path``, the units above (rules §1)."""
    own = next((one.schedule_id for one in (unit, *reversed(path)) if one.schedule_id is not None), None)
    return Schedule.objects.get(pk=own) if own is not None else None
