"""The inspectorate decides after the superior's time, sets verdicts aside with a reason, and never on itself."""

from datetime import date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from dailylog.actions.inspection import review
from dailylog.models import Finding, FindingReview, FindingState
from dailylog.policies import may_review_finding
from dailylog.tests.conftest import DAY, ZONE
from kinerja.errors import DomainError
from organization.models import Assignment, Employee, Notice, Position
from tests.cast import Cast

#: The fifth workday of April 2026, Good Friday left out, is Wednesday the 8th at the latest.
IN_TIME = datetime(2026, 3, 12, 9, tzinfo=ZONE)
LATE = datetime(2026, 4, 20, 9, tzinfo=ZONE)
REASON = "Catatan gerbang dan kamera diperiksa."


def finding_of(person: Employee, **fields: Any) -> Finding:
    values: dict[str, Any] = {"date": DAY, "kind": "short_wfa_day", "state": "explained", "explained_at": IN_TIME}
    return Finding.objects.create(employee=person, **(values | fields))


def decided(cast: Cast, state: str) -> Finding:
    return finding_of(
        cast.staff,
        state=state,
        explained_at=IN_TIME,
        decided_by=cast.lead,
        decided_at=IN_TIME,
        verdict_text="Sudah jelas.",
    )


def test_before_the_superiors_time_is_over_the_inspectorate_waits(cast: Cast, hours: None) -> None:
    found = finding_of(cast.staff)
    with pytest.raises(DomainError) as refused:
        review(finding_id=found.pk, reviewer=cast.inspectorate, upheld=True, text=REASON, now=IN_TIME)
    assert refused.value.code == "superiors_turn"
    found.refresh_from_db()
    assert found.state == FindingState.EXPLAINED


def test_afterwards_it_decides_and_the_person_is_told(cast: Cast, hours: None) -> None:
    found = finding_of(cast.staff)
    review(finding_id=found.pk, reviewer=cast.inspectorate, upheld=True, text=REASON, now=LATE)
    found.refresh_from_db()
    assert (found.state, found.decided_by_id) == (FindingState.UPHELD, cast.inspectorate.pk)
    assert FindingReview.objects.get().replaced is None
    assert Notice.objects.get(employee=cast.staff).subject == "Inspektorat: temuan terbukti"


def test_a_verdict_that_is_set_aside_is_kept_and_its_author_told(cast: Cast, hours: None) -> None:
    found = decided(cast, "cleared")
    review(finding_id=found.pk, reviewer=cast.inspectorate, upheld=True, text=REASON, now=IN_TIME)
    kept = FindingReview.objects.get().replaced
    assert kept is not None
    assert (kept["state"], kept["name"], kept["text"]) == ("cleared", cast.lead.name, "Sudah jelas.")
    assert Notice.objects.filter(employee=cast.lead, subject="Inspektorat mengganti putusan Anda").count() == 1


def test_the_same_verdict_again_is_refused(cast: Cast, hours: None) -> None:
    found = decided(cast, "upheld")
    with pytest.raises(DomainError) as refused:
        review(finding_id=found.pk, reviewer=cast.inspectorate, upheld=True, text=REASON, now=LATE)
    assert refused.value.code == "verdict_same"


def test_a_reason_of_a_word_is_none(cast: Cast, hours: None) -> None:
    found = decided(cast, "cleared")
    with pytest.raises(DomainError) as refused:
        review(finding_id=found.pk, reviewer=cast.inspectorate, upheld=True, text="  palsu  ", now=LATE)
    assert refused.value.code == "review_reason"


def test_what_was_corrected_meanwhile_is_not_decided(cast: Cast, hours: None) -> None:
    found = finding_of(cast.staff, gone_at=IN_TIME)
    with pytest.raises(DomainError) as refused:
        review(finding_id=found.pk, reviewer=cast.inspectorate, upheld=True, text=REASON, now=LATE)
    assert refused.value.code == "finding_gone"


def test_nobody_reviews_what_was_found_about_himself(cast: Cast, hours: None) -> None:
    found = finding_of(cast.inspectorate)
    with pytest.raises(DomainError) as refused:
        review(finding_id=found.pk, reviewer=cast.inspectorate, upheld=False, text=REASON, now=LATE)
    assert refused.value.code == "finding_own"
    with pytest.raises(IntegrityError, match="about himself"), transaction.atomic():
        FindingReview.objects.create(finding=found, reviewer=cast.inspectorate, at=LATE, upheld=False, text=REASON)


def test_the_database_keeps_reviews_as_they_are(cast: Cast, hours: None) -> None:
    found = finding_of(cast.staff)
    review(finding_id=found.pk, reviewer=cast.inspectorate, upheld=False, text=REASON, now=LATE)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        FindingReview.objects.update(upheld=True)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        FindingReview.objects.all().delete()


def test_colleagues_of_the_inspectorate_are_left_to_their_superior(cast: Cast) -> None:
    post = Position.objects.create(code="insp-2", title="Auditor", unit=cast.units["insp"], level="staff", tpp_base=0)
    auditor = Employee.objects.create(nip="199001012020011001", name="Rina Kartika")
    Assignment.objects.create(employee=auditor, position=post, kind="definitive", start=date(2024, 1, 1))
    assert not may_review_finding(cast.inspectorate, finding_of(auditor))
    assert may_review_finding(cast.inspectorate, finding_of(cast.staff))
    assert not may_review_finding(cast.lead, finding_of(cast.colleague))


def test_a_closed_month_keeps_its_verdicts(cast: Cast, hours: None, monkeypatch: pytest.MonkeyPatch) -> None:
    found = finding_of(cast.staff)
    monkeypatch.setattr("dailylog.actions.inspection.is_closed", lambda day: day == DAY)
    with pytest.raises(DomainError) as refused:
        review(finding_id=found.pk, reviewer=cast.inspectorate, upheld=False, text=REASON, now=LATE)
    assert refused.value.code == "month_closed"
