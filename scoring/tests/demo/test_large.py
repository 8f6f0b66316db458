"""The large city is complete, repeatable, and refuses a database with people in it."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count, Sum

from contracts.models import Agreement, Target
from dailylog.models import Activity, Attendance
from organization.models import Employee, Unit
from organization.rules.nip import check_nip
from scoring.actions.score import score_month
from scoring.models import Case, IndividualScore, Reading

pytestmark = pytest.mark.django_db

PEOPLE, WORKDAYS = 120, 22


@pytest.fixture
def city() -> None:
    """A small one of the same make."""
    call_command("seed_city", people=PEOPLE, start="2026-03")


@pytest.mark.usefixtures("city")
def test_everybody_has_post_agreement_marks_and_entries() -> None:
    assert Employee.objects.count() == PEOPLE
    assert Agreement.objects.exclude(sealed_at=None).count() == PEOPLE - 1
    assert Attendance.objects.count() == PEOPLE * WORKDAYS
    assert Activity.objects.count() == PEOPLE * WORKDAYS * 4
    assert Unit.objects.count() == 1 + 1 + 5 + 20
    assert Case.objects.count() == 5 * 3 * 10
    assert Reading.objects.count() == PEOPLE - 1


@pytest.mark.usefixtures("city")
def test_numbers_and_weights_are_valid() -> None:
    sums = Agreement.objects.annotate(total=Sum("targets__weight")).values_list("total", flat=True)

    assert set(sums) == {Decimal(100)}
    assert [check_nip(nip) for nip in Employee.objects.values_list("nip", flat=True)]


@pytest.mark.usefixtures("city")
def test_the_cascade_reaches_from_staff_to_the_head() -> None:
    climbing = Target.objects.filter(source="activities", contribution="direct")

    assert climbing.filter(parent__parent__parent__isnull=False).count() == 2 * (PEOPLE - 27)
    assert not climbing.filter(parent=None).exists()


@pytest.mark.usefixtures("city")
def test_the_city_can_be_scored() -> None:
    score_month(month=date(2026, 3, 1))

    levels = IndividualScore.objects.exclude(iki=None).values("level").annotate(n=Count("id")).order_by("level")
    assert {row["level"]: row["n"] for row in levels} == {
        "division_head": 5,
        "opd_head": 1,
        "staff": PEOPLE - 27,
        "team_lead": 20,
    }


@pytest.mark.usefixtures("city")
def test_a_city_with_people_is_left_alone() -> None:
    with pytest.raises(CommandError):
        call_command("seed_city", people=PEOPLE)


def test_a_city_too_small_for_an_opd_is_refused() -> None:
    with pytest.raises(CommandError):
        call_command("seed_city", people=20)
