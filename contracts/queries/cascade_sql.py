"""The statements behind the cascade: set by set, so that a city of any size costs the same number of queries."""

from __future__ import annotations

from contracts.models.agreement import precedence_sql
from contracts.queries.visible import TYPES, VISIBLE
from kinerja.tables.statements import sql

#: What is looked at: the city, a part of it with what is above, or the leaders of the region and of its OPDs.
WHOLE, PART, TOP = "whole", "part", "top"

_LASTING = "(%s.ended_on IS NULL OR %s.ended_on >= %%(last_day)s)"
_RANK = "({rank}, coalesce({of}.ended_on, 'infinity'), {of}.id)"


def _rank(of: str) -> str:
    return _RANK.format(of=of, rank=precedence_sql(of, "%(last_day)s::date"))


#: One agreement a holder, as ``AgreementQuerySet.counting`` finds it.
#: Not worked out beforehand: of a part only the agreements that it needs are looked up.
_COUNTED = f"""
counted AS NOT MATERIALIZED (
    SELECT a.id, a.holder_id FROM contracts_agreement a
    WHERE a.year = %(year)s AND {_LASTING % ("a", "a")} AND NOT EXISTS (
        SELECT FROM contracts_agreement b
        WHERE b.holder_id = a.holder_id AND b.year = %(year)s AND b.id <> a.id AND {_LASTING % ("b", "b")}
            AND {_rank("b")} < {_rank("a")})
)
"""  # noqa: S608 -- all parts are ours
#: And of these the ones that the viewer may see.
COUNTED = sql(
    _COUNTED,
    """, seen AS NOT MATERIALIZED (
    SELECT c.id, c.holder_id FROM counted c
    WHERE %(visible)s::bigint[] IS NULL OR c.id = ANY (%(visible)s::bigint[])
)
""",
)
#: The same where the database itself is to find out what the viewer may see.
FOUND = {
    False: sql(_COUNTED, ", seen AS NOT MATERIALIZED (SELECT id, holder_id FROM counted)"),
    True: sql(
        "visible AS MATERIALIZED (",
        VISIBLE,
        "),",
        _COUNTED,
        ", seen AS NOT MATERIALIZED (SELECT id, holder_id FROM counted WHERE id IN (SELECT id FROM visible))",
    ),
}
_IN_POST = """ FROM organization_assignment s JOIN organization_position p ON p.id = s.position_id
    WHERE s.start <= %(day)s AND (s."end" IS NULL OR s."end" >= %(day)s)"""
_PEOPLE = {
    PART: sql("SELECT s.employee_id", _IN_POST, "AND p.unit_id = ANY (%(within)s::bigint[]) UNION SELECT %(own)s"),
    TOP: sql("SELECT s.employee_id", _IN_POST, "AND p.level IN ('head_of_region', 'regional_secretary', 'opd_head')"),
}
#: Of a part also the targets above on which its own hang; the way up begins where the part ends.
_WITH_ABOVE = """
above (id, parent_id) AS (
    SELECT t.id, t.parent_id FROM contracts_target t JOIN seen c ON c.id = t.agreement_id
    WHERE t.id IN (SELECT parent_id FROM scope WHERE parent_id NOT IN (SELECT id FROM scope))
    UNION SELECT t.id, t.parent_id FROM above JOIN contracts_target t ON t.id = above.parent_id
    JOIN seen c ON c.id = t.agreement_id
),
shown (id, parent_id) AS MATERIALIZED (SELECT id, parent_id FROM scope UNION SELECT id, parent_id FROM above)
"""


def scope(part: str, counted: str = COUNTED) -> str:
    """The opening of a statement: the agreements that count and are seen, and the targets of the part."""
    people = _PEOPLE.get(part)
    return sql(
        "WITH RECURSIVE",
        counted,
        sql(", people (id) AS MATERIALIZED (", people, ")") if people else "",
        ", scope AS MATERIALIZED (SELECT t.id, t.parent_id",
        "FROM contracts_target t JOIN seen c ON c.id = t.agreement_id",
        "JOIN (SELECT DISTINCT id FROM people) h ON h.id = c.holder_id)" if people else ")",
    )


#: The node of the plan on which a target hangs: as its line says, else as the dictionary says of its indicator.
_NODE = """
LEFT JOIN LATERAL (
    SELECT coalesce(l.node_id, i.objective_id) AS node_id
    FROM contracts_line l JOIN contracts_version v ON v.id = l.version_id
    LEFT JOIN contracts_indicator i ON i.id = l.definition_of_id
    WHERE l.target_id = t.id AND v.state NOT IN ('refused', 'cancelled')
    ORDER BY (v.state = 'in_force') DESC, v.number DESC LIMIT 1
) line ON true
LEFT JOIN contracts_indicator word ON word.code = t.indicator_code
"""
_ROOTED = sql(
    """
rooted AS MATERIALIZED (
    SELECT t.id, coalesce(line.node_id, word.objective_id) AS node_id
    FROM shown s JOIN contracts_target t ON t.id = s.id LEFT JOIN shown up ON up.id = s.parent_id""",
    _NODE,
    """WHERE up.id IS NULL
),
kids AS (SELECT parent_id AS id, count(*) AS number FROM shown WHERE parent_id IS NOT NULL GROUP BY parent_id)
""",
)


def _year(table: str) -> str:
    """The sum of a target's twelve months; spelt out, which is many times as fast as unnesting them."""
    return "(" + " + ".join(f"coalesce({table}.monthly[{month}], 0)" for month in range(1, 13)) + ")"


def shown(part: str, counted: str = COUNTED) -> str:
    """The opening of a statement about the targets that are shown: those in scope, and of a part those above."""
    return sql(scope(part, counted), ",", _WITH_ABOVE if part == PART else "shown AS (SELECT id, parent_id FROM scope)")


# Rows (target, storey node, place in it, roots there) of at most ``most`` roots a node. A target without a node is a
# root where others hang on it; alone it is only a gap, but for ``lone``.
_ROOTS = """
SELECT id, node_id, place, number FROM (
    SELECT r.id, place.id AS node_id, count(*) OVER same AS number,
        row_number() OVER (same ORDER BY coalesce(kids.number, 0) DESC, r.id) AS place
    FROM rooted r LEFT JOIN kids ON kids.id = r.id LEFT JOIN contracts_objective o ON o.id = r.node_id
    LEFT JOIN contracts_objective place
        ON place.id = CASE WHEN o.kind = 'programme' THEN o.parent_id ELSE o.id END
    WHERE r.node_id IS NOT NULL OR kids.number > 0 OR %(lone)s
    WINDOW same AS (PARTITION BY place.id)
) found WHERE place <= %(most)s
"""
#: Objectives of the year that no target of anybody reaches, neither they nor their programmes. Asked of each alone:
#: mostly the first target that is looked up carries it.
_UNCARRIED = """
SELECT o.id FROM contracts_objective o
WHERE o.kind = 'objective' AND %(year)s BETWEEN o.first_year AND o.last_year
    AND (%(plan_units)s::bigint[] IS NULL OR o.unit_id = ANY (%(plan_units)s::bigint[]))
    AND NOT EXISTS (
        SELECT FROM contracts_objective p WHERE (p.id = o.id OR p.parent_id = o.id) AND (
            EXISTS (SELECT FROM contracts_line l JOIN contracts_target t ON t.id = l.target_id
                JOIN counted c ON c.id = t.agreement_id WHERE l.node_id = p.id)
            OR EXISTS (SELECT FROM contracts_indicator i JOIN contracts_line l ON l.definition_of_id = i.id
                JOIN contracts_target t ON t.id = l.target_id JOIN counted c ON c.id = t.agreement_id
                WHERE i.objective_id = p.id AND l.node_id IS NULL)
            OR EXISTS (SELECT FROM contracts_indicator i JOIN contracts_target t ON t.indicator_code = i.code
                JOIN counted c ON c.id = t.agreement_id WHERE i.objective_id = p.id)))
ORDER BY o.code
"""


#: The types of what ``page`` is told.
PAGE_TYPES = {
    **TYPES,
    "last_day": "date",
    "day": "date",
    "within": "bigint[]",
    "own": "bigint",
    "plan_units": "bigint[]",
    "lone": "boolean",
    "most": "int",
    "whole": "int",
}


def page(part: str, *, limited: bool, lonely: bool) -> str:
    """One JSON value with all that the page of a cascade shows.

    ``limited``: the viewer does not see the region. ``lonely``: with the objectives that nobody carries. Of the targets
    come all if they are at most ``whole``, else the roots.
    """
    return sql(
        shown(part, FOUND[limited]),
        ",",
        _ROOTED,
        ", roots AS MATERIALIZED (",
        _ROOTS,
        """), total AS MATERIALIZED (SELECT count(*) AS number FROM shown),
        drawn AS MATERIALIZED (
            SELECT s.id FROM shown s WHERE (SELECT number FROM total) <= %(whole)s
            UNION ALL SELECT r.id FROM roots r WHERE (SELECT number FROM total) > %(whole)s
        )
        SELECT json_build_object('total', (SELECT number FROM total),
            'roots', (SELECT coalesce(json_agg(json_build_array(id, node_id, number)
                ORDER BY node_id NULLS LAST, place), '[]') FROM roots),
            'nodes', (SELECT coalesce(json_agg(json_build_array(o.id, o.parent_id, o.code, o.kind, o.name, u.name)
                ORDER BY o.code), '[]') FROM contracts_objective o LEFT JOIN organization_unit u ON u.id = o.unit_id
                WHERE o.kind <> 'programme' AND %(year)s BETWEEN o.first_year AND o.last_year),
            'lonely', (SELECT coalesce(json_agg(id), '[]') FROM (""",
        _UNCARRIED if lonely else "SELECT NULL::bigint AS id WHERE false",
        """) alone),
            'targets', (SELECT coalesce(json_agg(json_build_array(d.id, t.parent_id, t.indicator_code,
                t.indicator, t.unit_of_measure, t.accumulation, t.contribution, t.weight, t.monthly, a.id, a.holder_id,
                h.name, post.title, a.signed_on IS NOT NULL OR a.sealed_at IS NOT NULL,
                EXISTS (SELECT FROM contracts_version v
                    WHERE v.agreement_id = a.id AND v.state IN ('agreed', 'signed_first')),
                (SELECT count(*) FROM contracts_target k WHERE k.parent_id = t.id""",
        "AND k.agreement_id IN (SELECT id FROM visible)" if limited else "",
        "), (SELECT sum(",
        _year("k"),
        """) FROM contracts_target k JOIN counted c ON c.id = k.agreement_id
                    WHERE k.parent_id = t.id AND k.contribution = 'direct' AND t.accumulation = 'sum')
                ) ORDER BY d.id), '[]')
                FROM drawn d JOIN contracts_target t ON t.id = d.id JOIN contracts_agreement a ON a.id = t.agreement_id
                JOIN organization_employee h ON h.id = a.holder_id
                LEFT JOIN LATERAL (SELECT p.title""",
        _IN_POST,
        """AND s.employee_id = h.id
                    ORDER BY (s.kind = 'definitive') DESC, s.start DESC, p.code LIMIT 1) post ON true)
        )::text""",
    )


#: Rows (target, parent) below one target, the nearest first, at most ``most``.
BELOW = sql(
    "WITH RECURSIVE",
    COUNTED,
    """,
down (id, parent_id, depth) AS (
    SELECT t.id, t.parent_id, 1 FROM contracts_target t JOIN seen c ON c.id = t.agreement_id
    WHERE t.parent_id = %(root)s
    UNION SELECT t.id, t.parent_id, depth + 1 FROM down JOIN contracts_target t ON t.parent_id = down.id
    JOIN seen c ON c.id = t.agreement_id WHERE depth < 20
) SELECT id, parent_id, depth FROM down ORDER BY depth, id LIMIT %(most)s
""",
)

#: Rows (target, depth) from one target up, itself first.
ABOVE = sql(
    "WITH RECURSIVE",
    COUNTED,
    """,
up (id, parent_id, depth) AS (
    SELECT t.id, t.parent_id, 0 FROM contracts_target t WHERE t.id = %(root)s
    UNION SELECT t.id, t.parent_id, depth + 1 FROM up JOIN contracts_target t ON t.id = up.parent_id
    JOIN seen c ON c.id = t.agreement_id WHERE depth < 20
) SELECT id FROM up ORDER BY depth
""",
)

#: Objectives that nobody carries.
UNCARRIED = sql("WITH RECURSIVE", COUNTED, _UNCARRIED)


def loose(part: str) -> str:
    """Rows (target, indicator code) of targets that hang on nothing: neither on one above nor on the plan."""
    return sql(
        scope(part),
        "SELECT t.id, t.indicator_code FROM scope s JOIN contracts_target t ON t.id = s.id",
        _NODE,
        "WHERE t.parent_id IS NULL AND coalesce(line.node_id, word.objective_id) IS NULL",
        "ORDER BY t.indicator_code, t.id",
    )


def unequal(part: str) -> str:
    """Rows (target, whole, together) of targets whose year is not what direct contributions promise together."""
    return sql(
        scope(part),
        "SELECT p.id, p.whole, p.together FROM (SELECT p.id,",
        _year("p"),
        """AS whole, shares.together
        FROM scope s JOIN contracts_target p ON p.id = s.id JOIN (
            SELECT t.parent_id, sum(""",
        _year("t"),
        """) AS together
            FROM contracts_target t JOIN counted c ON c.id = t.agreement_id
            WHERE t.contribution = 'direct' AND t.parent_id""",
        "IN (SELECT id FROM scope)" if part == PART else "IS NOT NULL",
        """GROUP BY t.parent_id
        ) shares ON shares.parent_id = p.id
        WHERE p.accumulation = 'sum'
    ) p WHERE p.whole <> p.together ORDER BY abs(p.whole - p.together) / greatest(p.whole, 1) DESC, p.id""",
    )


#: The same of some targets, equal or not.
SHARES = sql(
    "WITH RECURSIVE",
    COUNTED,
    "SELECT p.id,",
    _year("p"),
    ", sum(",
    _year("t"),
    """)
FROM contracts_target p JOIN contracts_target t ON t.parent_id = p.id AND t.contribution = 'direct'
JOIN counted c ON c.id = t.agreement_id
WHERE p.id = ANY (%(ids)s::bigint[]) AND p.accumulation = 'sum' GROUP BY p.id
""",
)

#: Units that somebody leads who has no agreement for the year.
WITHOUT_AGREEMENT = sql(
    "WITH RECURSIVE",
    COUNTED,
    """,
chiefs (kind, level) AS (SELECT * FROM unnest(%(kinds)s::text[], %(levels)s::text[]))
SELECT u.id FROM organization_unit u
WHERE (%(lead_units)s::bigint[] IS NULL OR u.id = ANY (%(lead_units)s::bigint[]))
    AND (%(within)s::bigint[] IS NULL OR u.id = ANY (%(within)s::bigint[]))
    AND EXISTS (SELECT FROM chiefs l WHERE l.kind = u.kind)
    AND (SELECT bool_and(c.id IS NULL) FROM organization_assignment s
        JOIN organization_position p ON p.id = s.position_id JOIN chiefs l ON l.level = p.level AND l.kind = u.kind
        LEFT JOIN counted c ON c.holder_id = s.employee_id
        WHERE p.unit_id = u.id AND s.start <= %(day)s AND (s."end" IS NULL OR s."end" >= %(day)s))
ORDER BY u.code
""",
)
