"""The statements behind the cascade: set by set, so that a city of any size costs the same number of queries."""

from kinerja.tables.statements import sql

#: What is looked at: the city, a part of it with what is above, or the leaders of the region and of its OPDs.
WHOLE, PART, TOP = "whole", "part", "top"

#: One agreement a holder, as ``AgreementQuerySet.counting`` finds it, and of these the ones that the viewer may see.
#: Not worked out beforehand: of a part only the agreements that it needs are looked up.
COUNTED = """
counted AS NOT MATERIALIZED (
    SELECT a.id, a.holder_id FROM contracts_agreement a
    WHERE a.year = %(year)s AND (a.ended_on IS NULL OR a.ended_on >= %(last_day)s) AND NOT EXISTS (
        SELECT FROM contracts_agreement b
        WHERE b.holder_id = a.holder_id AND b.year = %(year)s AND (b.ended_on IS NULL OR b.ended_on >= %(last_day)s)
            AND (coalesce(b.ended_on, 'infinity'), b.id) < (coalesce(a.ended_on, 'infinity'), a.id))
),
seen AS NOT MATERIALIZED (
    SELECT c.id, c.holder_id FROM counted c
    WHERE %(visible)s::bigint[] IS NULL OR c.id = ANY (%(visible)s::bigint[])
)
"""
_IN_POST = """ FROM organization_assignment s JOIN organization_position p ON p.id = s.position_id
    WHERE s.start <= %(day)s AND (s."end" IS NULL OR s."end" >= %(day)s)"""
_PEOPLE = {
    PART: sql("SELECT s.employee_id", _IN_POST, "AND p.unit_id = ANY (%(units)s::bigint[]) UNION SELECT %(own)s"),
    TOP: sql("SELECT s.employee_id", _IN_POST, "AND p.level IN ('head_of_region', 'regional_secretary', 'opd_head')"),
}
#: Of a part also the targets above on which its own hang.
_WITH_ABOVE = """
shown (id, parent_id) AS (
    SELECT id, parent_id FROM scope
    UNION SELECT t.id, t.parent_id FROM shown JOIN contracts_target t ON t.id = shown.parent_id
    JOIN seen c ON c.id = t.agreement_id
)
"""


def scope(part: str) -> str:
    """The opening of a statement: the agreements that count and are seen, and the targets of the part."""
    people = _PEOPLE.get(part)
    return sql(
        "WITH RECURSIVE",
        COUNTED,
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


def shown(part: str) -> str:
    """The opening of a statement about the targets that are shown: those in scope, and of a part those above."""
    return sql(scope(part), ",", _WITH_ABOVE if part == PART else "shown AS (SELECT id, parent_id FROM scope)")


def roots(part: str) -> str:
    """Rows (target, storey node, place in it, roots there, all targets shown) of at most ``most`` roots a node.

    A target without a node is a root where others hang on it; alone it is only a gap, but for ``lone``.
    """
    return sql(
        shown(part),
        ",",
        _ROOTED,
        """
        SELECT id, node_id, place, number, (SELECT count(*) FROM shown) FROM (
            SELECT r.id, place.id AS node_id, count(*) OVER same AS number,
                row_number() OVER (same ORDER BY coalesce(kids.number, 0) DESC, r.id) AS place
            FROM rooted r LEFT JOIN kids ON kids.id = r.id LEFT JOIN contracts_objective o ON o.id = r.node_id
            LEFT JOIN contracts_objective place
                ON place.id = CASE WHEN o.kind = 'programme' THEN o.parent_id ELSE o.id END
            WHERE r.node_id IS NOT NULL OR kids.number > 0 OR %(lone)s
            WINDOW same AS (PARTITION BY place.id)
        ) found WHERE place <= %(most)s ORDER BY node_id NULLS LAST, place
        """,
    )


def number(part: str) -> str:
    """One row: how many targets are shown."""
    return sql(shown(part), "SELECT count(*) FROM shown")


def everything(part: str) -> str:
    """Rows (target, parent) of all that is shown."""
    return sql(shown(part), "SELECT id, parent_id FROM shown ORDER BY id")


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

#: Objectives of the year that no target of anybody reaches, neither they nor their programmes.
UNCARRIED = sql(
    "WITH RECURSIVE",
    COUNTED,
    """,
reached AS (
    SELECT coalesce(l.node_id, i.objective_id) AS node_id FROM contracts_line l
    JOIN contracts_target t ON t.id = l.target_id JOIN counted c ON c.id = t.agreement_id
    LEFT JOIN contracts_indicator i ON i.id = l.definition_of_id
    UNION SELECT i.objective_id FROM contracts_indicator i
    WHERE EXISTS (SELECT FROM contracts_target t JOIN counted c ON c.id = t.agreement_id
        WHERE t.indicator_code = i.code)
)
SELECT o.id FROM contracts_objective o
WHERE o.kind = 'objective' AND %(year)s BETWEEN o.first_year AND o.last_year
    AND (%(plan_units)s::bigint[] IS NULL OR o.unit_id = ANY (%(plan_units)s::bigint[]))
    AND NOT EXISTS (SELECT FROM reached r JOIN contracts_objective p ON p.id = r.node_id
        WHERE p.id = o.id OR p.parent_id = o.id)
ORDER BY o.code
""",
)


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
    AND (%(units)s::bigint[] IS NULL OR u.id = ANY (%(units)s::bigint[]))
    AND EXISTS (SELECT FROM chiefs l WHERE l.kind = u.kind)
    AND (SELECT bool_and(c.id IS NULL) FROM organization_assignment s
        JOIN organization_position p ON p.id = s.position_id JOIN chiefs l ON l.level = p.level AND l.kind = u.kind
        LEFT JOIN counted c ON c.holder_id = s.employee_id
        WHERE p.unit_id = u.id AND s.start <= %(day)s AND (s."end" IS NULL OR s."end" >= %(day)s))
ORDER BY u.code
""",
)
