"""The agreements of a year that a user sees, as SQL: the same ones as ``AgreementQuerySet.visible_to``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kinerja.prepared import Prepared
from organization.access import Access
from organization.models import HEAD_LEVEL
from organization.noted import STRUCTURE

_IN_POST = """s.start <= %(today)s AND (s."end" IS NULL OR s."end" >= %(today)s)"""
_HEADS = " OR ".join(
    f"(u.kind = '{kind}' AND p.level = '{level}')" for kind, level in {**HEAD_LEVEL, "region": "head_of_region"}.items()
)

#: Ids, for whoever does not see the region. Ways of their own, each by its index.
VISIBLE = f"""
    SELECT id FROM contracts_agreement WHERE year = %(year)s AND holder_id = %(person)s
    UNION SELECT id FROM contracts_agreement WHERE year = %(year)s AND superior_id = %(person)s
    UNION SELECT a.id FROM organization_position p JOIN contracts_agreement a ON a.position_id = p.id
        WHERE p.unit_id = ANY(%(units)s) AND a.year = %(year)s
    UNION SELECT a.id FROM organization_position p JOIN organization_assignment s ON s.position_id = p.id
        JOIN contracts_agreement a ON a.holder_id = s.employee_id AND a.year = %(year)s
        WHERE p.unit_id = ANY(%(units)s) AND {_IN_POST}
    UNION SELECT a.id FROM organization_unit u JOIN organization_position p ON p.unit_id = u.id
        JOIN organization_assignment s ON s.position_id = p.id
        JOIN contracts_agreement a ON a.holder_id = s.employee_id AND a.year = %(year)s
        WHERE u.id = ANY(%(own_units)s) AND ({_HEADS}) AND {_IN_POST} AND a.sealed_at IS NOT NULL
"""  # noqa: S608 -- both parts stand above
#: The types of what ``VISIBLE`` is told, for ``Prepared``.
TYPES = {"person": "bigint", "year": "smallint", "units": "bigint[]", "own_units": "bigint[]", "today": "date"}


def asked(access: Access, year: int) -> dict[str, Any]:
    """What ``VISIBLE`` is told; at most 2 queries, none for whoever sees the region."""
    city = access.sees_city
    return {
        "person": access.employee_id,
        "year": year,
        "units": [] if city else sorted(access.unit_ids),
        "own_units": [] if city else sorted(access.own_unit_ids),
        "today": access.day,
    }


#: The tables from which it is found out, and what the lists say of people and posts.
TABLES = ("contracts_agreement", *STRUCTURE)
_IDS = Prepared("agreements_visible", VISIBLE, **TYPES)


def visible_ids(access: Access, year: int) -> list[int]:
    """The ids of ``VISIBLE``; at most 3 queries."""
    return [row[0] for row in _IDS.rows(asked(access, year))]


def as_key(values: Mapping[str, Any]) -> tuple[tuple[str, Any], ...]:
    """What a statement is told, as a key of what is kept."""
    return tuple((name, tuple(value) if isinstance(value, list) else value) for name, value in values.items())


def from_key(key: tuple[tuple[str, Any], ...]) -> dict[str, Any]:
    """What an ``as_key`` was made of."""
    return {name: list(value) if isinstance(value, tuple) else value for name, value in key}
