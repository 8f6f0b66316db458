"""What the page of agreements shows: what waits for the reader, the reader's own, a year's in the reader's scope."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from contracts.queries.visible import TABLES, TYPES, VISIBLE, as_key, asked, from_key
from contracts.queries.years import YEARS
from kinerja.prepared import Prepared
from kinerja.unchanged import until_changed
from organization.access import Access

#: A ``state`` to look for: agreements that came in signed, by table.
PAPER = "paper"
#: How many of the reader's own are shown.
MOST_OWN = 6
PAGE_SIZE = 50
#: More pages than any list has.
_BEYOND = 10**7

_LAST = """LEFT JOIN LATERAL (
    SELECT v.state FROM contracts_version v WHERE v.agreement_id = a.id ORDER BY v.number DESC LIMIT 1
) last ON true"""

_FRONT = Prepared(
    "agreements_front",
    f"""
SELECT (SELECT coalesce(json_agg(year), '[]')::text FROM ({YEARS}) years),
    (SELECT coalesce(json_agg(json_build_array(v.id, v.state, h.name, a.kind, a.year, p.title, u.name, v.changed_at)
            ORDER BY v.changed_at, v.id), '[]')::text
        FROM (
            SELECT v.id FROM contracts_agreement a JOIN contracts_version v ON v.agreement_id = a.id
            WHERE a.holder_id = %(person)s AND v.state IN ('draft', 'returned', 'agreed')
            UNION SELECT id FROM contracts_version
            WHERE superior_id = %(person)s AND state IN ('presented', 'signed_first')
        ) waiting JOIN contracts_version v ON v.id = waiting.id JOIN contracts_agreement a ON a.id = v.agreement_id
        JOIN organization_employee h ON h.id = a.holder_id JOIN organization_position p ON p.id = v.position_id
        JOIN organization_unit u ON u.id = p.unit_id),
    (SELECT coalesce(json_agg(json_build_array(id, kind, year, period, name, signed_on, state, sealed, ended)
            ORDER BY year DESC, id DESC), '[]')::text
        FROM (
            SELECT a.id, a.kind, a.year, a.period, coalesce(s.name, '') AS name, a.signed_on,
                coalesce(last.state, '') AS state, a.sealed_at IS NOT NULL AS sealed, a.ended_on IS NOT NULL AS ended
            FROM contracts_agreement a LEFT JOIN organization_employee s ON s.id = a.superior_id {_LAST}
            WHERE a.holder_id = %(person)s ORDER BY a.year DESC, a.id DESC LIMIT {MOST_OWN}
        ) own),
    (SELECT coalesce(json_agg(json_build_array(u.id, u.name) ORDER BY u.name), '[]')::text FROM organization_unit u
        WHERE u.kind = 'opd' AND (%(units)s IS NULL OR u.id = ANY(%(units)s)))
""",  # noqa: S608 -- all parts stand above
    person="bigint",
    units="bigint[]",
)

_INSIDE = """AND a.id IN (
    WITH RECURSIVE inside AS (
        SELECT id FROM organization_unit WHERE id = %(opd)s
        UNION SELECT u.id FROM inside
        CROSS JOIN LATERAL (SELECT * FROM organization_unit x WHERE x.parent_id = inside.id OFFSET 0) u
    )
    SELECT x.id FROM contracts_agreement x JOIN organization_position p ON p.id = x.position_id
    WHERE x.year = %(year)s AND p.unit_id IN (SELECT id FROM inside)
    UNION SELECT x.id FROM contracts_agreement x JOIN organization_assignment s ON s.employee_id = x.holder_id
    JOIN organization_position p ON p.id = s.position_id
    WHERE x.year = %(year)s AND x.position_id IS NULL AND p.unit_id IN (SELECT id FROM inside)
)"""
_TEXT = "AND (upper(h.name) LIKE upper(%(like)s) OR h.nip LIKE %(digits)s)"
_STATES = {PAPER: "AND last.state IS NULL AND a.sealed_at IS NOT NULL", "known": "AND last.state = %(state)s"}

# A paper that came in by table names no post: then the holder's of today tells who it is.
_POST = """LEFT JOIN organization_position made ON made.id = a.position_id
LEFT JOIN organization_unit office ON office.id = made.unit_id
LEFT JOIN LATERAL (
    SELECT p.title, u.name FROM organization_assignment s JOIN organization_position p ON p.id = s.position_id
    JOIN organization_unit u ON u.id = p.unit_id
    WHERE a.position_id IS NULL AND s.employee_id = a.holder_id
        AND s.start <= %(today)s AND (s."end" IS NULL OR s."end" >= %(today)s)
    ORDER BY s.kind, s.start DESC LIMIT 1
) post ON true"""


@dataclass(frozen=True, slots=True)
class Front:
    """What the page shows to everybody, each part as JSON: years, what waits, one's own, OPDs to choose from."""

    years: str
    tasks: str
    own: str
    opds: str


def front(access: Access) -> Front:
    """What waits for the reader (oldest first), the reader's own (newest first) and what a list may be narrowed to.

    The OPDs are those in scope; at most 2 queries.
    """
    units = None if access.sees_city else sorted(access.unit_ids)
    [row] = _FRONT.rows({"person": access.employee_id, "units": units})
    return Front(*row)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is narrowed to: ``text`` is part of a name or a NIP, ``state`` a ``State`` or ``PAPER``."""

    year: int
    text: str = ""
    state: str = ""
    opd_id: int | None = None


class Kind(NamedTuple):
    """Which statement a list is asked with: of whom, narrowed by what."""

    city: bool
    text: bool
    state: str
    opd: bool
    first: bool


@cache
def _list(kind: Kind) -> Prepared:
    """The statement of a list; the first page has its own, which the database can plan for."""
    city, text, state, opd, first = kind
    where = " ".join(
        (
            "WHERE a.year = %(year)s",
            "" if city else f"AND a.id IN ({VISIBLE})",
            _TEXT if text else "",
            _STATES.get(state, ""),
            _INSIDE if opd else "",
        )
    )
    # Of a whole region only the first names are looked up, and the rest is counted in an index.
    whole = city and not (text or state or opd)
    return Prepared(
        f"agreements_{'city' if city else 'part'}_{text:d}{opd:d}{first:d}{state}",
        f"""
WITH found AS {"NOT" if whole else ""} MATERIALIZED (
    SELECT a.id, h.name FROM contracts_agreement a JOIN organization_employee h ON h.id = a.holder_id
    {_LAST if state else ""} {where}
), page AS (
    SELECT id, name FROM found ORDER BY name, id LIMIT {PAGE_SIZE} {"" if first else "OFFSET %(start)s"}
)
SELECT json_build_object('count', total, 'rows', rows)::text, total, json_array_length(rows) FROM (
    SELECT (SELECT count(*) FROM {"contracts_agreement WHERE year = %(year)s" if whole else "found"}) AS total,
    (SELECT coalesce(json_agg(json_build_array(
            a.id, page.name, coalesce(s.name, ''), a.signed_on, coalesce(made.title, post.title, ''),
            coalesce(office.name, post.name, ''), coalesce(last.state, ''), a.sealed_at IS NOT NULL,
            a.ended_on IS NOT NULL, a.kind) ORDER BY page.name, a.id), '[]')
        FROM page JOIN contracts_agreement a ON a.id = page.id
        LEFT JOIN organization_employee s ON s.id = a.superior_id {_LAST} {_POST}) AS rows
    -- So that neither is worked out once for each place where it is used.
    OFFSET 0
) once
""",  # noqa: S608 -- all parts stand above
        **TYPES,
        like="text",
        digits="text",
        state="text",
        opd="bigint",
        start="int",
    )


def page_text(access: Access, wanted: Wanted, page: int) -> tuple[str, int]:
    """A page of 50 of the agreements of a year in scope, by the holder's name, as JSON, and the page's number.

    A page that there is not, such as 0, is the last one. One query as long as nothing changes, and at most 2 for the
    scope.
    """
    kind = Kind(
        city=access.sees_city,
        text=bool(wanted.text),
        state=wanted.state and (PAPER if wanted.state == PAPER else "known"),
        opd=wanted.opd_id is not None,
        first=page == 1,
    )
    return _page_text(kind, as_key({**asked(access, wanted.year), **_values(wanted)}), page)


@until_changed(*TABLES, "contracts_version", most=128)
def _page_text(kind: Kind, key: tuple[tuple[str, Any], ...], page: int) -> tuple[str, int]:
    statement = _list(kind)
    values = {**from_key(key), "start": ((page or _BEYOND) - 1) * PAGE_SIZE}
    text, count, shown = statement.rows(values)[0]
    if shown or not count:
        return text, page if shown else 1
    last = -(-count // PAGE_SIZE)
    return statement.rows({**values, "start": (last - 1) * PAGE_SIZE})[0][0], last


def _values(wanted: Wanted) -> dict[str, Any]:
    safe = wanted.text.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")
    return {"like": f"%{safe}%", "digits": f"{safe}%", "state": wanted.state, "opd": wanted.opd_id}
