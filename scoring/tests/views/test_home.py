"""Everyone lands on the page of their role."""

import pytest
from django.urls import reverse

from scoring.tests.city import MARCH, City, login

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("staff", "/hari-ini/"),
        ("lead", "/hari-ini/"),
        ("kabid", "/hari-ini/"),
        ("head", f"/unit/dki/{MARCH}/"),
        ("sekda", f"/peringkat/{MARCH}/"),
        ("mayor", f"/peringkat/{MARCH}/"),
        ("asisten", f"/peringkat/{MARCH}/"),
        ("ortala", f"/peringkat/{MARCH}/"),
        ("inspectorate", f"/peringkat/{MARCH}/"),
        ("bkpsdm", "/pegawai/"),
        ("operator", "/proses/"),
    ],
)
def test_home_sends_each_role_to_its_page(city: City, name: str, address: str) -> None:
    response = login(city.cast.people[name]).get(reverse("home"))

    assert (response.status_code, response["Location"]) == (302, address)


@pytest.mark.parametrize(
    ("name", "address"), [("kabid", f"/unit/dki-1/{MARCH}/"), ("head", f"/unit/dki/{MARCH}/"), ("staff", "/")]
)
def test_my_unit_is_the_one_that_one_heads(city: City, name: str, address: str) -> None:
    assert login(city.cast.people[name]).get(reverse("unit_now"))["Location"] == address


def test_the_menu_addresses_lead_to_the_last_month_that_is_over(city: City) -> None:
    client = login(city.cast.mayor)

    assert client.get(reverse("ranking_now"))["Location"] == f"/peringkat/{MARCH}/"
    assert client.get(reverse("pledges_now"))["Location"] == f"/kesanggupan/{MARCH}/"
