"""One day of a person."""

from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from dailylog.models import Leave
from organization.models import Holiday
from scoring.actions.score import score_month
from scoring.rules.discipline import Event
from scoring.tests.city import AS_OF, MARCH, MONTH, City, login
from scoring.views.days_shown import event_text

pytestmark = pytest.mark.django_db


def _get(city: City, viewer: str, day: str, owner: str = "staff") -> Any:
    address = reverse("day_detail", kwargs={"nip": city.cast.people[owner].nip, "day": day})
    return login(city.cast.people[viewer]).get(address)


@pytest.mark.parametrize(
    ("viewer", "status"),
    [
        *(("staff", 200), ("lead", 200), ("head", 200), ("mayor", 200), ("inspectorate", 200), ("bkpsdm", 200)),
        *(("ortala", 403), ("operator", 403), ("colleague", 404), ("stranger", 404), ("other_head", 404)),
    ],
)
def test_a_day_is_for_the_person_and_those_who_answer_for_it(city: City, viewer: str, status: int) -> None:
    assert _get(city, viewer, "2026-03-03").status_code == status


def test_a_late_day_says_how_late_and_what_it_cost(city: City) -> None:
    page = _get(city, "staff", "2026-03-03").content.decode()

    assert "Masuk 07.47, pulang 16.00" in page
    assert "Terlambat 17 menit (TL1)" in page
    assert "Hari ini mengurangi TPP Rp" in page
    assert "Menjawab permohonan 3" in page


def test_an_absent_day_costs_more_than_its_points(city: City) -> None:
    response = _get(city, "staff", "2026-03-09")

    assert "Tanpa keterangan (TK)" in response.content.decode()
    assert response.context["cost"] > 0


def test_bkpsdm_sees_the_marks_and_not_the_log(city: City) -> None:
    page = _get(city, "bkpsdm", "2026-03-03").content.decode()

    assert "Masuk 07.47" in page
    assert "Menjawab permohonan" not in page
    assert "Catatan kegiatan tidak ditampilkan" in page


def test_a_good_day_has_no_cost(city: City) -> None:
    assert "Tidak ada potongan hari ini" in _get(city, "staff", "2026-03-02").content.decode()


def test_free_days_say_why(city: City) -> None:
    Leave.objects.create(employee=city.cast.staff, start="2026-03-10", end="2026-03-11", kind="annual")
    Holiday.objects.create(date="2026-03-19", name="Hari Suci Nyepi", kind="public")

    assert "Cuti tahunan" in _get(city, "staff", "2026-03-10").content.decode()
    assert "Hari Suci Nyepi" in _get(city, "staff", "2026-03-19").content.decode()
    assert "bukan hari kerja wajib" in _get(city, "staff", "2026-03-08").content.decode()


def test_a_day_of_a_month_without_scores_still_shows_what_was_recorded(city: City) -> None:
    page = _get(city, "staff", "2026-02-03").content.decode()

    assert "bulan ini belum dihitung" in page


@pytest.mark.parametrize("text", ["2026-02-30", "kemarin", "2026-3"])
def test_a_text_that_is_no_day_is_404_with_a_sentence(city: City, text: str) -> None:
    response = _get(city, "staff", text)

    assert response.status_code == 404
    assert "bukan tanggal" in response.content.decode()


def test_the_cost_is_bounded(city: City, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    client = login(city.cast.lead)
    with django_assert_max_num_queries(22):
        client.get(reverse("day_detail", kwargs={"nip": city.cast.staff.nip, "day": "2026-03-03"}))


@pytest.mark.parametrize(
    ("code", "minutes", "mode", "words"),
    [
        ("TL4", None, "wfo", "tanpa absen masuk (TL4)"),
        ("PSW4", None, "field", "tanpa absen pulang (PSW4)"),
        ("PSW4", None, "wfa", "satu absen tidak ada (PSW4)"),
        ("PSW2", 42, "wfa", "hadir kurang 42 menit (PSW2)"),
        ("PSW2", 42, "wfo", "pulang cepat 42 menit (PSW2)"),
        ("NOLOG", None, "wfo", "hadir tanpa catatan kegiatan"),
    ],
)
def test_events_are_said_in_words(code: str, minutes: int | None, mode: str, words: str) -> None:
    assert event_text(Event(code, minutes, Decimal(1)), mode) == words


def test_the_calendar_names_leave_and_holidays(city: City) -> None:
    Leave.objects.create(employee=city.cast.colleague, start="2026-03-10", end="2026-03-11", kind="sick")
    Holiday.objects.create(date="2026-03-19", name="Hari Suci Nyepi", kind="public")
    score_month(month=MONTH, as_of=AS_OF)

    page = login(city.cast.colleague).get(f"/bulan-saya/{MARCH}/").content.decode()

    assert "Maret 2026, cuti sakit" in page
    assert "Maret 2026, Hari Suci Nyepi" in page
