"""Everything that the page of one version shows, read in a bounded number of queries."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from contracts.models import Agreement, Event, Signature, State, Target, Version
from contracts.queries.deed import build_deed
from contracts.rules import deed as deeds
from contracts.rules.quarters import quarter_targets
from contracts.rules.spreading import MONTHS, year_figure
from kinerja.days import last_of_month

#: Kind of event → its words and the shape beside them.
EVENTS: dict[str, tuple[Any, str]] = {
    "opened": (_("Mulai disusun"), "draft"),
    "copied": (_("Disalin dari perjanjian sebelumnya"), "draft"),
    "shared": (_("Indikator bersama dilekatkan"), "draft"),
    "presented": (_("Dipaparkan"), "sent"),
    "judged": (_("Ditelaah"), "done"),
    "returned": (_("Dikembalikan untuk perbaikan"), "back"),
    "agreed": (_("Disepakati dan dibekukan"), "done"),
    "signed_first": (_("Ditandatangani pihak pertama"), "ok"),
    "signed_second": (_("Ditandatangani pihak kedua"), "ok"),
    "in_force": (_("Berlaku"), "ok"),
    "amended": (_("Diganti perubahan"), "lock"),
    "ended": (_("Berakhir"), "lock"),
    "refused": (_("Ditolak"), "no"),
    "cancelled": (_("Dibatalkan"), "none"),
    "pledge_moved": (_("Lembar kesanggupan dilepas"), "done"),
    "printed": (_("Dicetak"), "done"),
    "reminded": (_("Diingatkan"), "sent"),
}


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A line of the annex as the page shows it; ``before`` is the year's figure that it replaces or follows."""

    row: deeds.Row
    quarters: tuple[Decimal | None, ...]
    before: Decimal | None
    trend: str


@dataclass(frozen=True, slots=True)
class ShownEvent:
    """A line of the timeline."""

    event: Event
    words: str
    shape: str


def deed_of(version: Version) -> deeds.Deed:
    """What the version says: the frozen deed, or what would be frozen now."""
    return deeds.from_json(version.frozen) if version.frozen else build_deed(version)


def grouped_rows(version: Version, deed: deeds.Deed) -> list[tuple[str, list[ShownRow]]]:
    """The lines by objective, in order, each beside the figure before it."""
    earlier = figures_before(version)
    groups: dict[str, list[ShownRow]] = {}
    for row in deed.rows:
        before = earlier.get(row.code)
        shown = ShownRow(row, quarter_targets(row.monthly, row.accumulation), before, _trend(row.year_target, before))
        groups.setdefault(row.objective, []).append(shown)
    return list(groups.items())


def _trend(now: Decimal | None, before: Decimal | None) -> str:
    if now is None or before is None or now == before:
        return ""
    return "up" if now > before else "down"


def figures_before(version: Version) -> dict[str, Decimal | None]:
    """Indicator code → the year's figure of the version that this one amends, else of last year's agreement."""
    if version.is_amendment:
        earlier = version.agreement.versions.filter(number__lt=version.number, applied_at__isnull=False)
        last = earlier.order_by("-number").first()
        if last is not None and last.frozen:
            return {row.code: row.year_target for row in deeds.from_json(last.frozen).rows}
    agreement = version.agreement
    before = Target.objects.filter(
        agreement__holder=agreement.holder_id, agreement__year=agreement.year - 1, agreement__sealed_at__isnull=False
    )
    # Of several that carry a code the latest decides.
    return {
        target.indicator_code: year_figure(target.monthly, target.accumulation)
        for target in before.order_by("agreement__signed_on")
    }


@dataclass(frozen=True, slots=True)
class Beside:
    """The holder's agreement of the other kind; ``counts`` whether ``month`` is scored by it."""

    agreement: Agreement
    month: date
    counts: bool


def beside(version: Version, today: date) -> Beside | None:
    """The agreement that lasts beside a version's in its year; 1 query, and 1 more where there is one."""
    agreement = version.agreement
    lasting = Agreement.objects.filter(
        holder=agreement.holder_id, year=agreement.year, ended_on__isnull=True, sealed_at__isnull=False
    )
    other = None if agreement.ended_on or version.state != State.IN_FORCE else lasting.exclude(pk=agreement.pk).first()
    if other is None:
        return None
    # Of another year its first month that is not over, or its last.
    day = min(max(today, date(agreement.year, 1, 1)), date(agreement.year, MONTHS, 31))
    last = last_of_month(day)
    return Beside(other, day.replace(day=1), Agreement.objects.counting(last).filter(pk=other.pk).exists())


def timeline(version: Version) -> list[ShownEvent]:
    """What happened to a version, oldest first; one query."""
    return [
        ShownEvent(event, str(EVENTS[event.kind][0]), EVENTS[event.kind][1])
        for event in version.events.select_related("by").order_by("at", "pk")
    ]


def signatures_of(version: Version) -> dict[str, Signature]:
    """Role → signature; one query."""
    return {signature.role: signature for signature in version.signatures.select_related("signer")}
