"""Two checks of one day at once: what contradicts is found once, and neither fails."""

from datetime import time
from typing import Any
from unittest.mock import patch

import pytest
from django.db import IntegrityError

from dailylog.actions import check
from dailylog.models import Activity, Finding
from dailylog.tests.conftest import DAY, NOW
from tests.cast import Cast, make_cast
from tests.races import Race

pytestmark = pytest.mark.django_db(transaction=True)

SIDES = 4


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    made = make_cast()
    for hour in (8, 9):
        Activity.objects.create(
            employee=made.staff,
            date=DAY,
            start=time(hour),
            end=time(11),
            description="Rapat",
            output="Notula",
            status="submitted",
            filed_at=NOW,
        )
    return made


def check_at_once(cast: Cast) -> list[object]:
    """Checks of one day, each held up between its last look and its writing."""
    race, store = Race(SIDES), check._store

    def slowly(*args: Any) -> None:
        race.meet()
        store(*args)

    with patch.object(check, "_store", slowly):
        return race.run(*[lambda: check.check_days([cast.staff.pk], DAY, now=NOW)] * SIDES)


def test_checks_at_once_find_a_contradiction_once(cast: Cast) -> None:
    assert check_at_once(cast) == [1] * SIDES
    assert Finding.objects.filter(kind="overlapping_activities").count() == 1


def test_without_taking_turns_checks_at_once_fail(cast: Cast) -> None:
    with patch.object(check, "_take_turns"):
        outcomes = check_at_once(cast)
    assert sorted(isinstance(each, IntegrityError) for each in outcomes) == [False, True, True, True]
