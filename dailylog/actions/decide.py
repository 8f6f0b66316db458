"""A superior decides on entries: each by its version, all in one press."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dailylog.actions.refusals import refusing
from dailylog.limits import is_closed
from dailylog.models import Activity, Decision, ReturnReason, Verdict
from dailylog.queries.team import Team, assignment_of
from kinerja.errors import DomainError
from kinerja.ui import wording
from organization.actions.notices import tell
from organization.rules.holding import Holding


@dataclass(frozen=True, slots=True)
class Seen:
    """An entry as it was seen."""

    activity_id: int
    version: int


@dataclass
class Verdicts:
    """What was decided, and what could not be, each with its reason."""

    decided: list[Activity] = field(default_factory=list)
    refused: list[tuple[Activity, DomainError]] = field(default_factory=list)


def approve(*, user_id: int, seen: Sequence[Seen], today: date) -> Verdicts:
    """Approve entries in the versions that were seen. One that cannot be approved holds up none of the others."""
    return _decide(user_id, seen, today, verdict=Verdict.APPROVE, reason="", text="")


def send_back(*, user_id: int, seen: Sequence[Seen], today: date, reason: str, text: str = "") -> Verdicts:
    """Send entries back with a reason; their people are told. Raises ``DomainError`` without a reason that is known."""
    if reason not in ReturnReason.values:
        raise DomainError("return_reason", _("Pilih alasan pengembalian."))
    if reason == ReturnReason.OTHER and not text.strip():
        raise DomainError("return_text", _("Tulis catatan: apa yang harus diperbaiki?"))
    return _decide(user_id, seen, today, verdict=Verdict.RETURN, reason=reason, text=text.strip())


@transaction.atomic
def _decide(user_id: int, seen: Sequence[Seen], today: date, *, verdict: str, reason: str, text: str) -> Verdicts:
    found = Activity.objects.select_related("employee", "target").in_bulk([each.activity_id for each in seen])
    outcome = Verdicts()
    if not found:
        return outcome
    team = Team(user_id, first=min(entry.date for entry in found.values()), today=today)
    posts: dict[Holding, int] = {}
    closed: dict[date, bool] = {}
    # In the order of their keys, so that two superiors at once wait instead of blocking each other.
    for each in sorted(seen, key=lambda each: each.activity_id):
        entry = found.get(each.activity_id)
        if entry is None:
            continue
        holding = team.post_for(entry.employee_id, entry.date)
        if holding is None:
            outcome.refused.append((entry, _not_yours(entry, user_id)))
            continue
        month = entry.date.replace(day=1)
        if closed.setdefault(month, is_closed(month)):
            outcome.refused.append((entry, DomainError("month_closed", _("Bulan ini sudah ditutup."))))
            continue
        if holding not in posts:
            posts[holding] = assignment_of(holding).pk
        try:
            with refusing():
                Decision.objects.create(
                    activity=entry,
                    version=each.version,
                    verdict=verdict,
                    reason=reason,
                    text=text,
                    decided_by_id=user_id,
                    assignment_id=posts[holding],
                )
        except DomainError as error:
            outcome.refused.append((entry, error))
        else:
            outcome.decided.append(entry)
    if verdict == Verdict.RETURN:
        _tell_returned(outcome.decided, reason, text)
    return outcome


def _not_yours(entry: Activity, user_id: int) -> DomainError:
    if entry.employee_id == user_id:
        return DomainError("decision_not_own", _("Kegiatan sendiri diputuskan oleh atasan, tidak oleh diri sendiri."))
    return DomainError(
        "decision_of_another",
        _("Kegiatan %(name)s pada tanggal itu diputuskan oleh pejabat lain.") % {"name": entry.employee.name},
    )


def _tell_returned(entries: Sequence[Activity], reason: str, text: str) -> None:
    label = str(ReturnReason(reason).label)
    for entry in entries:
        tell(
            employee_ids=[entry.employee_id],
            kind="activity_returned",
            key=f"activity-{entry.pk}-{timezone.now():%Y%m%d%H%M%S%f}",
            subject=_("Kegiatan dikembalikan: %(reason)s") % {"reason": label},
            body=f"{wording.day(entry.date)}: {entry.description}. {text}".strip(),
            url=reverse("activity", args=[entry.pk]),
        )
