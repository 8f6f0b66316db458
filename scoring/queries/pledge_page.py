"""The pledges of a year as of a month: run, status, and what is still needed (rules §9)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from contracts.models import Agreement
from kinerja.days import last_of_month
from kinerja.reading import parsed
from scoring.models import Revision
from scoring.periods import months_of_year
from scoring.queries.lasting import figures_text
from scoring.rules.outlook import Need, need
from scoring.rules.pledge import months_with_target, threshold
from scoring.rules.policy import Policy

#: The worst status first.
ORDER = ("breached", "at_risk", "watch", "ok", "")
_ENDANGERED = frozenset({"at_risk", "breached"})

_STANDINGS = """
SELECT coalesce(json_agg(json_build_array(nip, id, statuses)), '[]')::text
FROM (
    SELECT e.nip, g.id, array_agg(a.pledge_status) AS statuses
    FROM contracts_agreement g
    JOIN organization_employee e ON e.id = g.holder_id
    JOIN contracts_target t ON t.agreement_id = g.id
    JOIN scoring_achievement a ON a.target_id = t.id AND a.revision_id = %(revision)s
    WHERE g.pledge AND g.year = %(year)s AND (%(holder)s::bigint IS NULL OR g.holder_id = %(holder)s)
    GROUP BY e.nip, g.id
) pledge
"""
# The months of the year, which fill most of an achievement, are read by no list.
_PLEDGES = """
SELECT json_build_object('policy', (SELECT policy FROM scoring_revision WHERE id = %(revision)s), 'pledges', (
    SELECT json_object_agg(g.id, json_build_object(
        'name', e.name, 'signed', g.signed_on, 'targets', (
            SELECT json_agg(json_build_object(
                'pk', t.id, 'indicator', t.indicator, 'polarity', t.polarity, 'accumulation', t.accumulation,
                'source', t.source, 'unit', t.unit_of_measure, 'monthly', t.monthly, 'achievement', a.achievement,
                'to_date', a.ytd_achievement, 'realised', a.ytd_realised, 'run', a.run, 'status', a.pledge_status
            ) ORDER BY t.indicator_code)
            FROM contracts_target t
            JOIN scoring_achievement a ON a.target_id = t.id AND a.revision_id = %(revision)s
            WHERE t.agreement_id = g.id
        )
    ))
    FROM contracts_agreement g
    JOIN organization_employee e ON e.id = g.holder_id
    WHERE g.id = ANY(%(agreements)s)
))::text
"""


@dataclass(frozen=True, slots=True)
class PledgedTarget:
    """A pledged target as of a month; ``threshold`` missed months on end endanger the pledge."""

    pk: int
    indicator: str
    unit: str
    achievement: Decimal | None
    to_date: Decimal | None
    run: int | None
    status: str
    threshold: int
    need: Need | None


@dataclass(frozen=True, slots=True)
class Pledge:
    """A pledged agreement with its targets, those in danger first."""

    name: str
    signed: date | None
    targets: Sequence[PledgedTarget]

    @property
    def status(self) -> str:
        """The worst status of its targets."""
        return min((target.status for target in self.targets), key=ORDER.index, default="")


@dataclass(frozen=True, slots=True)
class PledgeStanding:
    """How a pledge stands: the worst status of its targets, and how many of them have reached their threshold."""

    agreement_id: int
    status: str
    endangered: int


def pledge_standings(revision: Revision, *, holder: Any = None) -> list[PledgeStanding]:
    """Every pledge of the year, or those of one holder, the worst first; one query of a few short columns."""
    asked = {"revision": revision.pk, "year": revision.month_id.year, "holder": holder.pk if holder else None}
    found = [
        (min(statuses, key=ORDER.index), nip, agreement, sum(status in _ENDANGERED for status in statuses))
        for nip, agreement, statuses in parsed(figures_text(_STANDINGS, asked))
    ]
    found.sort(key=lambda pledge: (ORDER.index(pledge[0]), *pledge[1:3]))
    return [PledgeStanding(agreement, status, endangered) for status, _nip, agreement, endangered in found]


def pledges_text(revision: Revision, agreement_ids: Sequence[int]) -> str:
    """These pledges with their targets as of a revision, as JSON; one query."""
    return figures_text(_PLEDGES, {"revision": revision.pk, "agreements": list(agreement_ids)})


def pledges_of(text: str, agreement_ids: Sequence[int], month: date) -> list[Pledge]:
    """A ``pledges_text`` in the order asked."""
    read = parsed(text)
    policy = Policy.from_values(read["policy"])
    return [_pledge(read["pledges"][str(pk)], policy, month) for pk in agreement_ids]


def _pledge(row: Mapping[str, Any], policy: Policy, month: date) -> Pledge:
    signed = date.fromisoformat(row["signed"]) if row["signed"] else None
    in_force = [signed is not None and signed <= last_of_month(each) for each in months_of_year(month.year)]
    targets = [_target(each, in_force, policy, month) for each in row["targets"] or []]
    return Pledge(row["name"], signed, sorted(targets, key=lambda target: ORDER.index(target.status)))


def _target(row: Mapping[str, Any], in_force: Sequence[bool], policy: Policy, month: date) -> PledgedTarget:
    monthly = row["monthly"]
    count = months_with_target(zip(in_force, monthly, strict=True), polarity=row["polarity"])
    return PledgedTarget(
        **{key: row[key] for key in ("pk", "indicator", "unit", "achievement", "to_date", "run", "status")},
        threshold=threshold(months_with_target=count, policy=policy),
        need=need(
            polarity=row["polarity"],
            accumulation=row["accumulation"],
            source=row["source"],
            monthly=[value if force else None for value, force in zip(monthly, in_force, strict=True)],
            month=month.month,
            realised=row["realised"],
        ),
    )


def has_pledged(user: Any, year: int) -> bool:
    """Whether somebody has an agreement of a year that is a pledge."""
    return Agreement.objects.filter(holder_id=user.pk, pledge=True, year=year).exists()
