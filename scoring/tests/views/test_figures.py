"""The permanent address of a figure."""

import pytest
from django.urls import reverse

from scoring.models import Revision
from scoring.tests.city import City, login

pytestmark = pytest.mark.django_db


def _address(city: City, path: str, owner: str = "staff") -> str:
    nip = city.cast.people[owner].nip
    return reverse("explain_figure", kwargs={"revision": city.revision.pk, "nip": nip, "path": path})


@pytest.mark.parametrize(
    "path",
    [
        "tpp",
        "tpp.base",
        "tpp.productivity.mean.iki",
        "tpp.productivity.mean.iki.results.a_1.realised",
        "tpp.discipline.points.late_1",
        "tpp.sanction",
    ],
)
def test_every_figure_of_the_tree_has_its_page(city: City, path: str) -> None:
    page = login(city.cast.staff).get(_address(city, path)).content.decode()

    assert _address(city, path) in page
    assert "Alamat tetap" in page


def test_a_cost_leads_to_the_days_on_which_it_arose(city: City) -> None:
    page = login(city.cast.staff).get(_address(city, "tpp.discipline.points.late_1")).content.decode()

    assert f"/pegawai/{city.cast.staff.nip}/hari/2026-03-03/" in page
    assert "07.47–16.00" in page


@pytest.mark.parametrize("path", ["tpp.nothing", "iki", "tpp.base.daily_total.more", "x"])
def test_an_unknown_figure_is_404_with_a_sentence(city: City, path: str) -> None:
    response = login(city.cast.staff).get(_address(city, path))

    assert response.status_code == 404
    assert "Tidak ada angka dengan alamat ini" in response.content.decode()


@pytest.mark.parametrize(("viewer", "status"), [("stranger", 404), ("colleague", 404), ("ortala", 403), ("head", 200)])
def test_the_address_does_not_open_what_the_month_does_not(city: City, viewer: str, status: int) -> None:
    assert login(city.cast.people[viewer]).get(_address(city, "tpp")).status_code == status


def test_a_person_without_figures_has_no_figure(city: City) -> None:
    assert login(city.cast.mayor).get(_address(city, "tpp", owner="mayor")).status_code == 404


def test_a_superseded_revision_stays_readable(city: City) -> None:
    Revision.objects.filter(pk=city.revision.pk).update(state="superseded")

    page = login(city.cast.staff).get(_address(city, "tpp")).content.decode()

    assert "sudah digantikan" in page


def test_a_units_figure_has_its_page(city: City) -> None:
    address = reverse(
        "explain_unit_figure", kwargs={"revision": city.revision.pk, "code": "dki", "path": "iko.a_1.realised"}
    )

    assert "Kasus selesai tepat waktu" in login(city.cast.staff).get(address).content.decode()
    assert login(city.cast.stranger).get(address).status_code == 404
    assert login(city.cast.other_head).get(address).status_code == 403
