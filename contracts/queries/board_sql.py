"""The statements behind the board of a round: everybody who is asked, once, and whatever is told of them."""

from functools import cache

_OPDS = """
WITH RECURSIVE opd (unit_id, opd_id) AS (
    SELECT id, id FROM organization_unit WHERE kind = 'opd'
    UNION SELECT u.id, o.opd_id FROM organization_unit u JOIN opd o ON u.parent_id = o.unit_id AND u.kind <> 'opd'
)"""
_ON_DAY = """s.start <= %(day)s AND (s."end" IS NULL OR s."end" >= %(day)s)"""
# Of a part only its own people are sorted out; which post is the one that counts is asked of all their posts.
_OF_UNITS = f"""AND s.employee_id IN (
    SELECT s.employee_id FROM organization_assignment s JOIN organization_position p ON p.id = s.position_id
    WHERE p.unit_id = ANY(%(units)s) AND {_ON_DAY})"""  # noqa: S608 -- the part stands above
_BOARD = """, held AS (
    SELECT DISTINCT ON (s.employee_id) s.employee_id, s.kind AS acting, p.id AS position_id, p.title, p.level, p.unit_id
    FROM organization_assignment s JOIN organization_position p ON p.id = s.position_id
    WHERE {on_day} {of_units}
    ORDER BY s.employee_id, (s.kind = 'definitive') DESC, s.start DESC, p.code
), stand AS (
    SELECT h.*, o.opd_id, v.id AS version_id, v.superior_id,
        CASE WHEN a.sealed_at IS NOT NULL THEN 'in_force'
             WHEN v.state IS NULL OR v.state = 'cancelled' THEN 'none'
             WHEN v.state IN ('amended', 'ended') THEN 'in_force' ELSE v.state END AS state,
        v.since
    FROM held h
    LEFT JOIN opd o ON o.unit_id = h.unit_id
    LEFT JOIN contracts_agreement a ON a.holder_id = h.employee_id AND a.year = %(year)s AND a.kind = %(kind)s
        AND a.period = %(period)s AND a.ended_on IS NULL
    LEFT JOIN LATERAL (
        SELECT v.id, v.state, v.superior_id, {since} AS since
        FROM contracts_version v WHERE v.agreement_id = a.id ORDER BY v.number DESC LIMIT 1
    ) v ON true
    WHERE h.level = ANY(%(levels)s) {in_units}
), board AS {materialized} (
    SELECT s.*,
        CASE WHEN s.state = 'in_force' THEN NULL
             WHEN s.state IN ('presented', 'signed_first') THEN s.superior_id ELSE s.employee_id END AS awaited_id,
        CASE WHEN s.state IN ('none') THEN %(opened)s ELSE coalesce(s.since, %(opened)s) END AS waiting_since
    FROM stand s
)
"""

_SINCE = """(SELECT max(e.at) FROM contracts_event e WHERE e.version_id = v.id AND e.kind IN
    ('opened', 'copied', 'presented', 'returned', 'agreed', 'signed_first', 'in_force', 'refused'))"""
_NARROWED = """
FROM board b JOIN organization_employee e ON e.id = b.employee_id
LEFT JOIN organization_employee w ON w.id = b.awaited_id
JOIN organization_unit u ON u.id = b.unit_id
WHERE (%(opd)s::bigint IS NULL OR b.opd_id = %(opd)s) AND (NOT %(no_opd)s OR b.opd_id IS NULL)
    AND (%(level)s = '' OR b.level = %(level)s)
    AND (%(state)s = '' OR b.state = %(state)s OR (%(state)s = 'open' AND b.state <> 'in_force'))
    AND (%(before)s::timestamptz IS NULL OR (b.state <> 'in_force' AND b.waiting_since < %(before)s))
    AND (%(awaited)s::bigint IS NULL OR b.awaited_id = %(awaited)s)
    AND (%(text)s = '' OR e.name ILIKE %(like)s OR e.nip LIKE %(digits)s OR u.name ILIKE %(like)s)
    AND (%(people)s::bigint[] IS NULL OR b.employee_id = ANY(%(people)s))
"""
_GROUPS = """SELECT b.opd_id, u.name, b.level, b.state, b.number FROM (
    SELECT opd_id, level, state, count(*) AS number FROM board GROUP BY opd_id, level, state
) b LEFT JOIN organization_unit u ON u.id = b.opd_id ORDER BY u.name NULLS FIRST, b.opd_id"""
_BLOCKERS = """SELECT w.id, w.name, count(*), min(b.waiting_since) FROM board b
JOIN organization_employee w ON w.id = b.awaited_id
WHERE b.state IN ('presented', 'signed_first') GROUP BY w.id, w.name ORDER BY 3 DESC, 4, w.name LIMIT %(most)s"""
_ROWS = f"""SELECT b.employee_id, e.name, e.nip, b.title, b.acting, u.name AS unit, b.level, b.state, b.version_id,
    b.awaited_id, w.name AS awaited, w.is_active, b.waiting_since
{_NARROWED} ORDER BY (b.state = 'in_force'), b.waiting_since, e.name, e.nip LIMIT %(limit)s OFFSET %(offset)s"""
_COUNT = f"SELECT count(*) {_NARROWED}"

#: What may be asked of the board.
ASKED = {
    "groups": _GROUPS,
    "whole": "SELECT state, count(*) FROM board GROUP BY state",
    "rows": _ROWS,
    "count": _COUNT,
    "people": f"SELECT b.employee_id {_NARROWED}",
    # All of it at once, each part as a list of rows.
    "page": f"""SELECT (SELECT coalesce(json_agg(json_build_array(opd_id, name, level, state, number)), '[]')
        FROM ({_GROUPS}) found),
    (SELECT coalesce(json_agg(json_build_array(id, name, count, min)), '[]') FROM ({_BLOCKERS}) found),
    (SELECT coalesce(json_agg(json_build_array(employee_id, name, nip, title, acting, unit, level, state, version_id,
        awaited_id, awaited, is_active, waiting_since)), '[]') FROM ({_ROWS}) found),
    ({_COUNT})""",  # noqa: S608 -- all parts stand above
}


@cache
def statement(asked: str, *, everybody: bool) -> str:
    """The statement that answers one of ``ASKED``, for the whole round or for the people of some units."""
    board = _BOARD.format(
        on_day=_ON_DAY,
        of_units="" if everybody else _OF_UNITS,
        in_units="" if everybody else "AND h.unit_id = ANY(%(units)s)",
        # How many there are in each state does not ask since when.
        since="NULL::timestamptz" if asked == "whole" else _SINCE,
        materialized="MATERIALIZED" if asked == "page" else "",
    )
    return f"{_OPDS}{board}{ASKED[asked]}"
