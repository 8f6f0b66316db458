"""The inspectorate decides on a finding: where the superior did not in time, or otherwise than the superior."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dailylog.actions.findings import check_heard
from dailylog.limits import is_closed
from dailylog.models import Finding, FindingReview, FindingState
from dailylog.queries.inspection import DECIDED, superiors_until
from kinerja.errors import DomainError
from kinerja.ui import wording
from organization.actions.notices import tell
from organization.models import Employee

#: A verdict that sets another one aside says why; fewer characters than this say nothing.
SHORTEST_REASON = 10


@transaction.atomic
def review(*, finding_id: int, reviewer: Employee, upheld: bool, text: str, now: datetime) -> FindingReview:
    """Decide on a finding in the superior's place, or set a superior's verdict aside; both are told.

    Raises ``DomainError``: "review_reason", "finding_gone", "month_closed", "verdict_same", "superiors_turn",
    "finding_not_heard", "finding_own".
    """
    finding = Finding.objects.select_for_update().get(pk=finding_id)
    if finding.employee_id == reviewer.pk:
        raise DomainError("finding_own", _("Temuan tentang diri sendiri diputuskan oleh atasan Anda."))
    if len(text.strip()) < SHORTEST_REASON:
        message = _("Tulis alasan putusan, sedikitnya %(count)s huruf: apa yang diperiksa dan apa hasilnya.")
        raise DomainError("review_reason", message % {"count": SHORTEST_REASON})
    _check_open(finding, upheld, now)
    found = FindingReview.objects.create(
        finding=finding, reviewer=reviewer, at=now, upheld=upheld, text=text.strip(), replaced=_verdict_of(finding)
    )
    before = finding.decided_by_id
    finding.state = FindingState.UPHELD if upheld else FindingState.CLEARED
    finding.decided_by, finding.decided_at, finding.verdict_text = reviewer, now, text.strip()
    finding.save(update_fields=["state", "decided_by", "decided_at", "verdict_text"])
    _tell(finding, found, before)
    return found


def _check_open(finding: Finding, upheld: bool, now: datetime) -> None:
    today = timezone.localtime(now).date()
    if finding.gone_at is not None:
        raise DomainError("finding_gone", _("Yang tidak cocok sudah diperbaiki; temuan ini tidak berlaku lagi."))
    if is_closed(finding.date):
        raise DomainError("month_closed", _("Bulan ini sudah ditutup; temuannya tidak berubah lagi."))
    if finding.state in DECIDED:
        if upheld == (finding.state == FindingState.UPHELD):
            raise DomainError("verdict_same", _("Putusan temuan ini sudah berbunyi demikian."))
    elif timezone.localtime(now).replace(tzinfo=None) <= superiors_until(finding.date):
        message = _("Sampai %(day)s atasan yang memutuskan. Sesudah itu Inspektorat dapat memutuskan.")
        raise DomainError("superiors_turn", message % {"day": wording.day(superiors_until(finding.date).date())})
    if upheld:
        check_heard(finding, today)


def _verdict_of(finding: Finding) -> dict[str, Any] | None:
    """The verdict that stands on the finding, as it is kept with the one that replaces it."""
    if finding.decided_at is None:
        return None
    return {
        "state": finding.state,
        "decided_by": finding.decided_by_id,
        "name": finding.decided_by.name if finding.decided_by else "",
        "decided_at": finding.decided_at.isoformat(),
        "text": finding.verdict_text,
    }


def _tell(finding: Finding, found: FindingReview, before: int | None) -> None:
    body = f"{wording.day(finding.date)}: {finding.words} {found.text}"
    tell(
        employee_ids=[finding.employee_id],
        kind="finding_decided",
        key=f"finding-{finding.pk}-review-{found.pk}",
        subject=_("Inspektorat: temuan terbukti") if found.upheld else _("Inspektorat: penjelasan Anda diterima"),
        body=body,
        url=reverse("findings"),
    )
    if before is not None and before != found.reviewer_id:
        tell(
            employee_ids=[before],
            kind="finding_set_aside",
            key=f"finding-{finding.pk}-review-{found.pk}",
            subject=_("Inspektorat mengganti putusan Anda"),
            body=f"{finding.employee.name}, {body}",
            url=reverse("findings"),
        )
