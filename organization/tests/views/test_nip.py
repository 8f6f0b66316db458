"""The page that corrects a NIP, and what leads to a person under a former number."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from organization.actions.nip import correct_nip
from organization.models import Employee, NipCorrection, RoleGrant
from tests.cast import Cast

TRUE = "199002022014022007"
PASSWORD = "kata sandi petugas"
ASKED = {"nip": "19900202 201402 2 007", "reason": "Salah ketik", "letter": "SK 12/2026"}


def address(person: Employee) -> str:
    return reverse("org_nip_correct", args=[person.nip])


def corrected(cast: Cast) -> str:
    """Correct the number of the staff; the former one."""
    old = cast.staff.nip
    correct_nip(employee_id=cast.staff.pk, seen=old, nip=TRUE, reason="Salah ketik", letter="SK 12", by=cast.bkpsdm)
    cast.staff.refresh_from_db()
    return old


def confirmed(board: Client, shown: Any, person: Employee, **changes: str) -> Any:
    """Send what was shown on, with the password of who is at the board."""
    seal = re.search(r'name="seal" value="([^"]+)"', shown.content.decode())
    assert seal
    return board.post(address(person), ASKED | {"seal": seal[1], "password": PASSWORD} | changes)


@pytest.fixture
def officer(cast: Cast, client: Client) -> Client:
    """A browser of the personnel board, whose password is known."""
    cast.bkpsdm.set_password(PASSWORD)
    cast.bkpsdm.save()
    client.force_login(cast.bkpsdm)
    return client


def test_the_effect_is_shown_and_nothing_saved(officer: Client, cast: Cast) -> None:
    text = officer.post(address(cast.staff), ASKED).content.decode()
    assert "19800101 200501 1 011" in text
    assert "19900202 201402 2 007" in text
    assert "1 Januari 1980" in text
    assert "2 Februari 1990" in text
    assert "Laki-laki" in text
    assert "Perempuan" in text
    assert "Januari 2005" in text
    assert "Februari 2014" in text
    assert not NipCorrection.objects.exists()


def test_with_the_password_it_is_saved(officer: Client, cast: Cast) -> None:
    shown = officer.post(address(cast.staff), ASKED)
    response = confirmed(officer, shown, cast.staff)
    assert response.url == reverse("org_person", args=[TRUE])
    made = NipCorrection.objects.get()
    assert (made.employee, made.new_nip, made.by) == (cast.staff, TRUE, cast.bkpsdm)


def test_a_wrong_password_saves_nothing(officer: Client, cast: Cast) -> None:
    shown = officer.post(address(cast.staff), ASKED)
    response = confirmed(officer, shown, cast.staff, password="lain")
    assert (response.status_code, NipCorrection.objects.count()) == (422, 0)
    assert "Kata sandi tidak cocok" in response.content.decode()


def test_the_effect_is_shown_again_when_things_have_changed(officer: Client, cast: Cast) -> None:
    shown = officer.post(address(cast.staff), ASKED)
    Employee.objects.create(nip=TRUE, name="Lebih Dahulu")
    text = confirmed(officer, shown, cast.staff).content.decode()
    assert "Keadaan berubah" in text
    assert "NIP itu sudah tercatat atas nama Lebih Dahulu." in text
    assert "Simpan pembetulan" not in text


def test_whoever_bore_the_number_by_mistake_is_named(officer: Client, cast: Cast) -> None:
    corrected(cast)
    spare = cast.person("Yang Benar")
    text = officer.post(address(spare), ASKED | {"nip": "198001012005011011"}).content.decode()
    assert "semula salah tercatat pada Dewi Lestari" in text


def test_a_number_younger_than_the_first_post_cannot_be_saved(officer: Client, cast: Cast) -> None:
    text = officer.post(address(cast.staff), ASKED | {"nip": "202402012039012001"}).content.decode()
    assert "belum lahir ketika mulai memegang jabatan pada 1 Januari 2024" in text
    assert "Simpan pembetulan" not in text


@pytest.mark.parametrize(
    ("nip", "words"),
    [("123", "NIP harus 18 angka"), ("198001012005011011", "NIP yang baru sama dengan yang sekarang.")],
)
def test_a_number_that_cannot_be_is_refused_at_its_field(officer: Client, cast: Cast, nip: str, words: str) -> None:
    response = officer.post(address(cast.staff), ASKED | {"nip": nip})
    assert response.status_code == 422
    assert words in response.content.decode()


def test_one_may_go_back_to_the_form(officer: Client, cast: Cast) -> None:
    text = officer.post(address(cast.staff), ASKED | {"edit": "1"}).content.decode()
    assert 'value="SK 12/2026"' in text
    assert "Lihat akibatnya" in text


def test_nobody_opens_the_page_for_himself_and_an_operator_is_the_operators(officer: Client, cast: Cast) -> None:
    assert officer.get(address(cast.bkpsdm)).status_code == 403
    assert officer.get(address(cast.operator)).status_code == 403


def test_a_session_ends_with_the_number(cast: Cast, client: Client) -> None:
    cast.staff.set_password(PASSWORD)
    cast.staff.save()
    assert client.login(nip=cast.staff.nip, password=PASSWORD)
    corrected(cast)
    assert client.get(reverse("account")).status_code == 302


def test_the_former_number_says_at_the_door_what_any_wrong_one_says(cast: Cast, client: Client) -> None:
    cast.staff.set_password(PASSWORD)
    cast.staff.save()
    old = corrected(cast)
    said = [_said(client.post(reverse("login"), {"nip": nip, "password": PASSWORD})) for nip in (old, "1" * 18)]
    assert said[0] == said[1] != []
    assert client.post(reverse("login"), {"nip": TRUE, "password": PASSWORD}).status_code == 302


def _said(response: Any) -> list[str]:
    return re.findall(r"NIP atau kata sandi tidak cocok[^<]*", response.content.decode())


def test_the_persons_page_tells_what_was_corrected(officer: Client, cast: Cast) -> None:
    corrected(cast)
    text = officer.get(reverse("org_person", args=[TRUE])).content.decode()
    assert "19800101 200501 1 011 menjadi 19900202 201402 2 007" in text
    assert "SK 12" in text
    assert "Maria Wenda" in text


def test_a_person_reads_the_own_corrections_and_colleagues_of_the_unit_do_not(cast: Cast, client: Client) -> None:
    corrected(cast)
    for viewer, told in ((cast.staff, True), (cast.lead, False)):
        client.force_login(viewer)
        assert ("SK 12" in client.get(reverse("org_person", args=[TRUE])).content.decode()) is told


def test_an_address_with_the_former_number_leads_on_for_who_may_see_the_person(cast: Cast, client: Client) -> None:
    old = corrected(cast)
    former = f"{reverse('org_person', args=[old])}?tanggal=2026-01-01"
    client.force_login(cast.lead)
    assert client.get(former).headers["Location"] == f"{reverse('org_person', args=[TRUE])}?tanggal=2026-01-01"
    client.force_login(cast.stranger)
    assert client.get(former).status_code == 404


def test_an_address_with_a_number_of_nobody_leads_nowhere(officer: Client) -> None:
    assert officer.get("/pegawai/199912312024011999/").status_code == 404
    assert officer.get("/tidak/ada/").status_code == 404


def test_people_are_found_by_a_former_number(officer: Client, cast: Cast) -> None:
    old = corrected(cast)
    assert "Dewi Lestari" in officer.get(reverse("org_people"), {"q": old}).content.decode()
    chosen = officer.post(reverse("org_role_grant"), {"employee": old, "role": "ortala", "start": date(2026, 1, 1)})
    assert chosen.status_code == 302
    assert RoleGrant.objects.filter(employee=cast.staff, role="ortala").exists()


def test_hiring_under_a_former_number_asks_whether_it_is_meant(officer: Client, cast: Cast) -> None:
    values = {"nip": corrected(cast), "name": "Yang Benar"}
    response = officer.post(reverse("org_person_hire"), values)
    text = response.content.decode()
    assert f"semula tercatat pada Dewi Lestari dan dibetulkan menjadi {TRUE}" in text
    assert "NIP ini memang milik pegawai baru" in text
    assert officer.post(reverse("org_person_hire"), values | {"reuse": "on"}).status_code == 302
    assert Employee.objects.filter(name="Yang Benar").exists()
