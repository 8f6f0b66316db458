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
    """A pledged target as of a month, by the policy of that month."""

    row: Achievement
    policy: Policy
    month: date

    @property
    def status(self) -> str:
        """``ok``, ``watch``, ``at_risk`` or ``breached``."""
        return self.row.pledge_status

    @property
    def threshold(self) -> int:
        """From how many missed months on it endangers the pledge."""
        target = self.row.target
        count = months_with_target(zip(self._in_force(), target.monthly, strict=True), polarity=target.polarity)
        return threshold(months_with_target=count, policy=self.policy)

    @property
    def need(self) -> Need | None:
        """What the months left must bring."""
        target = self.row.target
        values: list[Decimal | None] = [
            value if force else None for value, force in zip(target.monthly, self._in_force(), strict=True)
        ]
        return need(
            polarity=target.polarity,
            accumulation=target.accumulation,
            source=target.source,
            monthly=values,
            month=self.month.month,
            realised=self.row.ytd_realised,
        )

    def _in_force(self) -> list[bool]:
        signed = self.row.target.agreement.signed_on
        return [signed is not None and signed <= last_day(each) for each in months_of_year(self.month.year)]


@dataclass(frozen=True, slots=True)
class Pledge:
    """A pledged agreement with its targets, those in danger first."""

    agreement: Agreement
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
    """Every pledge, or those of one holder, the worst first; one query of a few short columns."""
    rows = Achievement.objects.filter(revision=revision, target__agreement__pledge=True)
    if holder is not None:
        rows = rows.filter(target__agreement__holder=holder)
    statuses: dict[tuple[str, int], list[str]] = {}
    for nip, agreement, status in rows.order_by().values_list(
        "target__agreement__holder__nip", "target__agreement_id", "pledge_status"
    ):
        statuses.setdefault((nip, agreement), []).append(status)
    found = [
        (min(each, key=ORDER.index), nip, agreement, sum(status in {"at_risk", "breached"} for status in each))
        for (nip, agreement), each in statuses.items()
    ]
    found.sort(key=lambda pledge: (ORDER.index(pledge[0]), *pledge[1:3]))
    return [PledgeStanding(agreement, status, endangered) for status, _nip, agreement, endangered in found]


def pledges_of(revision: Revision, agreement_ids: Sequence[int]) -> list[Pledge]:
    """These pledges with their targets, in the order asked; one query."""
    rows = Achievement.objects.filter(revision=revision, target__agreement_id__in=agreement_ids)
    # The months of the year, which fill most of a row, are read by no list.
    rows = rows.defer("months").select_related("target__agreement__holder").order_by("target__indicator_code")
    policy = policy_of(revision)
    grouped: dict[int, list[PledgedTarget]] = {}
    for row in rows:
        grouped.setdefault(row.target.agreement_id, []).append(PledgedTarget(row, policy, revision.month_id))
    found = ((grouped[pk][0].row.target.agreement, grouped[pk]) for pk in agreement_ids)
    return [
        Pledge(agreement, sorted(targets, key=lambda target: ORDER.index(target.status)))
        for agreement, targets in found
    ]
