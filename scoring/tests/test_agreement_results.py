"""What scoring tells the floor of promises about a year."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from contracts.models import Target
from contracts.realised import realised
from contracts.tests.rounds import signed_last_year
from scoring.models import Achievement, Month, Revision
from tests.cast import Cast


@pytest.fixture
def target(cast: Cast) -> Target:
    return signed_last_year(cast.head, cast.mayor, "A").targets.get()


def scored(target: Target, month: date, *, state: str = "provisional", value: int = 97, number: int = 1) -> None:
    closed, _made = Month.objects.get_or_create(month=month)
    revision = Revision.objects.create(
        month=closed, number=number, state="running", as_of=datetime(2026, 1, 5, tzinfo=UTC)
    )
    Achievement.objects.create(
        revision=revision, target=target, state="measured", realised=Decimal(8), ytd_realised=Decimal(value)
    )
    Revision.objects.filter(pk=revision.pk).update(state=state)


def test_a_year_is_what_came_together_until_december(target: Target) -> None:
    scored(target, date(2025, 12, 1))
    assert realised([target.pk]) == {target.pk: Decimal(97)}


def test_a_year_that_is_not_over_is_not_told(target: Target) -> None:
    scored(target, date(2025, 11, 1))
    assert realised([target.pk]) == {}


def test_the_revision_that_counts_is_told(target: Target) -> None:
    scored(target, date(2025, 12, 1), state="superseded", value=90)
    scored(target, date(2025, 12, 1), value=95, number=2)
    assert realised([target.pk]) == {target.pk: Decimal(95)}


def test_a_running_revision_is_not_told(target: Target) -> None:
    scored(target, date(2025, 12, 1), state="running")
    assert realised([target.pk]) == {}
