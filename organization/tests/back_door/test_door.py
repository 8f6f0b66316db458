"""Who gets through the back door, by which addresses, and what an address cannot ask."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils import timezone

from organization.back_door import listing
from organization.models import RoleGrant
from tests.cast import Cast
from tests.matrix import url_names

INDEX = "/pintu-belakang/"
PEOPLE = "/pintu-belakang/organization/employee/"


@pytest.fixture
def inside(client: Client, cast: Cast) -> Client:
    client.force_login(cast.operator)
    return client


def test_a_role_that_ended_yesterday_opens_nothing(inside: Client, cast: Cast) -> None:
    assert inside.get(INDEX).status_code == 200
    RoleGrant.objects.filter(employee=cast.operator).update(end=timezone.localdate() - timedelta(days=1))
    answers = {inside.get(INDEX).status_code, inside.get(PEOPLE).status_code, inside.post(INDEX).status_code}
    assert answers == {404}


def test_a_role_that_begins_tomorrow_opens_nothing(inside: Client, cast: Cast) -> None:
    RoleGrant.objects.filter(employee=cast.operator).update(start=timezone.localdate() + timedelta(days=1))
    assert inside.get(INDEX).status_code == 404


def test_who_owes_a_second_step_is_led_to_it_even_in_a_running_session(inside: Client, settings: Any) -> None:
    settings.SECOND_FACTOR_FOR = ["operator"]
    for address in (INDEX, PEOPLE):
        answer = inside.get(address)
        assert (answer.status_code, answer["Location"]) == (302, reverse("second_factor"))


def test_the_menu_shows_it_to_operators_alone(client: Client, cast: Cast) -> None:
    for person, seen in ((cast.operator, True), (cast.bkpsdm, False), (cast.mayor, False)):
        client.force_login(person)
        assert (f'href="{INDEX}"' in client.get(reverse("inbox")).content.decode()) is seen


def test_its_pages_are_marked_in_the_menu(inside: Client) -> None:
    assert f'href="{INDEX}" aria-current="page"' in inside.get(PEOPLE).content.decode()


@pytest.mark.parametrize(
    "name", ["login", "logout", "password_change", "password_change_done", "autocomplete", "jsi18n", "view_on_site"]
)
def test_djangos_own_ways_are_not_there(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(f"admin:{name}")


def test_there_is_no_address_to_add_or_delete() -> None:
    names = {name for name in url_names(get_resolver().url_patterns) if name.startswith("admin:")}
    assert {name.rsplit("_", 1)[-1] for name in names} == {"admin:index", "changelist", "change", "history"}


@pytest.mark.parametrize("way", ["add/", "1/delete/", "1/password/", "login/", "jsi18n/", "r/1/1/"])
def test_what_others_try_in_djangos_admin_is_not_found(inside: Client, way: str) -> None:
    for address in (f"{INDEX}{way}", f"{PEOPLE}{way}"):
        assert inside.get(address).status_code == 404


@pytest.mark.parametrize(
    "question",
    ["password__startswith=argon2", "is_active=1", "nip__gt=1", "_to_field=password", "second_factor__secret__gt=a"],
)
def test_an_address_cannot_ask_for_what_is_not_shown(inside: Client, question: str) -> None:
    assert inside.get(f"{PEOPLE}?{question}").status_code == 400


def test_the_search_finds_a_whole_key_and_nothing_like_it(inside: Client, cast: Cast) -> None:
    found = inside.get(PEOPLE, {"q": cast.staff.nip}).content.decode()
    assert cast.staff.name in found
    assert cast.lead.name not in found
    assert cast.staff.name not in inside.get(PEOPLE, {"q": cast.staff.nip[:10]}).content.decode()


@pytest.mark.parametrize("odd", ["q=%00", "p=99999999999999999999", "p=x", "p=-1", "all=", "q=%27%22%5C", "e=1&p=7"])
def test_odd_addresses_give_a_page_or_the_first_one(inside: Client, odd: str) -> None:
    answer = inside.get(f"{PEOPLE}?{odd}", follow=True)
    assert answer.status_code == 200
    assert "Dewi Lestari" in answer.content.decode() or "persis" in answer.content.decode()


@pytest.mark.parametrize("key", ["0", "x", "99999999999999999999999", "%00", "1_2F"])
def test_rows_that_are_none_are_not_found(inside: Client, key: str) -> None:
    assert inside.get(f"{PEOPLE}{key}/").status_code == 404
    assert inside.get(f"{PEOPLE}{key}/riwayat/").status_code == 404


@pytest.mark.parametrize("method", ["put", "delete", "patch", "options"])
def test_other_methods_are_refused(inside: Client, cast: Cast, method: str) -> None:
    for address in (INDEX, PEOPLE, f"{PEOPLE}{cast.staff.pk}/", f"{PEOPLE}{cast.staff.pk}/riwayat/"):
        assert getattr(inside, method)(address).status_code == 405


def test_a_list_asks_the_same_number_of_questions_however_long_it_is(
    inside: Client, cast: Cast, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(8):
        inside.get("/pintu-belakang/organization/assignment/")


def test_a_list_leads_to_the_newest_rows_and_says_that_there_are_others(
    inside: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "terbaru" not in inside.get(PEOPLE).content.decode()
    monkeypatch.setattr(listing, "NEWEST", 4)
    page = inside.get(PEOPLE).content.decode()
    assert "Hanya 4 baris terbaru" in page
    assert inside.get(PEOPLE).context["cl"].paginator.count == 4
    assert cast.staff.name in inside.get(PEOPLE, {"q": cast.staff.nip}).content.decode()
