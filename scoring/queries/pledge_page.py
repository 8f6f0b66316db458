"""The pledges of a year as of a month: run, status, and what is still needed (rules §9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from contracts.models import Agreement
from scoring.models import Achievement, Revision
from scoring.periods import last_day, months_of_year
from scoring.queries.explain import policy_of
from scoring.rules.outlook import Need, need
from scoring.rules.pledge import months_with_target, threshold
from scoring.rules.policy import Policy

#: The worst status first.
ORDER = ("breached", "at_risk", "watch", "ok", "")


@dataclass(frozen=True, slots=True)
class PledgedTarget:
    """A pledged target as of the month: how long missed, from when it endangers the pledge, what it still needs."""

    row: Achievement
    threshold: int
    need: Need | None

    @property
    def status(self) -> str:
        """``ok``, ``watch``, ``at_risk`` or ``breached``."""
        return self.row.pledge_status


@dataclass(frozen=True, slots=True)
class Pledge:
    """A pledged agreement with its targets, those in danger first."""

    agreement: Agreement
    targets: Sequence[PledgedTarget]

    @property
    def status(self) -> str:
        """The worst status of its targets."""
        return min((target.status for target in self.targets), key=ORDER.index, default="")

    @property
    def endangered(self) -> int:
        """How many of its targets have been missed for as long as the threshold."""
        return sum(target.status in {"at_risk", "breached"} for target in self.targets)


def pledges_as_of(revision: Revision, *, holder: Any = None) -> list[Pledge]:
    """Every pledge, or those of one holder, the worst first; one query."""
    rows = Achievement.objects.filter(revision=revision, target__agreement__pledge=True)
    if holder is not None:
        rows = rows.filter(target__agreement__holder=holder)
    rows = rows.select_related("target__agreement__holder").order_by("target__indicator_code")
    policy = policy_of(revision)
    grouped: dict[int, list[PledgedTarget]] = {}
    for row in rows:
        grouped.setdefault(row.target.agreement_id, []).append(_pledged(row, policy, revision.month_id))
    found = [
        Pledge(targets[0].row.target.agreement, sorted(targets, key=lambda target: ORDER.index(target.status)))
        for targets in grouped.values()
    ]
    return sorted(found, key=lambda pledge: (ORDER.index(pledge.status), pledge.agreement.holder.nip))


def _pledged(row: Achievement, policy: Policy, month: date) -> PledgedTarget:
    target = row.target
    signed = target.agreement.signed_on
    year = months_of_year(month.year)
    in_force = [signed is not None and signed <= last_day(each) for each in year]
    values: list[Decimal | None] = [
        value if force else None for value, force in zip(target.monthly, in_force, strict=True)
    ]
    count = months_with_target(zip(in_force, target.monthly, strict=True), polarity=target.polarity)
    return PledgedTarget(
        row=row,
        threshold=threshold(months_with_target=count, policy=policy),
        need=need(
            polarity=target.polarity,
            accumulation=target.accumulation,
            source=target.source,
            monthly=values,
            month=month.month,
            realised=row.ytd_realised,
        ),
    )
