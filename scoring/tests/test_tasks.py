"""The nightly run: which months, and as of when."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from scoring.models import Job, JobKind
from scoring.periods import to_local
from scoring.tasks import score_tonight
from scoring.tests.city import login
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def _asked() -> dict[date, str]:
    jobs = Job.objects.filter(kind=JobKind.SCORE_MONTH)
    return {job.month: f"{to_local(job.as_of):%Y-%m-%d %H:%M:%S}" for job in jobs}


@time_machine.travel("2026-03-10T01:15:00+07:00", tick=False)
def test_a_night_scores_the_days_that_are_over(cast: Cast) -> None:
    score_tonight()
    yesterday = "2026-03-09 23:59:59"
    assert _asked() == {date(2026, 3, 1): yesterday, date(2026, 2, 1): yesterday}


@time_machine.travel("2026-03-01T01:15:00+07:00", tick=False)
def test_the_first_night_of_a_month_scores_only_the_month_before(cast: Cast) -> None:
    score_tonight()
    assert _asked() == {date(2026, 2, 1): "2026-02-28 23:59:59"}


@time_machine.travel("2026-03-10T10:00:00+07:00", tick=False)
def test_the_operator_scores_until_yesterday_as_well(cast: Cast) -> None:
    login(cast.operator).post(reverse("run_start"), {"month": "2026-03"})
    assert _asked() == {date(2026, 3, 1): "2026-03-09 23:59:59"}
