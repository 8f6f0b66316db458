"""Two checks of one day at once: what contradicts is found once, and neither fails."""

from collections.abc import Callable
from datetime import time
from unittest.mock import patch

import pytest
from django.db import IntegrityError

from dailylog.actions import check
from dailylog.models import Activity, Finding
from dailylog.tests.actions.test_races import together
from dailylog.tests.conftest import DAY, NOW
from tests.cast import Cast, make_cast

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 15


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


def look(cast: Cast) -> Callable[[], object]:
    return lambda: check.check_days([cast.staff.pk], DAY, now=NOW)


def test_checks_at_once_find_a_contradiction_once(cast: Cast) -> None:
    for _round in range(ROUNDS):
        Finding.objects.all().delete()
        assert together(*[look(cast)] * 4) == []
        assert Finding.objects.filter(kind="overlapping_activities").count() == 1


def test_without_taking_turns_checks_at_once_fail(cast: Cast) -> None:
    with patch.object(check, "_take_turns"):
        for _round in range(ROUNDS * 2):
            Finding.objects.all().delete()
            if any(isinstance(error, IntegrityError) for error in together(*[look(cast)] * 4)):
                break
        else:
            pytest.fail("The race could not be shown, so that the test above proves nothing.")
