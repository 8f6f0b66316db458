"""The lines and targets of copied drafts, inside the database: two statements whatever the number of people."""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from contracts.models import TERMS, Round
from contracts.queries.last_year import Source, baselines_of
from contracts.rules.periods import MONTHS_OF
from kinerja.tables.statements import sql

#: What a line says beside its terms, and a new year's draft takes over from last year's line.
SAID = (
    "definition_of_id",
    "node_id",
    "definition",
    "formula",
    "data_source",
    "means",
    "programme_id",
    "unfunded_reason",
    "risk",
)
#: What the dictionary says of a target that no line wrote: one that came in by table.
DICTIONARY = {
    "definition_of_id": "d.id",
    "node_id": "d.objective_id",
    "definition": "coalesce(d.definition, '')",
    "formula": "coalesce(d.formula, '')",
    "data_source": "coalesce(d.data_source, '')",
    "means": "''",
    "programme_id": "NULL",
    "unfunded_reason": "''",
    "risk": "''",
}
#: The terms that stay as they were; months, and what a target hangs on, are found anew.
KEPT = tuple(name for name in TERMS if name not in {"monthly", "parent_id", "succeeds_id"})

_CHOSEN = "(SELECT * FROM unnest(%(sources)s::bigint[], %(versions)s::bigint[]) AS c (source_id, version_id)) c"

# A target hangs on the present superior's of the same code, as far as there is one in the new year: of two kinds on
# that of the same kind.
_TARGETS = sql(
    "INSERT INTO contracts_target (agreement_id, parent_id, monthly,",
    ", ".join(KEPT),
    ") SELECT v.agreement_id, p.id, ARRAY(SELECT CASE WHEN m BETWEEN %(first)s AND %(last)s THEN o.monthly[m] END"
    " FROM generate_series(1, 12) AS m ORDER BY m)::numeric(24, 6)[],",
    ", ".join(f"o.{name}" for name in KEPT),
    "FROM",
    _CHOSEN,
    "JOIN contracts_version v ON v.id = c.version_id JOIN contracts_target o ON o.agreement_id = c.source_id"
    " LEFT JOIN contracts_target op ON op.id = o.parent_id"
    " LEFT JOIN LATERAL (SELECT pt.id FROM contracts_agreement pa JOIN contracts_target pt ON pt.agreement_id = pa.id"
    " WHERE pa.holder_id = v.superior_id AND pa.year = %(year)s AND pa.ended_on IS NULL"
    " AND pt.indicator_code = op.indicator_code ORDER BY pa.kind <> %(kind)s LIMIT 1) p ON true"
    " ORDER BY v.id, o.indicator_code",
)
# What last year's lines said is found in one go: asked target by target, it would depend on how many lines the
# database believes there are, and a first year of drafting it believes that there are none.
_SAID = (
    "said AS MATERIALIZED (SELECT DISTINCT ON (l.target_id) l.* FROM contracts_line l"
    " JOIN contracts_version lv ON lv.id = l.version_id AND lv.applied_at IS NOT NULL"
    " JOIN contracts_target lt ON lt.id = l.target_id AND lt.agreement_id = ANY(%(sources)s)"
    " ORDER BY l.target_id, lv.number DESC)"
)
_LINES = sql(
    "WITH",
    _SAID,
    'INSERT INTO contracts_line (version_id, target_id, "order", baseline,',
    ", ".join((*TERMS, *SAID)),
    ") SELECT v.id, t.id, row_number() OVER (PARTITION BY v.id ORDER BY t.indicator_code), b.baseline,",
    ", ".join(f"t.{name}" for name in TERMS),
    ",",
    ", ".join(f"CASE WHEN s.id IS NULL THEN {DICTIONARY[name]} ELSE s.{name} END" for name in SAID),
    "FROM",
    _CHOSEN,
    "JOIN contracts_version v ON v.id = c.version_id JOIN contracts_target o ON o.agreement_id = c.source_id"
    " JOIN contracts_target t ON t.agreement_id = v.agreement_id AND t.indicator_code = o.indicator_code"
    " LEFT JOIN contracts_indicator d ON d.code = o.indicator_code"
    " LEFT JOIN unnest(%(targets)s::bigint[], %(baselines)s::numeric[]) AS b (target_id, baseline)"
    " ON b.target_id = o.id"
    " LEFT JOIN said s ON s.target_id = o.id",
)


def copy_lines(in_round: Round, pairs: Sequence[tuple[Source, int]]) -> None:
    """Give each new version, by its id, the lines and targets of its source.

    The months keep their values, those outside the round's period fall away. The baseline is what last year came
    to, as far as it was measured, else last year's target. A target hangs again on the superior's of the same code.
    """
    first, last = MONTHS_OF[in_round.period]
    sources = [source.agreement_id for source, _version_id in pairs]
    baselines = baselines_of(sources)
    values: dict[str, Any] = {
        "sources": sources,
        "versions": [version_id for _source, version_id in pairs],
        "year": in_round.year,
        "kind": in_round.kind,
        "first": first,
        "last": last,
        "targets": list(baselines.keys()),
        "baselines": list(baselines.values()),
    }
    with connection.cursor() as cursor:
        cursor.execute(_TARGETS, values)
        cursor.execute(_LINES, values)
