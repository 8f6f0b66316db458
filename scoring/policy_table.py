"""The policy as a table: one row for each value, under the month from which it holds.

The stored policies hold what a region decided, each value until a later one of its key; the defaults of the rules stand
under the first month of all, ``2000-01``, so that every key has a row. A month's export lists every value in force in
it, under the month from which it holds; importing it again changes nothing.
"""

import json
from collections.abc import Iterable
from datetime import date

from django.db import connection
from django.utils.translation import gettext

from kinerja.tables import Column, Table
from kinerja.tables.cells import MONTH, TEXT
from kinerja.tables.specs import Judge, RowRule
from kinerja.tables.statements import sql
from kinerja.text import gettext_noop as _
from scoring.models import ScoringPolicy
from scoring.rules.policy import DEFAULT_VALUES, POLICY_KEYS, Policy, PolicyError

FIRST_MONTH = "2000-01-01"
UNKNOWN_KEY = _("Kunci “%(key)s” tidak dikenal. Daftar kunci: export_table policy.")

# The texts of the defaults are ours; a quote in one would be doubled here.
_DEFAULTS = "'" + json.dumps(DEFAULT_VALUES).replace("'", "''") + "'::jsonb"
_FIRST = "'" + FIRST_MONTH + "'"
_POLICIES = sql(
    "(SELECT p.id, p.effective_from, v.key, v.value FROM",
    "(SELECT id, effective_from, CASE effective_from WHEN",
    _FIRST,
    "THEN",
    _DEFAULTS,
    "|| values ELSE values END AS values FROM scoring_scoringpolicy UNION ALL SELECT 0,",
    _FIRST,
    "::date,",
    _DEFAULTS,
    "WHERE NOT EXISTS (SELECT FROM scoring_scoringpolicy WHERE effective_from =",
    _FIRST,
    ")) p CROSS JOIN LATERAL jsonb_each_text(p.values) v)",
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
    """Row, column and reason for each month from which values would contradict each other.

    What a file decides also holds in later months: a policy that begins after it is judged with it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT effective_from, min(row_no) FROM incoming GROUP BY effective_from ORDER BY 1")
        rows: dict[date, int] = dict(cursor.fetchall())
    policies = list(ScoringPolicy.objects.order_by("effective_from"))
    for begins in (policy.effective_from for policy in policies):
        before = [month for month in rows if month <= begins]
        if not before:
            continue
        try:
            Policy.from_values(ScoringPolicy.values_of(policies, begins))
        except PolicyError as error:
            yield rows[before[-1]], "value", gettext(error.message_id) % error.params


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
        "x WHERE x.key = p.key AND x.effective_from <= %(first)s)",
    ),
)
