"""The pledges: to four roles and the person concerned."""

from typing import Any

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from scoring.tests.city import MARCH, City, login

pytestmark = pytest.mark.django_db


def _get(city: City, viewer: str, month: str = MARCH) -> Any:
    return login(city.cast.people[viewer]).get(reverse("pledges", kwargs={"month": month}))


@pytest.mark.parametrize(
    ("viewer", "status"),
    [
        *(("mayor", 200), ("sekda", 200), ("ortala", 200), ("inspectorate", 200), ("head", 200)),
        *(("staff", 403), ("kabid", 403), ("asisten", 403), ("other_head", 403), ("bkpsdm", 403), ("operator", 403)),
    ],
)
def test_pledges_are_for_four_roles_and_the_person_concerned(city: City, viewer: str, status: int) -> None:
    assert _get(city, viewer).status_code == status


def test_a_miss_shows_its_run_and_what_is_needed(city: City) -> None:
    page = _get(city, "head").content.decode()

    assert "batas 3" in page
    assert "sebulan" in page
    assert "Sampai Desember belum ada yang dapat dinyatakan melanggar" in page


def test_a_year_without_pledges_says_so(city: City) -> None:
    city.revision.achievements.all().delete()

    assert "Belum ada kesanggupan pada bulan ini" in _get(city, "mayor").content.decode()


def test_a_month_without_scores_says_so(city: City) -> None:
    assert "Februari 2026 belum dihitung" in _get(city, "mayor", "2026-02").content.decode()


def test_the_cost_is_bounded(city: City, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    client = login(city.cast.mayor)
    with django_assert_max_num_queries(12):
        client.get(reverse("pledges", kwargs={"month": MARCH}))
