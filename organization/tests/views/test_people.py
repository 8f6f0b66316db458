"""Pages of people."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from organization.models import Assignment, Employee, RoleGrant
from tests.cast import Cast

LIST = "/pegawai/"


def names(response: object) -> list[str]:
    page = response.content.decode()  # type: ignore[attr-defined]
    return re.findall(r'<a href="/pegawai/\d{18}/">([^<]+)</a>', page)


def person_page(person: Employee) -> str:
    return reverse("org_person", args=[person.nip])


def test_list_shows_everyone_by_name_with_post_and_unit(board: Client, cast: Cast) -> None:
    response = board.get(LIST)
    assert names(response) == sorted(person.name for person in cast.people.values())
    text = response.content.decode()
    assert "Jabatan staff" in text
    assert "Tim Layanan Informasi" in text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "dewi"}, ["Dewi Lestari"]),
        ({"q": "198001012005011 010"}, ["Bonar Simanjuntak"]),
        ({"q": "lingkungan"}, ["Agnes Manuputty", "Slamet Riyadi"]),
        ({"q": "tidak ada"}, []),
        ({"q": "50%_"}, []),
        ({"state": "acting"}, ["Sri Wahyuni"]),
        ({"state": "unplaced"}, ["Belum Ditempatkan"]),
        ({"state": "inactive"}, ["Purnabakti"]),
    ],
)
def test_list_is_narrowed(board: Client, cast: Cast, query: dict[str, str], found: list[str]) -> None:
    cast.person("Belum Ditempatkan")
    Employee.objects.filter(pk=cast.person("Purnabakti").pk).update(is_active=False)
    vacant = cast.position("dki-2", "division_head")
    Assignment.objects.create(employee=cast.kabid, position=vacant, kind="plt", start=date(2025, 1, 1))
    assert names(board.get(LIST, query)) == found


def test_list_is_narrowed_to_an_opd_with_all_below(board: Client, cast: Cast) -> None:
    found = names(board.get(LIST, {"opd": str(cast.units["dki"].pk)}))
    assert len(found) == 6
    assert "Dewi Lestari" in found


def test_list_ignores_an_unknown_filter(board: Client, cast: Cast) -> None:
    assert len(names(board.get(LIST, {"opd": "x", "state": "y", "page": "z"}))) == len(cast.people)


def test_list_goes_on_to_the_next_page_with_its_filter(board: Client, cast: Cast) -> None:
    for _i in range(51):
        cast.person("Orang Banyak")
    response = board.get(LIST, {"q": "orang banyak", "page": "2"})
    assert names(response) == ["Orang Banyak"]
    assert "?q=orang+banyak&amp;page=1" in response.content.decode()


def test_list_of_a_head_holds_the_own_office_only(client: Client, cast: Cast) -> None:
    client.force_login(cast.other_head)
    response = client.get(LIST)
    assert names(response) == ["Agnes Manuputty", "Slamet Riyadi"]
    assert "Pegawai baru" not in response.content.decode()


def test_list_takes_as_many_queries_for_three_as_for_one(
    board: Client, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for count in (1, 3):
        while Employee.objects.filter(name="Hitung").count() < count:
            person = cast.person("Hitung")
            Assignment.objects.create(
                employee=person, position=cast.position("dki-2", "staff"), kind="definitive", start=date(2025, 1, 1)
            )
        with django_assert_num_queries(6):
            assert len(names(board.get(LIST, {"q": "hitung"}))) == count


def test_person_page_tells_post_superior_and_history(board: Client, cast: Cast) -> None:
    text = board.get(person_page(cast.staff)).content.decode()
    assert "Jabatan staff" in text
    assert "Bonar Simanjuntak" in text
    assert "1 Januari 2024" in text


def test_person_page_tells_the_superior_of_another_day(board: Client, cast: Cast) -> None:
    Assignment.objects.filter(employee=cast.lead).update(end=date(2025, 6, 30))
    page = person_page(cast.staff)
    assert board.get(page, {"tanggal": "2025-06-30"}).context["superior"].employee == cast.lead
    assert board.get(page, {"tanggal": "2025-07-01"}).context["superior"].employee == cast.kabid
    assert board.get(page, {"tanggal": "2025-02-31"}).status_code == 200


def test_person_page_says_that_nobody_is_above(board: Client, cast: Cast) -> None:
    Assignment.objects.filter(employee=cast.mayor).delete()
    assert "Belum ada atasan" in board.get(person_page(cast.head)).content.decode()


def test_person_page_of_oneself_shows_no_button(client: Client, cast: Cast) -> None:
    client.force_login(cast.staff)
    text = client.get(person_page(cast.staff)).content.decode()
    assert "Mutasi" not in text
    assert "Ubah tanggal selesai" not in text


def test_person_page_takes_as_many_queries_for_three_posts_as_for_one(
    board: Client, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for count in (1, 3):
        while cast.staff.assignments.count() < count:
            position = cast.position("dki-2", "staff")
            Assignment.objects.create(employee=cast.staff, position=position, kind="plt", start=date(2025, 1, 1))
            RoleGrant.objects.create(employee=cast.staff, role="ortala", start=date(2025, 1, position.pk % 28 + 1))
        with django_assert_num_queries(12):
            assert len(board.get(person_page(cast.staff)).context["history"]) == count


def test_hire_makes_a_person_and_opens_the_page(board: Client, cast: Cast) -> None:
    post = cast.position("dki-2", "staff", code="P-1")
    data = {"nip": "19900101 201501 1 001", "name": "Rizky", "position": post.code, "start": "2026-04-01"}
    response = board.post("/pegawai/baru/", data)
    assert response.headers["Location"] == "/pegawai/199001012015011001/"
    assert Employee.objects.get(nip="199001012015011001").assignments.get().position == post


def test_hire_keeps_what_was_typed_and_says_at_the_field_what_is_wrong(board: Client, cast: Cast) -> None:
    response = board.post("/pegawai/baru/", {"nip": "123", "name": "Rizky Ramadhan"})
    assert list(response.context["form"].errors) == ["nip"]
    text = response.content.decode()
    assert 'value="Rizky Ramadhan"' in text
    assert "18 angka" in text


def test_hire_says_all_that_is_wrong_at_once(board: Client, cast: Cast) -> None:
    values = {"nip": "123", "name": "", "email": "x@", "position": "tidak ada"}
    assert set(board.post("/pegawai/baru/", values).context["form"].errors) == {"nip", "name", "email", "position"}


def test_edit_saves_the_data(board: Client, cast: Cast) -> None:
    response = board.post(f"{person_page(cast.staff)}ubah/", {"name": "Dewi L.", "rank": "III/b"})
    assert response.status_code == 302
    cast.staff.refresh_from_db()
    assert (cast.staff.name, cast.staff.rank, cast.staff.is_active) == ("Dewi L.", "III/b", False)


def test_password_is_shown_once_and_not_kept_by_the_browser(board: Client, cast: Cast) -> None:
    address = f"{person_page(cast.staff)}kata-sandi/"
    assert "password" not in board.get(address).context
    response = board.post(address)
    cast.staff.refresh_from_db()
    assert cast.staff.check_password(response.context["password"])
    assert response.headers["Cache-Control"] == "no-store"


def test_password_of_a_closed_account_is_refused_in_words(board: Client, cast: Cast) -> None:
    Employee.objects.filter(pk=cast.staff.pk).update(is_active=False)
    response = board.post(f"{person_page(cast.staff)}kata-sandi/")
    assert "tidak boleh masuk" in response.content.decode()


def test_password_of_an_operator_is_not_for_the_board(board: Client, cast: Cast) -> None:
    before = cast.operator.password
    assert board.post(f"{person_page(cast.operator)}kata-sandi/").status_code == 403
    cast.operator.refresh_from_db()
    assert cast.operator.password == before


def test_one_time_password_leads_to_its_change(client: Client, cast: Cast) -> None:
    Employee.objects.filter(pk=cast.staff.pk).update(must_change_password=True)
    client.force_login(cast.staff)
    response = client.get(person_page(cast.staff))
    assert (response.status_code, response.headers["Location"]) == (302, reverse("password_change"))
    assert client.get(reverse("password_change")).status_code == 200
