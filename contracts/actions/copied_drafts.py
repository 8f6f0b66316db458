"""The agreements and versions of copied drafts: a statement each, whatever the number of people."""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.utils import timezone

from contracts.models import Round, State
from contracts.models.version import new_token
from contracts.queries.round_people import Asked
from organization.models import Employee

_AGREEMENTS = """
INSERT INTO contracts_agreement (year, kind, period, gives_way, holder_id, superior_id, position_id, pledge)
SELECT %(year)s, %(kind)s, %(period)s, %(gives_way)s, a.*
FROM unnest(%(holders)s::bigint[], %(superiors)s::bigint[], %(positions)s::bigint[], %(pledges)s::bool[]) a
"""
# Written out column by column, with the defaults of the model: a new column without one stops the copying at once.
_VERSIONS = """
INSERT INTO contracts_version (agreement_id, number, state, round_id, position_id, acting, superior_id,
    superior_position_id, superior_acting, ground, ground_note, effective_month, token, document_number, frozen_sha256,
    created_by_id, created_at, changed_at)
SELECT a.id, 1, %(state)s, %(round)s, a.position_id, w.acting, a.superior_id, w.above, w.superior_acting, '', '', 1,
    w.token, '', '', %(by)s, %(now)s, %(now)s
FROM unnest(%(holders)s::bigint[], %(actings)s::text[], %(aboves)s::bigint[], %(superior_actings)s::text[],
    %(tokens)s::text[]) w (holder, acting, above, superior_acting, token)
JOIN contracts_agreement a ON a.holder_id = w.holder AND a.year = %(year)s AND a.kind = %(kind)s
    AND a.ended_on IS NULL
RETURNING token, id
"""
_EVENTS = """
INSERT INTO contracts_event (version_id, kind, by_id, at, note)
SELECT v, 'copied', %(by)s, %(now)s, '' FROM unnest(%(versions)s::bigint[]) v
"""


def write_drafts(in_round: Round, by: Employee | None, people: Sequence[Asked]) -> list[int]:
    """An empty draft for each of these people, who have nothing for the year yet; ids of the versions, in order."""
    values = _values(in_round, by, people)
    with connection.cursor() as cursor:
        cursor.execute(_AGREEMENTS, values)
        cursor.execute(_VERSIONS, values)
        made = dict(cursor.fetchall())
        versions = [made[token] for token in values["tokens"]]
        cursor.execute(_EVENTS, values | {"versions": versions})
    return versions


def _values(in_round: Round, by: Employee | None, people: Sequence[Asked]) -> dict[str, Any]:
    superiors = [asked.superior for asked in people]
    return {
        "year": in_round.year,
        "kind": in_round.kind,
        "period": in_round.period,
        "gives_way": in_round.gives_way,
        "round": in_round.pk,
        "by": by.pk if by else None,
        "now": timezone.now(),
        "state": State.DRAFT.value,
        "holders": [asked.employee_id for asked in people],
        "positions": [asked.holding.position_id for asked in people],
        "pledges": [asked.holding.level in in_round.pledge_levels for asked in people],
        "actings": [asked.kind for asked in people],
        "superiors": [held.employee_id if held else None for held in superiors],
        "aboves": [held.position_id if held else None for held in superiors],
        "superior_actings": [asked.superior_kind for asked in people],
        "tokens": [new_token() for _asked in people],
    }
