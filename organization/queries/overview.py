"""The top of the unit tree: the highest units in sight and those right under them, with sums over everything below."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from kinerja.reading import parsed, read_text
from kinerja.unchanged import until_changed
from organization.access import Access
from organization.models import AssignmentKind
from organization.noted import STRUCTURE
from organization.rules.authority import LEADER_LEVELS, Chart, Node
from organization.rules.holding import Holding

# The sums are taken here, because a region has thousands of units and tens of thousands of posts.
_OVERVIEW = """
WITH RECURSIVE scope AS (
    SELECT id, parent_id, kind FROM organization_unit WHERE %(city)s OR id = ANY(%(units)s)
), roots AS (
    SELECT id FROM scope one WHERE NOT EXISTS (SELECT FROM scope WHERE scope.id = one.parent_id)
), shown AS (
    SELECT id, NULL::bigint AS root FROM roots
    UNION ALL SELECT scope.id, scope.parent_id FROM scope JOIN roots ON roots.id = scope.parent_id
), tree AS (
    SELECT id AS top, id FROM shown
    UNION SELECT tree.top, scope.id FROM scope JOIN tree ON scope.parent_id = tree.id
), held AS (
    SELECT p.unit_id, count(*) FILTER (WHERE a.kind = 'definitive') AS people,
        bool_or((scope.kind, p.level) IN %(leading)s) AS led
    FROM organization_assignment a
    JOIN organization_position p ON p.id = a.position_id
    JOIN scope ON scope.id = p.unit_id
    WHERE a.start <= %(day)s AND (a."end" IS NULL OR a."end" >= %(day)s)
    GROUP BY p.unit_id
), sums AS (
    SELECT tree.top, coalesce(sum(held.people), 0) AS people,
        count(*) FILTER (WHERE tree.id <> tree.top AND held.led IS NOT TRUE) AS vacant
    FROM tree LEFT JOIN held ON held.unit_id = tree.id
    GROUP BY tree.top
)
SELECT json_build_object('units', (
    SELECT coalesce(json_agg(json_build_array(u.id, shown.root, u.kind, u.name, sums.people, sums.vacant)
        ORDER BY u.code), '[]')
    FROM shown JOIN organization_unit u ON u.id = shown.id JOIN sums ON sums.top = u.id
), 'leading', (
    SELECT coalesce(json_agg(json_build_array(
        e.id, e.nip, e.name, p.id, p.code, p.unit_id, p.level, a.kind, a.start, a."end"
    ) ORDER BY a.id), '[]')
    FROM shown
    JOIN organization_unit u ON u.id = shown.id
    JOIN organization_position p ON p.unit_id = u.id AND (u.kind, p.level) IN %(leading)s
    JOIN organization_assignment a ON a.position_id = p.id
    JOIN organization_employee e ON e.id = a.employee_id
    WHERE a.start <= %(day)s AND (a."end" IS NULL OR a."end" >= %(day)s)
))::text
"""
_LEADING = tuple((kind, level) for kind, levels in LEADER_LEVELS.items() for level in levels)


@dataclass(frozen=True, slots=True)
class Leader:
    """Who leads a unit, and how: ``kind`` of the assignment."""

    nip: str
    name: str
    kind: str

    @property
    def acting(self) -> bool:
        """Whether it is an acting official."""
        return self.kind != AssignmentKind.DEFINITIVE


@dataclass(frozen=True, slots=True)
class UnitSums:
    """A unit with its leader, if any.

    ``people`` counts holders of definitive posts here and below, ``vacant`` the units below, at any depth, that nobody
    leads.
    """

    pk: int
    root: int | None
    kind: str
    name: str
    people: int
    vacant: int
    leader: Leader | None


def overview_text(access: Access) -> str:
    """The units in sight of a user, today, as JSON; one short query while the structure stays as it is."""
    return _text(None if access.sees_city else access.unit_ids, access.day)


@until_changed(*STRUCTURE)
def _text(units: frozenset[int] | None, day: date) -> str:
    asked = {"city": units is None, "units": list(units or ()), "leading": _LEADING, "day": day}
    return read_text(_OVERVIEW, asked)


def overview(text: str, day: date) -> list[list[UnitSums]]:
    """An ``overview_text`` of a day: for each of the highest units that one, then those right under it, by code."""
    read = parsed(text)
    holdings = {_holding(row): row for row in read["leading"]}
    nodes = [Node(pk, root, kind) for pk, root, kind, *_rest in read["units"]]
    chart = Chart(day=day, units=nodes, holdings=holdings)
    units = [_unit(row, chart, holdings) for row in read["units"]]
    roots = [unit for unit in units if unit.root is None]
    return [[root, *(unit for unit in units if unit.root == root.pk)] for root in roots]


def _holding(row: list[Any]) -> Holding:
    employee, nip, _name, position, code, unit, level, kind, start, end = row
    last = date.fromisoformat(end) if end else None
    first, definitive = date.fromisoformat(start), kind == AssignmentKind.DEFINITIVE
    # Nobody asks for the allowance here.
    return Holding(employee, nip, position, code, unit, level, Decimal(0), definitive, first, last)


def _unit(row: list[Any], chart: Chart, holdings: Mapping[Holding, list[Any]]) -> UnitSums:
    pk, root, kind, name, people, vacant = row
    found = chart.leader(pk)
    leader = Leader(found.nip, holdings[found][2], holdings[found][7]) if found else None
    return UnitSums(pk, root, kind, name, people, vacant, leader)
