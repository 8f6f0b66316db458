"""Moves and acting appointments: asked for, shown, saved."""

from datetime import date

import pytest
from django.test import Client

from organization.models import Assignment, Employee
from tests.cast import Cast

START = "2026-04-01"


def move_page(person: Employee) -> str:
    return f"/pegawai/{person.nip}/mutasi/"


def confirm(board: Client, address: str, data: dict[str, str]) -> object:
    seal = board.get(address, data).context["seal"]
    return board.post(address, {**data, "seal": seal})


def test_move_page_asks_first(board: Client, cast: Cast) -> None:
    response = board.get(move_page(cast.lead))
    assert not response.context["form"].is_bound
    assert "Lihat akibatnya" in response.content.decode()


def test_effect_is_shown_and_nothing_is_saved(board: Client, cast: Cast) -> None:
    cast.position("dki-2", "division_head", code="P-1", base=12_000_000)
    response = board.get(move_page(cast.lead), {"position": "P-1", "start": START, "end_acting": "on"})
    text = response.content.decode()
    for words in ("I Made Suardana", "Rp9.000.000", "Rp12.000.000", "Jabatan lead menjadi kosong", "1 April 2026"):
        assert words in text
    assert cast.lead.assignments.count() == 1


def test_confirmed_move_is_saved(board: Client, cast: Cast) -> None:
    post = cast.position("dki-2", "division_head", code="P-1")
    data = {"position": "P-1", "start": START, "end_acting": "on"}
    response = confirm(board, move_page(cast.lead), data)
    assert response.status_code == 302  # type: ignore[attr-defined]
    assert cast.lead.assignments.get(position=post).start == date(2026, 4, 1)


def test_move_confirmed_without_having_seen_its_effect_is_shown_first(board: Client, cast: Cast) -> None:
    cast.position("dki-2", "division_head", code="P-1")
    response = board.post(move_page(cast.lead), {"position": "P-1", "start": START})
    assert "Sebelum dan sesudah" in response.content.decode()
    assert cast.lead.assignments.count() == 1


def test_effect_that_changed_meanwhile_is_shown_again(board: Client, cast: Cast) -> None:
    cast.position("dki-2", "division_head", code="P-1")
    data = {"position": "P-1", "start": START}
    seal = board.get(move_page(cast.lead), data).context["seal"]
    Assignment.objects.filter(employee=cast.head).update(end=date(2026, 3, 31))
    response = board.post(move_page(cast.lead), {**data, "seal": seal})
    assert "Keadaan berubah" in response.content.decode()
    assert cast.lead.assignments.count() == 1


def test_change_of_mind_leads_back_to_the_form_as_it_was_filled(board: Client, cast: Cast) -> None:
    cast.position("dki-2", "division_head", code="P-1")
    response = board.post(move_page(cast.lead), {"position": "P-1", "start": START, "edit": "1"})
    text = response.content.decode()
    assert 'value="P-1"' in text
    assert f'value="{START}"' in text


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"position": "", "start": START}, "position"),
        ({"position": "tidak ada", "start": START}, "position"),
        ({"position": "post-kabid", "start": "kemarin"}, "start"),
        ({"position": "jabatan", "start": START}, "position"),
    ],
)
def test_bad_input_is_told_at_its_field(board: Client, cast: Cast, data: dict[str, str], field: str) -> None:
    form = board.get(move_page(cast.staff), data).context["form"]
    assert list(form.errors) == [field]


def test_words_that_fit_several_posts_ask_for_one(board: Client, cast: Cast) -> None:
    first = cast.position("dki-2", "staff", code="analis-1")
    cast.position("dki-2", "staff", code="analis-2")
    data = {"position": "analis", "start": START}
    form = board.get(move_page(cast.staff), data).context["form"]
    assert list(form.errors) == ["position_choice"]
    chosen = board.get(move_page(cast.staff), {**data, "position_choice": str(first.pk)})
    assert chosen.context["impact"].position == first


def test_occupied_post_is_refused_with_name_and_dates(board: Client, cast: Cast) -> None:
    data = {"position": "post-kabid", "start": START}
    shown = board.get(move_page(cast.lead), data)
    assert "masih dipegang Sri Wahyuni" in shown.content.decode()
    assert "Simpan perubahan ini" not in shown.content.decode()
    refused = board.post(move_page(cast.lead), {**data, "seal": shown.context["seal"]})
    assert "sudah dipegang Sri Wahyuni" in str(refused.context["form"].errors["position"])
    assert cast.lead.assignments.count() == 1


def test_acting_appointment_is_shown_and_saved(board: Client, cast: Cast) -> None:
    post = cast.position("dki-2", "division_head", code="P-1")
    data = {"position": "P-1", "kind": "plt", "start": START, "end": "2026-06-30"}
    address = f"/pegawai/{cast.kabid.nip}/plt/"
    assert "Ahmad Fauzi" in board.get(address, data).content.decode()
    confirm(board, address, data)
    saved = cast.kabid.assignments.get(position=post)
    assert (saved.kind, saved.end) == ("plt", date(2026, 6, 30))


def test_plh_without_an_end_is_refused_at_the_field(board: Client, cast: Cast) -> None:
    cast.position("dki-2", "division_head", code="P-1")
    data = {"position": "P-1", "kind": "plh", "start": START}
    response = confirm(board, f"/pegawai/{cast.kabid.nip}/plt/", data)
    assert list(response.context["form"].errors) == ["end"]  # type: ignore[attr-defined]


def test_retirement_ends_post_and_account(board: Client, cast: Cast) -> None:
    own = cast.staff.assignments.get()
    board.post(f"/penempatan/{own.pk}/akhiri/", {"end": "2026-04-20", "close_account": "on"})
    own.refresh_from_db()
    cast.staff.refresh_from_db()
    assert (own.end, cast.staff.is_active) == (date(2026, 4, 20), False)


@pytest.mark.parametrize("data", [{"end": "2023-01-01"}, {"close_account": "on"}, {"end": "x"}])
def test_end_that_cannot_be_is_told_at_its_field(board: Client, cast: Cast, data: dict[str, str]) -> None:
    own = cast.staff.assignments.get()
    response = board.post(f"/penempatan/{own.pk}/akhiri/", data)
    assert list(response.context["form"].errors) == ["end"]


def test_post_that_has_not_begun_is_taken_back(board: Client, cast: Cast) -> None:
    later = Assignment.objects.create(
        employee=cast.staff, position=cast.position("dki-2", "staff"), kind="plt", start=date(2099, 1, 1)
    )
    assert "Batalkan" in board.get(f"/pegawai/{cast.staff.nip}/").content.decode()
    board.post(f"/penempatan/{later.pk}/batalkan/")
    assert not Assignment.objects.filter(pk=later.pk).exists()


def test_post_that_has_begun_is_not_taken_back(board: Client, cast: Cast) -> None:
    own = cast.staff.assignments.get()
    response = board.post(f"/penempatan/{own.pk}/batalkan/", follow=True)
    assert "sudah berjalan" in response.content.decode()
    assert Assignment.objects.filter(pk=own.pk).exists()
