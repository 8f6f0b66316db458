"""What waits for somebody's signature, with what a signer wants to know of each paper before opening it."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from contracts.models import Agreement, SignerRole, Target, Version
from contracts.rules import deed as deeds
from contracts.rules.spreading import year_figure
from kinerja.prepared import Prepared


@dataclass(frozen=True, slots=True)
class Pending:
    """A paper that waits: what it says in short, and how it differs from the one before.

    ``raised`` and ``lowered`` count the indicators whose figure of the year went up or down, ``added`` those that are
    new; all are None where there is nothing to compare with.
    """

    version: Version
    role: str
    sha256: str
    deed: deeds.Deed
    weight: Decimal
    budget: Decimal
    raised: int | None
    lowered: int | None
    added: int | None

    @property
    def key(self) -> str:
        """The value of the box on the list: which paper, and which bytes of it."""
        return f"{self.version.pk}:{self.sha256}"


# Two ways, each by its index: in one condition the database would read every version of the region.
_WAITING = Prepared(
    "papers_waiting",
    """
SELECT v.id FROM contracts_agreement a JOIN contracts_version v ON v.agreement_id = a.id
WHERE a.holder_id = %(person)s AND v.state = 'agreed'
UNION SELECT id FROM contracts_version WHERE superior_id = %(person)s AND state = 'signed_first'
""",
    person="bigint",
)


def _waiting_ids(person: int) -> list[int]:
    return [row[0] for row in _WAITING.rows({"person": person})]


def pending_for(user: Any) -> list[Pending]:
    """All papers that wait for this person, oldest first; at most 4 queries, one where nothing waits."""
    ids = _waiting_ids(user.pk)
    if not ids:
        return []
    found = Version.objects.filter(pk__in=ids, document__isnull=False).select_related("agreement__holder", "document")
    versions = list(found.defer("document__content").order_by("changed_at", "pk"))
    before = _figures_before(versions)
    return [_pending(version, before.get(version.pk), user) for version in versions]


def _pending(version: Version, before: dict[str, Decimal | None] | None, user: Any) -> Pending:
    deed = deeds.from_json(version.frozen or {})
    raised = lowered = added = None
    if before is not None:
        pairs = [(row.year_target, before[row.code]) for row in deed.rows if row.code in before]
        raised = sum(now is not None and then is not None and now > then for now, then in pairs)
        lowered = sum(now is not None and then is not None and now < then for now, then in pairs)
        added = len(deed.rows) - len(pairs)
    return Pending(
        version=version,
        role=SignerRole.FIRST if version.agreement.holder_id == user.pk else SignerRole.SECOND,
        sha256=version.document.sha256 if version.document else "",
        deed=deed,
        weight=sum((row.weight for row in deed.rows), Decimal(0)),
        budget=sum((programme.budget for programme in deed.programmes), Decimal(0)),
        raised=raised,
        lowered=lowered,
        added=added,
    )


def _figures_before(versions: Iterable[Version]) -> dict[int, dict[str, Decimal | None]]:
    """Version id → indicator code → the year's figure of the paper that it amends, else of last year's agreement."""
    amending = {one.agreement_id: one.pk for one in versions if one.number > 1 and one.ground}
    found: dict[int, dict[str, Decimal | None]] = {}
    earlier = Version.objects.filter(agreement__in=amending, applied_at__isnull=False).order_by("agreement", "number")
    for one in earlier.only("agreement", "frozen"):
        if one.frozen:
            found[amending[one.agreement_id]] = {row.code: row.year_target for row in deeds.from_json(one.frozen).rows}
    fresh = {(one.agreement.holder_id, one.agreement.year - 1): one.pk for one in versions if one.pk not in found}
    sealed = Agreement.objects.filter(
        holder__in={holder for holder, _year in fresh}, year__in={year for _holder, year in fresh}
    ).filter(sealed_at__isnull=False)
    for target in (
        Target.objects.filter(agreement__in=sealed).select_related("agreement").order_by("agreement__signed_on")
    ):
        pk = fresh.get((target.agreement.holder_id, target.agreement.year))
        if pk is not None:
            found.setdefault(pk, {})[target.indicator_code] = year_figure(target.monthly, target.accumulation)
    return found
