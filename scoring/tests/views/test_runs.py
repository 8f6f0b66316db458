"""The operator's page of month runs."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from scoring.models import Job, JobState
from scoring.tests.city import MARCH, MONTH, City, login
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("viewer", ["staff", "head", "mayor", "bkpsdm", "ortala", "inspectorate"])
def test_runs_are_the_operators(cast: Cast, viewer: str) -> None:
    client = login(cast.people[viewer])

    assert client.get(reverse("runs")).status_code == 403
    assert client.post(reverse("run_start"), {"month": MARCH}).status_code == 403
    assert not Job.objects.exists()


def test_an_empty_page_says_what_to_do(cast: Cast) -> None:
    page = login(cast.operator).get(reverse("runs")).content.decode()

    assert "Belum ada bulan yang dihitung" in page


def test_a_new_region_is_led_from_step_to_step(cast: Cast) -> None:
    page = login(cast.operator).get(reverse("runs")).content.decode()

    assert "Memulai daerah baru: " in page
    assert f'href="{reverse("org_schedules")}">Jadwal kerja</a>' in page
    assert reverse("table_upload", args=["schedules"]) in page


def test_starting_twice_makes_one_run_with_its_progress(working: Cast) -> None:
    client = login(working.operator)
    for _number in range(2):
        assert client.post(reverse("run_start"), {"month": MARCH})["Location"] == reverse("runs")

    parent = Job.objects.get(parent=None)
    page = client.get(reverse("runs")).content.decode()
    assert (parent.month, parent.requested_by) == (MONTH, working.operator)
    assert f"0 dari {parent.children.count()} bagian selesai" in page
    assert f'hx-get="{reverse("run_progress", kwargs={"pk": parent.pk})}"' in page
    assert "Penghitungan Maret 2026 dimulai." in page


@pytest.mark.parametrize(("text", "words"), [("x", "bukan bulan"), ("2099-01", "belum dimulai")])
def test_a_month_that_cannot_be_scored_is_refused_with_a_sentence(cast: Cast, text: str, words: str) -> None:
    page = login(cast.operator).post(reverse("run_start"), {"month": text}, follow=True).content.decode()

    assert words in page
    assert not Job.objects.exists()


def _failed_run(cast: Cast) -> Job:
    login(cast.operator).post(reverse("run_start"), {"month": MARCH})
    parent = Job.objects.get(parent=None)
    parent.children.update(state=JobState.DONE)
    parent.children.filter(unit_code="dki").update(state=JobState.FAILED, error="ValueError: rusak", attempts=3)
    parent.state = JobState.FAILED
    parent.save()
    return parent


def test_a_failed_part_shows_its_cause_and_can_be_repeated(working: Cast) -> None:
    parent = _failed_run(working)
    client = login(working.operator)

    page = client.get(reverse("runs")).content.decode()
    assert "Dinas Komunikasi dan Informatika" in page
    assert "ValueError: rusak" in page

    again = client.post(reverse("run_retry", kwargs={"pk": parent.pk}), follow=True).content.decode()
    assert "1 bagian dicoba lagi." in again
    assert parent.children.get(unit_code="dki").state == JobState.PENDING


def test_nothing_failed_is_said(working: Cast) -> None:
    client = login(working.operator)
    client.post(reverse("run_start"), {"month": MARCH})

    page = client.post(reverse("run_retry", kwargs={"pk": Job.objects.get(parent=None).pk}), follow=True)

    assert "Tidak ada bagian yang gagal" in page.content.decode()


def test_the_fragment_stops_asking_when_the_run_is_over(working: Cast) -> None:
    parent = _failed_run(working)
    address = reverse("run_progress", kwargs={"pk": parent.pk})
    client = login(working.operator)

    assert "hx-get" not in client.get(address).content.decode()
    Job.objects.filter(pk=parent.pk).update(state=JobState.RUNNING)
    assert "hx-get" in client.get(address).content.decode()
    assert client.get(reverse("run_progress", kwargs={"pk": parent.pk + 1000})).status_code == 404


def test_months_stand_with_their_state(city: City) -> None:
    page = login(city.cast.operator).get(reverse("runs")).content.decode()

    assert "Maret 2026" in page
    assert "Sementara" in page


def test_the_cost_does_not_grow_with_the_runs(working: Cast) -> None:
    client = login(working.operator)
    _failed_run(working)
    once = _queries_of(client)
    for _number in range(2):
        parent = Job.objects.create(
            kind="score_month", month=MONTH, as_of=Job.objects.latest("pk").as_of, state=JobState.FAILED
        )
        Job.objects.create(
            kind="score_opd", month=MONTH, unit_code="dlh", as_of=parent.as_of, state=JobState.FAILED, parent=parent
        )

    assert _queries_of(client) == once <= 15


def _queries_of(client: Client) -> int:
    with CaptureQueriesContext(connection) as found:
        client.get(reverse("runs"))
    return len(found)
