"""A unit's month: drill-down as far as the viewer may see."""

import re
from typing import Any

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from scoring.models import Achievement
from scoring.queries.unit_page import people_lines, people_text
from scoring.tests.city import MARCH, City, login, regional_target

pytestmark = pytest.mark.django_db


def _get(city: City, viewer: str, code: str = "dki", month: str = MARCH) -> Any:
    return login(city.cast.people[viewer]).get(reverse("unit_month", kwargs={"code": code, "month": month}))


@pytest.mark.parametrize(
    ("viewer", "code", "status"),
    [
        ("head", "dki", 200),
        ("staff", "dki", 200),
        ("colleague", "dki", 200),
        ("kabid", "dki-1", 200),
        ("kabid", "dki-2", 404),
        ("staff", "dki-2", 404),
        ("stranger", "dki", 404),
        ("other_head", "dki", 403),
        ("other_head", "dki-1", 404),
        ("asisten", "dki-1a", 200),
        ("asisten", "dlh", 403),
        ("mayor", "dlh", 200),
        ("ortala", "dki", 200),
        ("mayor", "nothing", 404),
    ],
)
def test_a_units_figures_are_for_who_answers_for_it_or_is_judged_by_it(
    city: City, viewer: str, code: str, status: int
) -> None:
    assert _get(city, viewer, code).status_code == status


def test_the_head_sees_targets_units_and_people(city: City) -> None:
    page = _get(city, "head").content.decode()

    assert "Indikator CASES" in page
    assert f"/unit/dki-1/{MARCH}/" in page
    assert city.cast.staff.name in page


@pytest.mark.parametrize("viewer", ["staff", "ortala", "operator"])
def test_who_does_not_answer_for_people_sees_no_people(city: City, viewer: str) -> None:
    page = _get(city, viewer).content.decode()

    assert "Indikator CASES" in page
    assert city.cast.lead.name not in page


def test_a_unit_without_a_score_says_why(city: City) -> None:
    assert "Belum ada kepala unit" in _get(city, "head", "dki-2").content.decode()


def test_a_unit_that_is_younger_than_the_scoring_says_so(city: City) -> None:
    city.cast.units["dki-1a"].children.create(code="baru", name="Tim Baru", kind="team")

    assert "Unit ini belum ada pada penghitungan bulan ini" in _get(city, "mayor", "baru").content.decode()


def test_a_month_without_scores_says_so(city: City) -> None:
    assert "Februari 2026 belum dihitung" in _get(city, "head", month="2026-02").content.decode()


def test_people_come_with_the_lowest_iki_first(city: City) -> None:
    page = _get(city, "head").content.decode()

    shown = re.findall(rf"/pegawai/(\d{{18}})/{MARCH}/", page)
    scores = {score.employee.nip: score.iki for score in city.revision.individual_scores.select_related("employee")}
    assert len(shown) > 3
    assert shown == sorted(shown, key=lambda nip: (scores[nip] is None, scores[nip] or 0, nip))


def test_pages_of_people_go_on_where_the_one_before_ends(city: City) -> None:
    def nips(page: int) -> list[str]:
        text = people_text(city.revision, city.cast.units["dki"], page, 2)
        return [line.nip for line in people_lines(text)[0]]

    whole, _page, count = people_lines(people_text(city.revision, city.cast.units["dki"], 1, 50))
    last = -(-count // 2)
    assert [nip for page in range(1, last + 1) for nip in nips(page)] == [line.nip for line in whole]
    assert nips(99) == nips(0) == nips(last)


def test_the_cost_does_not_grow_with_the_people(
    city: City, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = login(city.cast.mayor)
    for code in ("dki-2", "dki"):
        with django_assert_max_num_queries(24):
            client.get(reverse("unit_month", kwargs={"code": code, "month": MARCH}))


def test_region_shows_its_own_targets_with_the_way_to_the_offices_behind_a_miss(city: City) -> None:
    region = regional_target(city.cast)
    Achievement.objects.create(
        revision=city.revision, target=region, state="measured", achievement=80, ytd_achievement=80, months=[]
    )

    page = _get(city, "mayor", city.cast.units["kota"].code).content.decode()

    assert "1 dari 1 sasaran daerah kurang dari target" in page
    assert reverse("regional_attribution", kwargs={"pk": region.pk, "month": MARCH}) in page
    assert "IKO bulan ini" not in page
