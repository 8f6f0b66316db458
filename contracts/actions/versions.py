"""The life of a version before anybody signs: presented, judged, returned or agreed, cancelled, refused."""

import hashlib
import json
from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from contracts.actions.freeze import freeze
from contracts.actions.mirror import mirror
from contracts.actions.step_notices import tell_step
from contracts.models import (
    TERMS,
    Event,
    Line,
    Presentation,
    State,
    Verdict,
    Version,
)
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
