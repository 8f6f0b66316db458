"""What the pages of the cascade may be asked for: years, and the OPDs in scope."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from contracts.queries.years import YEARS
from kinerja.prepared import Prepared
from organization.access import Access

_FRAME = Prepared(
    "cascade_frame",
    f"""
SELECT (SELECT array_agg(year::int) FROM ({YEARS}) years),
    (SELECT ARRAY[min(first_year)::int, max(last_year)::int] FROM contracts_objective),
    (SELECT array_agg(id ORDER BY code) FROM organization_unit u WHERE {{0}}),
    (SELECT array_agg(code ORDER BY code) FROM organization_unit u WHERE {{0}}),
    (SELECT array_agg(name ORDER BY code) FROM organization_unit u WHERE {{0}})
""".format("u.kind = 'opd' AND (%(units)s IS NULL OR u.id = ANY(%(units)s))"),  # noqa: S608 -- all parts stand here
    units="bigint[]",
)


@dataclass(frozen=True, slots=True)
class Office:
    """An OPD to choose."""

    pk: int
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Frame:
    """The years that the plan or an agreement covers, this one among them, and the OPDs in scope by code."""

    years: tuple[int, ...]
    opds: tuple[Office, ...]


def frame_of(access: Access, today: date) -> Frame:
    """What may be asked for; at most 2 queries."""
    units = None if access.sees_city else sorted(access.unit_ids)
    [(agreed, (first, last), *offices)] = _FRAME.rows({"units": units})
    planned = range(first, last + 1) if first is not None else ()
    years = tuple(sorted({*planned, *(agreed or ()), today.year}))
    return Frame(years, tuple(map(Office, *(column or () for column in offices))))
