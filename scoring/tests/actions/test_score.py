"""Scoring a month: what is refused, what is kept, what a second scoring changes."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kinerja.errors import DomainError
from organization.models import Employee
from scoring.actions.score import score_month
from scoring.models import BehaviourRating, IndividualScore, Revision, ScoringPolicy
from scoring.periods import parse_instant

MARCH = date(2025, 3, 1)
STAFF = "198012032003031005"


def figures() -> list[tuple[object, ...]]:
    return list(IndividualScore.objects.order_by("employee__nip").values_list("employee__nip", "iki", "tpp", "days"))


def test_a_second_scoring_leaves_one_revision_with_the_same_figures(golden: Path) -> None:
    score_month(month=MARCH)
    first = figures()

    score_month(month=MARCH)

    assert figures() == first
    assert Revision.objects.filter(month=MARCH).count() == 1


def test_people_written_part_by_part_all_stay(golden: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    score_month(month=MARCH)
    at_once = figures()
    monkeypatch.setattr("scoring.actions.store.PART", 2)

    score_month(month=MARCH)
    assert figures() == at_once

    IndividualScore.objects.all().delete()
    score_month(month=MARCH)
    assert figures() == at_once
    assert len(at_once) > 2


def test_a_changed_input_changes_just_that_person(golden: Path) -> None:
    score_month(month=MARCH)
    before = dict(IndividualScore.objects.values_list("employee__nip", "tpp"))
    BehaviourRating.objects.filter(employee__nip=STAFF, month=MARCH).update(rating="below")

    score_month(month=MARCH)

    after = dict(IndividualScore.objects.values_list("employee__nip", "tpp"))
    assert {nip for nip in after if after[nip] != before[nip]} == {STAFF}


def test_one_opd_leaves_the_others_alone(golden: Path) -> None:
    score_month(month=MARCH)
    before = dict(IndividualScore.objects.values_list("employee__nip", "opd__code"))
    IndividualScore.objects.update(iki=Decimal("1.00"))

    score_month(month=MARCH, opd_code="OPD01")

    wrong = set(IndividualScore.objects.filter(iki=Decimal("1.00")).values_list("opd__code", flat=True))
    assert wrong == {"OPD02"}
    assert dict(IndividualScore.objects.values_list("employee__nip", "opd__code")) == before


def test_who_has_left_the_city_leaves_the_revision(golden: Path) -> None:
    score_month(month=MARCH)
    employee = Employee.objects.get(nip=STAFF)
    employee.assignments.all().delete()

    score_month(month=MARCH)

    assert not IndividualScore.objects.filter(employee=employee).exists()


def test_an_unknown_opd_is_refused(golden: Path) -> None:
    with pytest.raises(DomainError, match="Tidak ada OPD dengan kode “OPD99”") as caught:
        score_month(month=MARCH, opd_code="OPD99")
    assert caught.value.code == "opd_unknown"


def test_a_month_that_has_not_begun_is_refused(golden: Path) -> None:
    with pytest.raises(DomainError) as caught:
        score_month(month=MARCH, as_of=parse_instant("2025-02-28T23:59"))
    assert caught.value.code == "month_ahead"
    assert not Revision.objects.exists()


def test_a_month_uses_the_policy_in_force_in_it(golden: Path) -> None:
    """A lower cap from April on changes nothing in March; the same cap from March on does."""
    score_month(month=MARCH)
    before = figures()
    policy = ScoringPolicy.objects.create(effective_from=date(2025, 4, 1), values={"achievement.cap": "100"})
    score_month(month=MARCH)
    assert figures() == before

    ScoringPolicy.objects.filter(pk=policy.pk).update(effective_from=MARCH)
    revision = score_month(month=MARCH)

    assert figures() != before
    assert revision.policy["achievement.cap"] == "100"
