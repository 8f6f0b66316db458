"""A person's month: whose it is, what it shows, and what it says when there is nothing."""

import re
from datetime import datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from dailylog.models import Disturbance
from scoring.models import IndividualScore
from scoring.periods import to_aware
from scoring.tests.city import MARCH, City, login
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def _month(city: City, viewer: str, owner: str = "staff", month: str = MARCH) -> tuple[int, str]:
    address = reverse("person_month", kwargs={"nip": city.cast.people[owner].nip, "month": month})
    response = login(city.cast.people[viewer]).get(address)
    return response.status_code, response.content.decode()


@pytest.mark.parametrize(
    ("viewer", "status"),
    [
        ("staff", 200),
        ("lead", 200),
        ("kabid", 200),
        ("head", 200),
        ("asisten", 200),
        ("mayor", 200),
        ("bkpsdm", 200),
        ("inspectorate", 200),
        ("ortala", 403),
        ("operator", 403),
        ("colleague", 404),
        ("other_head", 404),
        ("stranger", 404),
    ],
)
def test_a_months_figures_are_for_the_person_and_those_who_answer_for_it(city: City, viewer: str, status: int) -> None:
    assert _month(city, viewer)[0] == status


def test_staff_do_not_see_their_lead(city: City) -> None:
    assert _month(city, "staff", "lead")[0] == 404


def test_an_unknown_nip_is_404(city: City) -> None:
    assert login(city.cast.mayor).get(f"/pegawai/123/{MARCH}/").status_code == 404


def test_my_month_shows_three_figures_and_where_they_come_from(city: City) -> None:
    score = IndividualScore.objects.get(employee=city.cast.staff)

    page = login(city.cast.staff).get(reverse("my_month_of", kwargs={"month": MARCH})).content.decode()

    assert page.count("Dari mana angka ini?") == 3
    assert str(score.iki).replace(".", ",") in page
    assert "Hasil kerja" in page
    assert "Aturan §7; PP 12/2019" in page
    assert "sementara, data s.d. 20 April 2026 pukul 08.00 WIB" in page


@pytest.mark.parametrize(
    ("predicate", "words"), [("needs_improvement", "Predikat kinerja: Butuh Perbaikan"), ("", "Predikat kinerja")]
)
def test_the_predicate_stands_in_words_where_there_is_one(city: City, predicate: str, words: str) -> None:
    IndividualScore.objects.filter(employee=city.cast.staff).update(predicate=predicate)

    assert (words in _month(city, "staff")[1]) is bool(predicate)


def test_what_reduced_the_tpp_adds_up_to_the_rupiah(city: City) -> None:
    score = IndividualScore.objects.get(employee=city.cast.staff)

    response = login(city.cast.staff).get(reverse("my_month_of", kwargs={"month": MARCH}))

    assert sum(loss["amount"] for loss in response.context["losses"]) == score.tpp_base - score.tpp > 0


def test_the_calendar_names_each_day_and_leads_to_it(city: City) -> None:
    page = login(city.cast.staff).get(reverse("my_month_of", kwargs={"month": MARCH})).content.decode()

    assert f"/pegawai/{city.cast.staff.nip}/hari/2026-03-03/" in page
    assert "terlambat 17 menit (TL1)" in page
    assert "pulang cepat 40 menit (PSW2)" in page


def test_the_mayor_is_told_why_there_is_no_month(city: City) -> None:
    page = login(city.cast.mayor).get(reverse("my_month_of", kwargs={"month": MARCH})).content.decode()

    assert "Jabatan ini tidak dinilai dengan IKI" in page


def test_a_person_without_a_post_is_told_so(city: City) -> None:
    newcomer = city.cast.person("Tanpa Jabatan")

    page = login(newcomer).get(reverse("my_month_of", kwargs={"month": MARCH})).content.decode()

    assert "Tidak ada jabatan pada bulan ini" in page


def test_a_month_that_nobody_scored_says_where_figures_are(city: City) -> None:
    page = login(city.cast.staff).get(reverse("my_month_of", kwargs={"month": "2026-02"})).content.decode()

    assert "Februari 2026 belum dihitung" in page
    assert reverse("my_month_of", kwargs={"month": MARCH}) in page


def test_before_any_scoring_the_page_stands(cast: Cast) -> None:
    response = login(cast.staff).get(reverse("my_month"))

    assert response.status_code == 200
    assert "belum dihitung" in response.content.decode()


@pytest.mark.parametrize("text", ["2026-13", "kemarin", "20263"])
def test_a_text_that_is_no_month_is_404_with_a_sentence(city: City, text: str) -> None:
    response = login(city.cast.staff).get(f"/bulan-saya/{text}/")

    assert response.status_code == 404
    assert "bukan bulan" in response.content.decode()


def test_the_page_costs_the_same_for_every_person(
    city: City, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for viewer in ("staff", "lead"):
        client = login(city.cast.people[viewer])
        with django_assert_max_num_queries(20):
            assert client.get(reverse("my_month_of", kwargs={"month": MARCH})).status_code == 200


def test_english_writes_numbers_the_english_way(city: City) -> None:
    client = login(city.cast.staff)
    client.cookies["django_language"] = "en"

    page = client.get(reverse("my_month_of", kwargs={"month": MARCH})).content.decode()

    assert re.search(r"Rp\d,\d{3},\d{3}", page)


@pytest.mark.parametrize(
    ("unit", "until"), [("dki-1a", "8 April 2026 pukul 04.00"), ("dlh", "7 April 2026 pukul 23.59")]
)
def test_deadline_to_decide_is_the_one_that_an_outage_left(city: City, unit: str, until: str) -> None:
    begin, end = (to_aware(datetime.fromisoformat(text)) for text in ("2026-04-07T22:00", "2026-04-08T01:00"))
    keeper = city.cast.operator
    row = Disturbance.objects.create(start=begin, end=end, note="Serat optik putus", entered_by=keeper)
    row.units.add(city.cast.units[unit])
    with time_machine.travel(begin, tick=False):
        page = _month(city, "staff")[1]
    assert f"<b>{until} WIB</b>Atasan memutuskan kegiatan bulan ini" in page


def test_the_operator_is_led_to_where_an_unscored_month_is_scored(cast: Cast) -> None:
    address = reverse("my_month_of", args=[f"{timezone.localdate():%Y-%m}"])
    assert reverse("runs") in login(cast.operator).get(address).content.decode()
    assert reverse("runs") not in login(cast.staff).get(address).content.decode()


def test_a_month_long_past_is_not_promised_for_tomorrow(cast: Cast) -> None:
    page = login(cast.staff).get(reverse("my_month_of", args=["2020-01"])).content.decode()
    assert "Tidak ada penghitungan untuk bulan ini" in page
    assert "besok pagi" not in page
