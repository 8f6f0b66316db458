"""Drafted lines that promise less than the holder promised last year, in one statement for a whole round."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection

from contracts.models import Round
from contracts.queries.last_year import last_day_before
from contracts.rules import states
from contracts.rules.comparing import is_weaker_year

# Of several agreements of last year the one that ended first counts, as elsewhere: ended ones stand before open ones.
_CHANGED = """
WITH before AS MATERIALIZED (
    SELECT a.holder_id, coalesce(a.ended_on, 'infinity') AS ended, t.indicator_code, t.monthly
    FROM contracts_agreement a JOIN contracts_target t ON t.agreement_id = a.id
    WHERE a.year = %(year)s - 1 AND a.signed_on IS NOT NULL AND (a.ended_on IS NULL OR a.ended_on >= %(day)s)
), drafted AS MATERIALIZED (
    SELECT l.id, l."order", a.holder_id, l.indicator_code, l.monthly, l.accumulation, l.polarity
    FROM contracts_line l JOIN contracts_version v ON v.id = l.version_id
    JOIN contracts_agreement a ON a.id = v.agreement_id
    WHERE v.state = ANY(%(open)s) AND a.year = %(year)s AND a.kind = %(kind)s AND a.period = %(period)s
        AND a.sealed_at IS NULL
)
SELECT d.id, b.monthly, d.monthly, d.accumulation, d.polarity
FROM drafted d JOIN before b USING (holder_id, indicator_code) JOIN organization_employee e ON e.id = d.holder_id
WHERE b.monthly <> d.monthly AND NOT EXISTS (
    SELECT FROM before o WHERE o.holder_id = b.holder_id AND o.indicator_code = b.indicator_code AND o.ended < b.ended
)
ORDER BY e.nip, d."order", d.id
"""


@dataclass(frozen=True, slots=True)
class Weaker:
    """A line, and the twelve months that the holder promised of the same indicator last year."""

    line_id: int
    before: list[Decimal | None]


def weaker_lines(of_round: Round) -> list[Weaker]:
    """The lines of a round's drafts that promise less over the year, by NIP; one query."""
    values: dict[str, Any] = {
        "year": of_round.year,
        "kind": of_round.kind,
        "period": of_round.period,
        "day": last_day_before(of_round),
        "open": sorted(states.OPEN),
    }
    with connection.cursor() as cursor:
        cursor.execute(_CHANGED, values)
        rows = cursor.fetchall()
    return [
        Weaker(line_id, before)
        for line_id, before, monthly, accumulation, polarity in rows
        if is_weaker_year(before, monthly, accumulation=accumulation, polarity=polarity)
    ]
