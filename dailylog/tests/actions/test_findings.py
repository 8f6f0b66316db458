"""A finding is answered by its person, with words, and not once it is closed."""

import pytest

from dailylog.actions.findings import explain, judge
from dailylog.models import Finding
from dailylog.tests.conftest import DAY, NOW
from kinerja.errors import DomainError
from tests.cast import Cast


@pytest.fixture
def finding(cast: Cast) -> Finding:
    return Finding.objects.create(employee=cast.staff, date=DAY, kind="short_wfa_day")


def code_of_explaining(finding: Finding, text: str) -> str:
    with pytest.raises(DomainError) as refused:
        explain(finding_id=finding.pk, employee_id=finding.employee_id, text=text, now=NOW)
    return refused.value.code


def test_blank_answer_is_none(finding: Finding) -> None:
    assert code_of_explaining(finding, "  \n") == "explanation_empty"


def test_verdict_against_a_person_has_a_reason(cast: Cast, finding: Finding) -> None:
    explain(finding_id=finding.pk, employee_id=cast.staff.pk, text="Rapat di luar.", now=NOW)
    with pytest.raises(DomainError) as refused:
        judge(finding_id=finding.pk, user_id=cast.lead.pk, upheld=True, text=" ", now=NOW)
    assert refused.value.code == "verdict_empty"


def test_finding_of_a_closed_month_stays(finding: Finding, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dailylog.actions.findings.is_closed", lambda day: day == DAY)
    assert code_of_explaining(finding, "Rapat di luar.") == "month_closed"
