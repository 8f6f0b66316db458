"""The part of the organisation that stands around a person, in plain values; each read by one written statement.

Written out, because pages of the day ask on every visit, and building the queries from models takes longer than
answering them. Units come as one array, so that only posts of those are read, never every assignment of the region.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from kinerja.prepared import Prepared
from organization.models import AssignmentKind
from organization.rules.authority import LEADER_LEVELS, Node
from organization.rules.holding import Holding

_LEADING = sorted({level for levels in LEADER_LEVELS.values() for level in levels})
#: A unit's kind with a level that leads such a unit.
_LEADS = [f"{kind}:{level}" for kind, levels in LEADER_LEVELS.items() for level in levels]

# In force on any day of the stretch. `_LED` asks for a post that leads its unit.
_HELD = """
    SELECT p.unit_id, e.is_active, a.employee_id, jsonb_build_array(
        a.employee_id, e.nip, p.id, p.code, p.unit_id, p.level, p.tpp_base::text, a.kind, a.start, a."end") AS holding
    FROM organization_assignment a
    JOIN organization_position p ON p.id = a.position_id
    JOIN organization_employee e ON e.id = a.employee_id
    WHERE a.start <= %(last)s AND (a."end" IS NULL OR a."end" >= %(first)s)"""
_LED = "(SELECT u.kind || ':' || p.level FROM organization_unit u WHERE u.id = p.unit_id) = ANY(%(leads)s)"
# Step by step from index to index, which OFFSET holds the planner to: it expects a hundred units at each step and would
# read all units of the region every time.
_ABOVE = """
    SELECT id, parent_id, kind FROM organization_unit WHERE id = ANY(ARRAY(SELECT unit_id FROM own))
    UNION SELECT u.id, u.parent_id, u.kind FROM above
    CROSS JOIN LATERAL (SELECT * FROM organization_unit x WHERE x.id = above.parent_id OFFSET 0) u"""
_BELOW = """
    SELECT id, parent_id, kind FROM organization_unit WHERE id = ANY(ARRAY(SELECT unit_id FROM own))
    UNION SELECT u.id, u.parent_id, u.kind FROM below
    CROSS JOIN LATERAL (SELECT * FROM organization_unit x WHERE x.parent_id = below.id OFFSET 0) u"""

_SUPERIORS = Prepared(
    "organization_superiors",
    f"""
WITH RECURSIVE own AS MATERIALIZED ({_HELD} AND a.employee_id = ANY(%(people)s::bigint[])), above AS ({_ABOVE})
SELECT (SELECT jsonb_agg(jsonb_build_array(id, parent_id, kind) ORDER BY id) FROM above),
       (SELECT jsonb_agg(own.holding) FROM own),
       (SELECT jsonb_agg(held.holding)
        FROM ({_HELD} AND p.unit_id = ANY(ARRAY(SELECT id FROM above)) AND p.level = ANY(%(leading)s)) held)
""",  # noqa: S608 -- all parts stand above
    people="bigint[]",
    first="date",
    last="date",
    leading="text[]",
)
_BRANCH = Prepared(
    "organization_branch",
    f"""
WITH RECURSIVE own AS MATERIALIZED ({_HELD} AND a.employee_id = %(person)s AND {_LED}),
above AS ({_ABOVE}), below AS ({_BELOW}), units AS (SELECT * FROM above UNION SELECT * FROM below)
SELECT (SELECT jsonb_agg(jsonb_build_array(id, parent_id, kind) ORDER BY id) FROM units),
       (SELECT jsonb_agg(own.holding) FROM own),
       leaders.holdings, leaders.locked_out
FROM (SELECT jsonb_agg(held.holding) AS holdings,
             array_agg(DISTINCT held.employee_id) FILTER (WHERE NOT held.is_active) AS locked_out
      FROM ({_HELD} AND p.unit_id = ANY(ARRAY(SELECT id FROM units)) AND p.level = ANY(%(leading)s) AND {_LED}) held
     ) leaders
""",  # noqa: S608 -- all parts stand above
    person="bigint",
    first="date",
    last="date",
    leading="text[]",
    leads="text[]",
)
_OF_PEOPLE = Prepared(
    "organization_holdings",
    f"""
SELECT jsonb_agg(held.holding)
FROM ({_HELD} AND a.employee_id = ANY(ARRAY(
        SELECT inside.employee_id FROM ({_HELD} AND p.unit_id = ANY(%(units)s::bigint[])) inside
        UNION SELECT unnest(%(people)s::bigint[])))) held
""",  # noqa: S608 -- all parts stand above
    first="date",
    last="date",
    units="bigint[]",
    people="bigint[]",
)


# Asked whenever an entry is filed.
_UNITS_HELD = Prepared(
    "organization_units_held",
    """
    SELECT p.unit_id FROM organization_assignment a JOIN organization_position p ON p.id = a.position_id
    WHERE a.employee_id = %(person)s AND a.start <= %(day)s AND (a."end" IS NULL OR a."end" >= %(day)s)
    """,
    person="bigint",
    day="date",
)


class Superiors(NamedTuple):
    """People's posts on a day, the units above these, and who leads those."""

    units: Sequence[Node]
    own: Sequence[Holding]
    leaders: Sequence[Holding]


class Branch(NamedTuple):
    """The posts by which a person leads, the units around, their leaders, and the ids of leaders who may not log in."""

    units: Sequence[Node]
    own: Sequence[Holding]
    leaders: Sequence[Holding]
    locked_out: frozenset[int]


def units_held(employee_id: int, day: date) -> list[int]:
    """The units of the posts that a person holds on a day; one query."""
    return [unit_id for (unit_id,) in _UNITS_HELD.rows({"person": employee_id, "day": day})]


def superiors_of(employee_ids: Iterable[int], day: date, last: date | None = None) -> Superiors:
    """As much of the organisation as says who is above these people on a day, or until ``last``; one query."""
    units, own, leaders = _ask(
        _SUPERIORS, {"people": list(employee_ids), "first": day, "last": last or day, "leading": _LEADING}
    )
    return Superiors(_nodes(units), _holdings(own), _holdings(leaders))


def branch_of(employee_id: int, first: date, last: date) -> Branch:
    """Everything above and below the units that a person leads on any day of a stretch; one query."""
    units, own, leaders, locked_out = _ask(
        _BRANCH, {"person": employee_id, "first": first, "last": last, "leading": _LEADING, "leads": _LEADS}
    )
    return Branch(_nodes(units), _holdings(own), _holdings(leaders), frozenset(locked_out or ()))


def holdings_of(first: date, last: date, *, unit_ids: Iterable[int], employee_ids: Iterable[int]) -> Sequence[Holding]:
    """All posts in a stretch of these people and of whoever holds one in these units; one query."""
    (held,) = _ask(_OF_PEOPLE, {"first": first, "last": last, "units": list(unit_ids), "people": list(employee_ids)})
    return _holdings(held)


def _ask(statement: Prepared, values: dict[str, Any]) -> tuple[Any, ...]:
    (row,) = statement.rows(values)
    return row


# The same people ask of the same organisation all day: what the database says is read once while it stays the same.
@lru_cache(maxsize=64)
def _nodes(text: str | None) -> tuple[Node, ...]:
    return tuple(Node(*row) for row in json.loads(text)) if text else ()


@lru_cache(maxsize=64)
def _holdings(text: str | None) -> tuple[Holding, ...]:
    return tuple(_holding(row) for row in json.loads(text)) if text else ()


def _holding(row: list[Any]) -> Holding:
    employee, nip, position, code, unit, level, base, kind, start, end = row
    definitive = kind == AssignmentKind.DEFINITIVE
    since, until = date.fromisoformat(start), date.fromisoformat(end) if end else None
    return Holding(employee, nip, position, code, unit, level, Decimal(base), definitive, since, until)
