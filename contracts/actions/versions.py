"""The life of a version before anybody signs: opened, presented, judged, returned or agreed, cancelled, refused."""

import hashlib
import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from contracts.actions.freeze import freeze
from contracts.actions.mirror import mirror
from contracts.actions.pledge import take_over_pledge
from contracts.actions.step_notices import tell_step
from contracts.models import (
    TERMS,
    Agreement,
    AgreementKind,
    Event,
    Line,
    Period,
    Presentation,
    Round,
    State,
    Verdict,
    Version,
)
from contracts.queries.parties import parties_on
from contracts.queries.pledged import pledges_beside
from contracts.queries.readiness import missing_before_presentation, not_yet_fit
from contracts.rules import states
from kinerja.errors import DomainError
from organization.models import Employee

#: What a new version takes over from the lines of the one before.
CARRIED = (*TERMS, "target_id", "order", "definition_of_id", "node_id", "definition", "formula", "data_source",
           "baseline", "means", "programme_id", "budget", "unfunded_reason", "risk")  # fmt: skip


def log(version: Version, kind: str, by: Employee | None, note: str = "") -> None:
    """Write what happened to a version into its timeline."""
    Event.objects.create(version=version, kind=kind, by=by, note=note)


def locked(version_id: int) -> Version:
    """The version, held until the transaction ends: whoever else would change its state waits."""
    chosen = Version.objects.select_for_update(of=("self",))
    return chosen.select_related("agreement__holder", "superior", "position__unit", "round").get(pk=version_id)


def demand(version: Version, after: str) -> None:
    """Raise ``DomainError`` ("state") unless the version may go to a state."""
    if not states.may_follow(version.state, after):
        raise DomainError(
            "state",
            _("Perjanjian ini %(state)s. Muat ulang halaman untuk melihat langkah yang mungkin.")
            % {"state": version.get_state_display()},
        )


@transaction.atomic
def open_version(
    *,
    holder: Employee,
    year: int,
    by: Employee | None,
    round: Round | None = None,  # noqa: A002 -- the noun of the field
    kind: str | None = None,
    on: date | None = None,
) -> Version:
    """Begin somebody's agreement of a year as a draft; a draft that is there already is given back.

    ``kind`` is by default the round's; without a round whatever is being drafted, else the formal one. The parties are
    those of the day ``on`` (default: today). The lines are those of an earlier attempt, or of a draft that came in by
    table. Raises ``DomainError``, also where the agreement is already signed.
    """
    kind = kind or (round.kind if round else None)
    parties = parties_on(holder, on or timezone.localdate())
    # The person is the lock: two beginnings at a time make one draft.
    Employee.objects.select_for_update().get(pk=holder.pk)
    agreement = _open_one(holder, year, kind)
    if agreement is not None and agreement.sealed_at is not None:
        raise DomainError(
            "already_signed",
            _("Perjanjian %(person)s tahun %(year)s sudah ditandatangani. Ajukan perubahan dengan dasar yang sah.")
            % {"person": holder.name, "year": year},
        )
    agreement = agreement or Agreement(holder=holder, year=year, kind=kind or AgreementKind.PK)
    agreement.superior = parties.superior.employee if parties.superior else None
    agreement.position = parties.own.position
    if round is not None:
        agreement.period, agreement.gives_way = Period(round.period), round.gives_way
        agreement.pledge = parties.own.position.level in round.pledge_levels
    if agreement.pledge:
        _claim_pledge(agreement)
    agreement.save()
    last = agreement.versions.order_by("-number").first()
    if last is not None and last.open:
        return last
    version = Version.objects.create(
        agreement=agreement,
        number=last.number + 1 if last else 1,
        ground=last.ground if last else "",
        ground_note=last.ground_note if last else "",
        effective_month=last.effective_month if last else 1,
        round=round or (last.round if last else None),
        position=parties.own.position,
        acting=parties.own.kind,
        superior=agreement.superior,
        superior_position=parties.superior.position if parties.superior else None,
        superior_acting=parties.superior.kind if parties.superior else "definitive",
        created_by=by,
    )
    carry_lines(version, last)
    log(version, "opened", by)
    return version


def _open_one(holder: Employee, year: int, kind: str | None) -> Agreement | None:
    """The open agreement of a kind; of any kind the one that is still being drafted comes first."""
    found = Agreement.objects.filter(holder=holder, year=year, ended_on__isnull=True)
    if kind is not None:
        found = found.filter(kind=kind)
    return found.order_by(F("sealed_at").asc(nulls_first=True), "pk").first()


def _claim_pledge(agreement: Agreement) -> None:
    """The pledge is given once a year: a draft of the other kind hands it over, a frozen paper does not."""
    take_over_pledge(holder_ids=[agreement.holder_id], year=agreement.year, kind=agreement.kind)
    if pledges_beside(holder_ids=[agreement.holder_id], year=agreement.year, kind=agreement.kind).exists():
        raise DomainError(
            "second_pledge",
            _("%(person)s sudah menyatakan kesanggupan untuk tahun %(year)s pada perjanjian lain.")
            % {"person": agreement.holder.name, "year": agreement.year},
        )


def carry_lines(version: Version, last: Version | None) -> None:
    """Give a new version the lines of the one before; without one, those of the agreement's targets."""
    rows: list[dict[str, Any]]
    if last is not None:
        rows = list(last.lines.values(*CARRIED))
    else:
        targets = version.agreement.targets.order_by("indicator_code").values("id", *TERMS)
        rows = [{**target, "target_id": target.pop("id"), "order": at} for at, target in enumerate(targets, 1)]
    Line.objects.bulk_create(Line(version=version, **row) for row in rows)


def digest_of(version: Version) -> str:
    """SHA-256 of the lines as they stand: what a presentation shows."""
    return digest_lines(version.lines.order_by("order", "indicator_code"))


def digest_lines(lines: Iterable[Line]) -> str:
    """The same of lines that were read already, in their order."""
    rows = [{name: getattr(line, name) for name in CARRIED} for line in lines]
    return hashlib.sha256(json.dumps(rows, default=str, sort_keys=True).encode()).hexdigest()


@transaction.atomic
def present(
    *,
    version: Version,
    by: Employee,
    held_on: date | None = None,
    panel: str = "",
    minutes: str = "",
    seen: str | None = None,
) -> Presentation:
    """Show the targets with the means of reaching them to the reviewers.

    ``seen`` is the ``digest_of`` the lines that the presenter had before him. Raises ``DomainError`` ("lines_changed")
    where they changed since, ("not_ready") with everything that is still missing.
    """
    version = locked(version.pk)
    demand(version, State.PRESENTED)
    digest = digest_of(version)
    if seen is not None and seen != digest:
        raise DomainError(
            "lines_changed",
            _("Isi rancangan berubah setelah halaman ini dibuka. Periksa isi terbaru di atas, lalu paparkan."),
        )
    missing = missing_before_presentation(version)
    if missing:
        raise DomainError("not_ready", " ".join(missing))
    presentation = Presentation.objects.create(
        version=version,
        number=version.presentations.count() + 1,
        presented_by=by,
        held_on=held_on,
        panel=panel.strip(),
        minutes=minutes.strip(),
        digest=digest,
    )
    _go(version, State.PRESENTED)
    log(version, "presented", by)
    tell_step(version, "presented", by)
    return presentation


@transaction.atomic
def judge(*, presentation: Presentation, line: Line, by: Employee, fitness: str, note: str = "") -> Verdict:
    """Say of a line whether it is fit; a reviewer may change his word until the version leaves the presentation.

    Raises ``DomainError`` where an improvement is asked for without saying which, or the review is over.
    """
    version = locked(presentation.version_id)
    if version.state != State.PRESENTED:
        raise DomainError("review_over", _("Telaah sudah selesai. Muat ulang halaman untuk melihat keadaannya."))
    if fitness == "improve" and not note.strip():
        raise DomainError("note_missing", _("Tuliskan apa yang perlu diperbaiki pada indikator ini."))
    return Verdict.objects.create(presentation=presentation, line=line, reviewer=by, fitness=fitness, note=note.strip())


@transaction.atomic
def return_version(*, version: Version, by: Employee, reason: str) -> Version:
    """Give a presented or agreed version back for improvement; what was frozen is thawed. Needs a reason."""
    reason = _reason(reason)
    version = locked(version.pk)
    demand(version, State.RETURNED)
    _go(version, State.RETURNED, thaw=True)
    log(version, "returned", by, reason)
    tell_step(version, "returned", by, reason)
    return version


@transaction.atomic
def agree(*, version: Version, by: Employee) -> Version:
    """Agree to what was presented: freeze it, number it, and make the paper that will be signed.

    Raises ``DomainError`` while a line was not found fit by every reviewer who spoke, or the lines changed since.
    """
    version = locked(version.pk)
    demand(version, State.AGREED)
    presentation = version.presentations.order_by("-number").first()
    if presentation is None or presentation.digest != digest_of(version):
        raise DomainError("changed_since", _("Isi perjanjian berubah setelah dipaparkan. Paparkan kembali."))
    waiting = not_yet_fit(version)
    if waiting:
        raise DomainError(
            "not_fit",
            _("Belum semua indikator dinyatakan layak: %(codes)s. Selesaikan telaahnya lebih dahulu.")
            % {"codes": ", ".join(waiting)},
        )
    mirror(version)
    freeze(version)
    _go(version, State.AGREED)
    log(version, "agreed", by)
    tell_step(version, "agreed", by)
    return version


@transaction.atomic
def cancel(*, version: Version, by: Employee, reason: str) -> Version:
    """Give a version up before anybody signed it. Needs a reason."""
    reason = _reason(reason)
    version = locked(version.pk)
    demand(version, State.CANCELLED)
    _go(version, State.CANCELLED, thaw=True)
    log(version, "cancelled", by, reason)
    tell_step(version, "cancelled", by, reason)
    return version


@transaction.atomic
def refuse(*, version: Version, by: Employee, reason: str) -> Version:
    """Refuse to sign: an outcome of its own. The paper stays as it was shown. Needs a reason."""
    reason = _reason(reason)
    version = locked(version.pk)
    demand(version, State.REFUSED)
    _go(version, State.REFUSED)
    log(version, "refused", by, reason)
    tell_step(version, "refused", by, reason)
    return version


def _reason(text: str) -> str:
    if not text.strip():
        raise DomainError("reason_missing", _("Tuliskan alasannya."))
    return text.strip()


def _go(version: Version, state: str, *, thaw: bool = False) -> None:
    version.state = state
    if thaw:
        version.frozen, version.frozen_sha256, version.document = None, "", None
    version.save()


__all__ = [
    "CARRIED",
    "agree",
    "cancel",
    "carry_lines",
    "demand",
    "digest_lines",
    "digest_of",
    "judge",
    "locked",
    "log",
    "mirror",
    "open_version",
    "present",
    "refuse",
    "return_version",
]
