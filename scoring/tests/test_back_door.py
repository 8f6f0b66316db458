"""The back door leads to no figure, and not into a closed month."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from organization.back_door.site import tables
from organization.models import Holiday
from scoring.models import Job, Month
from tests.cast import Cast

PASSWORD = "jembatan-merah-7"


@pytest.fixture
def inside(client: Client, cast: Cast) -> Client:
    cast.operator.set_password(PASSWORD)
    cast.operator.save()
    client.force_login(cast.operator)
    return client


def test_of_scoring_there_are_jobs_alone_and_they_stay_as_they_are() -> None:
    found = [(rows.opts.label, rows.mendable) for rows in tables().rows if rows.opts.app_label == "scoring"]
    assert found == [("scoring.Job", ())]
    assert [rows.opts.label for rows in tables().rows if rows.opts.app_label == "dailylog"] == []


def test_a_job_shows_nothing_of_the_figures_that_it_carries(inside: Client) -> None:
    job = Job.objects.create(
        kind="score_month", month="2026-03-01", as_of="2026-04-20T08:00Z", above={"kota": "97.123456"}
    )
    page = inside.get(f"/pintu-belakang/scoring/job/{job.pk}/")
    assert page.status_code == 200
    assert "97.123456" not in page.content.decode()


def test_a_day_of_a_closed_month_stays_as_it_is(inside: Client) -> None:
    day = Holiday.objects.create(date=date(2026, 8, 17), name="Proklamasi", kind="public")
    Month.objects.create(month="2026-08-01", locked_at=timezone.now())
    answer = inside.post(
        f"/pintu-belakang/organization/holiday/{day.pk}/",
        {"from_package": "on", "reason": "ikut kalender", "password": PASSWORD},
    )
    assert answer.status_code == 422
    assert "Bulan ini sudah ditutup" in answer.content.decode()
    day.refresh_from_db()
    assert day.from_package is False
