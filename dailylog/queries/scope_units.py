"""The units whose people somebody looks over, as one text; and the tree that is read from it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from kinerja.prepared import Prepared
from organization.access import Access

# The units from the given ones down, from index to index (organization.queries.around); for readers of the whole region
# every OPD besides, to choose from.
_UNITS = Prepared(
    "dailylog_scope_units",
    """
WITH RECURSIVE below AS (
    SELECT id, code, name, kind, parent_id FROM organization_unit WHERE id = ANY(%(tops)s)
    UNION
    SELECT u.id, u.code, u.name, u.kind, u.parent_id FROM below
    CROSS JOIN LATERAL (SELECT * FROM organization_unit x WHERE x.parent_id = below.id OFFSET 0) u
)
SELECT coalesce(json_agg(json_build_array(id, code, name, parent_id) ORDER BY code), '[]')::text
FROM (
    SELECT id, code, name, parent_id FROM below
    UNION
    SELECT id, code, name, parent_id FROM organization_unit WHERE %(city)s AND kind = 'opd'
) units
""",
    tops="bigint[]",
    city="boolean",
)


class Place(NamedTuple):
    """A unit in a scope."""

    pk: int
    code: str
    name: str
    parent_id: int | None


class Circle(NamedTuple):
    """Whose people a page names: those of ``units`` who are in ``scope``, all that the user looks over.

    Where it is brief, those right below: the people of ``tops``, whoever leads a unit of ``near`` (the topmost and
    those right below them), and everyone in a unit of ``near`` that nobody leads.
    """

    units: Collection[int]
    scope: Collection[int]
    tops: Collection[int]
    near: Collection[int]

    def values(self) -> dict[str, list[int]]:
        """What a statement is asked with, by ``CIRCLE_TYPES``."""
        return {name: sorted(ids) for name, ids in self._asdict().items()}


#: What a statement about a circle takes besides its dates.
CIRCLE_TYPES = {
    **dict.fromkeys(Circle._fields, "bigint[]"),
    "all": "boolean",
    "brief": "boolean",
    "most": "integer",
    "today": "date",
    "viewer": "bigint",
}


def scope_text(access: Access, chosen: int | None) -> str:
    """The units that a user looks over, with those below; one query.

    For readers of the whole region all OPDs, and everything below the ``chosen`` unit.
    """
    city = access.sees_city_logs
    tops = ([] if chosen is None else [chosen]) if city else sorted(access.headed | access.monitored)
    ((text,),) = _UNITS.rows({"tops": tops, "city": city})
    return str(text)


def places(text: str) -> dict[int, Place]:
    """The units of a ``scope_text`` by id, in the order of their codes."""
    return {row[0]: Place(*row) for row in json.loads(text)}


def in_tree(units: Mapping[int, Place]) -> Iterator[tuple[Place, int]]:
    """Units with their depth, as a tree read line by line."""
    children: dict[int | None, list[Place]] = defaultdict(list)
    for unit in units.values():
        children[unit.parent_id if unit.parent_id in units else None].append(unit)

    def walk(parent_id: int | None, depth: int) -> Iterator[tuple[Place, int]]:
        for unit in children[parent_id]:
            yield unit, depth
            yield from walk(unit.pk, depth + 1)

    return walk(None, 0)


def below(units: Mapping[int, Place], top: int) -> frozenset[int]:
    """A unit with all below it."""
    found = {top}
    # A unit may come before the one it hangs on.
    while True:
        more = {unit.pk for unit in units.values() if unit.parent_id in found} - found
        if not more:
            return frozenset(found)
        found |= more
