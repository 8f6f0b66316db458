"""A finding is answered by its person and decided by the superior of that day."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dailylog.limits import is_closed, limits_on
from dailylog.models import Finding, FindingState
from dailylog.queries.team import Team
from dailylog.rules.deadlines import nth_workday_after
from kinerja.errors import DomainError
from kinerja.ui import wording
from organization.actions.notices import tell
from organization.models import Holiday


@transaction.atomic
def explain(*, finding_id: int, employee_id: int, text: str, now: datetime) -> Finding:
    """Answer a finding about oneself; until it is decided the answer may be changed. Raises ``DomainError``."""
    finding = Finding.objects.select_for_update().get(pk=finding_id, employee_id=employee_id)
    if not text.strip():
        raise DomainError("explanation_empty", _("Tulis penjelasan Anda."))
    _check_undecided(finding)
    finding.explanation, finding.explained_at, finding.state = text.strip(), now, FindingState.EXPLAINED
    finding.save(update_fields=["explanation", "explained_at", "state"])
    return finding


@transaction.atomic
def judge(*, finding_id: int, user_id: int, upheld: bool, text: str, now: datetime) -> Finding:
    """Clear a finding, or uphold it with a reason. Raises ``DomainError``.

    It is upheld only once its person has answered, or has had as many workdays for it as for filing.
    """
    finding = Finding.objects.select_for_update().get(pk=finding_id)
    today = timezone.localtime(now).date()
    if Team(user_id, first=min(finding.date, today), today=today).post_for(finding.employee_id, finding.date) is None:
        raise DomainError("finding_of_another", _("Temuan ini diputuskan oleh atasan pada tanggal itu."))
    _check_undecided(finding)
    if upheld:
        check_heard(finding, today)
        if not text.strip():
            raise DomainError("verdict_empty", _("Tulis alasan putusan: apa yang terbukti?"))
    finding.state = FindingState.UPHELD if upheld else FindingState.CLEARED
    finding.decided_by_id, finding.decided_at, finding.verdict_text = user_id, now, text.strip()
    finding.save(update_fields=["state", "decided_by", "decided_at", "verdict_text"])
    tell(
        employee_ids=[finding.employee_id],
        kind="finding_decided",
        key=f"finding-{finding.pk}-{finding.state}",
        subject=_("Temuan terbukti") if upheld else _("Penjelasan Anda diterima"),
        body=f"{wording.day(finding.date)}: {finding.words} {finding.verdict_text}".strip(),
        url=reverse("findings"),
    )
    return finding


def _check_undecided(finding: Finding) -> None:
    if finding.state in {FindingState.CLEARED, FindingState.UPHELD}:
        raise DomainError("finding_decided", _("Temuan ini sudah diputuskan."))
    if is_closed(finding.date):
        raise DomainError("month_closed", _("Bulan ini sudah ditutup; temuannya tidak berubah lagi."))


def check_heard(finding: Finding, today: date) -> None:
    """Refuse to uphold what its person neither answered nor had the time to; ``DomainError`` "finding_not_heard"."""
    if finding.explained_at is not None:
        return
    found = timezone.localtime(finding.found_at).date()
    days = limits_on(finding.date).filing_workdays
    holidays = set(Holiday.objects.filter(date__gte=found).values_list("date", flat=True))
    until = nth_workday_after(found, days, holidays)
    if today <= until:
        raise DomainError(
            "finding_not_heard",
            _("Pegawai belum menjelaskan. Temuan dapat dinyatakan terbukti setelah dijelaskan, atau setelah %(day)s.")
            % {"day": wording.day(until)},
        )
