"""A figure that is opened on a page fetches what is below it."""

import pytest
from django.urls import reverse

from scoring.models import IndividualScore
from scoring.tests.city import City, login

pytestmark = pytest.mark.django_db


def _part(city: City, viewer: str, path: str) -> tuple[int, str]:
    score = IndividualScore.objects.get(employee=city.cast.staff)
    kept = {"revision": score.revision_id, "nip": city.cast.staff.nip, "path": path}
    response = login(city.cast.people[viewer]).get(
        reverse("explain_figure", kwargs=kept), headers={"HX-Request": "true"}
    )
    return response.status_code, response.content.decode()


def test_the_part_holds_the_formula_and_no_shell(city: City) -> None:
    status, part = _part(city, "staff", "tpp.discipline")

    assert status == 200
    assert "Aturan §6" in part
    assert "<html" not in part


def test_the_part_is_refused_like_the_page(city: City) -> None:
    assert _part(city, "colleague", "tpp.discipline")[0] == 404
    assert _part(city, "ortala", "tpp.discipline")[0] == 403
