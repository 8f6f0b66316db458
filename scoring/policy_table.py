"""The policy as a table: one row for each value, under the month from which it holds.

The stored policies hold what a region decided; the defaults of the rules stand under the first month of all,
``2000-01``, so that every value has a row. A month's export lists every value in force in it, under the month from
which that policy holds; importing it again changes nothing.
"""

import json
from collections.abc import Iterable

from django.db import connection
from django.utils.translation import gettext

from kinerja.tables import Column, Table
from kinerja.tables.cells import MONTH, TEXT
from kinerja.tables.specs import Judge, RowRule
from kinerja.tables.statements import sql
from kinerja.text import gettext_noop as _
from scoring.rules.policy import DEFAULT_VALUES, POLICY_KEYS, Policy, PolicyError

FIRST_MONTH = "2000-01-01"
UNKNOWN_KEY = _("Kunci “%(key)s” tidak dikenal. Daftar kunci: export_table policy.")

# The texts of the defaults are ours; a quote in one would be doubled here.
_DEFAULTS = "'" + json.dumps(DEFAULT_VALUES).replace("'", "''") + "'::jsonb"
_FIRST = "'" + FIRST_MONTH + "'"
_POLICIES = sql(
    "(SELECT p.id, p.effective_from, v.key, v.value FROM",
    "(SELECT id, effective_from, values FROM scoring_scoringpolicy UNION ALL SELECT 0,",
    _FIRST,
    "::date, '{}'::jsonb WHERE NOT EXISTS (SELECT FROM scoring_scoringpolicy WHERE effective_from =",
    _FIRST,
    ")) p CROSS JOIN LATERAL jsonb_each_text(",
    _DEFAULTS,
    "|| p.values) v)",
)


def judge_value(key: str, value: str) -> tuple[str, str] | None:
    """Column and reason when the key is unknown or its value is not allowed."""
    if key not in POLICY_KEYS:
        return "key", gettext(UNKNOWN_KEY) % {"key": key}
    try:
        POLICY_KEYS[key].parse(value)
    except PolicyError as error:
        return "value", gettext(error.message_id) % error.params
    return None


def judge_policies() -> Iterable[tuple[int, str, str]]:
    """Row, column and reason for each policy of the file whose values contradict each other."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT min(i.row_no), p.values FROM incoming i JOIN scoring_scoringpolicy p"
            " ON p.effective_from = i.effective_from GROUP BY p.id, p.values ORDER BY 1"
        )
        policies = cursor.fetchall()
    for row, values in policies:
        try:
            Policy.from_values(json.loads(values) if isinstance(values, str) else values)
        except PolicyError as error:
            yield row, "value", gettext(error.message_id) % error.params


POLICY = Table(
    kind="policy",
    order=180,
    target="scoring_scoringpolicy",
    live=_POLICIES,
    columns=(
        Column("effective_from", MONTH, "p.effective_from", store="effective_from", key=True),
        Column("key", TEXT, "p.key", store="key", key=True, longest=60),
        Column("value", TEXT, "p.value", store="value", longest=60),
    ),
    source=_POLICIES + " p",
    stored=(),
    row_rules=(RowRule(("key", "value"), judge_value),),
    writes=(
        (
            "INSERT INTO scoring_scoringpolicy AS p (effective_from, values)"
            " SELECT effective_from, jsonb_object_agg(key, btrim(value)) FROM incoming WHERE differs"
            " GROUP BY effective_from"
            " ON CONFLICT (effective_from) DO UPDATE SET values = p.values || excluded.values"
        ),
    ),
    set_checks=(Judge(judge_policies, after=True),),
    order_by=("p.effective_from", 'p.key COLLATE "C"'),
    period=sql(
        "p.effective_from = (SELECT max(x.effective_from) FROM",
        _POLICIES,
        "x WHERE x.effective_from <= %(first)s)",
    ),
)
