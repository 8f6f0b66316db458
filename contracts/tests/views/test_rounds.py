"""Pages of rounds."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from contracts.actions import calling, runs
from contracts.models import Agreement, Round, RoundCall
from contracts.tests import flow
from contracts.tests.rounds import YEAR, make_round, signed_last_year
from organization.models import Assignment, Employee, Notice
from tests.cast import Cast

FORM = {
    "year": "2027",
    "kind": "pk",
    "period": "year",
    "levels": ["opd_head"],
    "budget_ratified_on": "2026-12-31",
    "number_format": "800/{seq}/{year}",
}


@pytest.fixture
def bureau(cast: Cast) -> Client:
    """Somebody of the organisation bureau, logged in."""
    return client_of(cast.ortala)


def client_of(person: Employee) -> Client:
    client = Client()
    client.force_login(person)
    return client


def board(client: Client, this: Round, **query: Any) -> str:
    return client.get(reverse("round", args=[this.pk]), query).content.decode()


def test_an_empty_list_says_what_to_do(bureau: Client, cast: Cast) -> None:
    assert "Sesudah anggaran disahkan, buka putaran" in bureau.get("/putaran/").content.decode()
    assert "Bagian Ortala membuka putaran" in client_of(cast.head).get("/putaran/").content.decode()


def test_a_prepared_round_is_the_bureau_s_alone(bureau: Client, cast: Cast) -> None:
    this = make_round(cast, opened_at=None, opened_by=None)
    assert "Perjanjian kinerja 2026" in bureau.get("/putaran/").content.decode()
    assert "Perjanjian kinerja 2026" not in client_of(cast.head).get("/putaran/").content.decode()
    assert client_of(cast.head).get(reverse("round", args=[this.pk])).status_code == 404


def test_a_new_round_is_due_a_month_after_the_budget(bureau: Client) -> None:
    response = bureau.post("/putaran/baru/", FORM, follow=True)
    assert "Putaran tersimpan" in response.content.decode()
    assert str(Round.objects.get().due_on) == "2027-01-31"


def test_the_last_day_is_proposed_from_the_day_of_the_budget(bureau: Client) -> None:
    text = bureau.get("/putaran/baru/", {"budget_ratified_on": "2027-01-31"}).content.decode()
    assert 'value="2027-02-28"' in text
    assert bureau.get("/putaran/baru/", {"budget_ratified_on": "2027-02-31"}).status_code == 200


def test_a_refusal_stands_at_its_field(bureau: Client) -> None:
    response = bureau.post("/putaran/baru/", FORM | {"due_on": "2027-03-01"})
    assert "paling lambat 31 Januari 2027" in response.context["form"].errors["due_on"][0]
    assert not Round.objects.exists()


def test_a_prepared_round_can_be_corrected(bureau: Client, cast: Cast) -> None:
    this = make_round(cast, opened_at=None, opened_by=None)
    address = reverse("round_edit", args=[this.pk])
    assert 'value="2026-01-28"' in bureau.get(address).content.decode()
    bureau.post(address, FORM)
    this.refresh_from_db()
    assert (this.year, this.levels) == (2027, ["opd_head"])


def test_findings_that_block_ask_for_a_written_word(bureau: Client, cast: Cast) -> None:
    Assignment.objects.filter(employee=cast.mayor).update(end="2026-01-01")
    this = make_round(cast, opened_at=None, opened_by=None)
    page = bureau.get(reverse("round_check", args=[this.pk])).content.decode()
    assert "Tanpa atasan" in page
    assert 'name="acknowledgement"' in page
    refused = bureau.post(reverse("round_open", args=[this.pk]), follow=True).content.decode()
    assert "Tuliskan mengapa putaran tetap dibuka." in refused
    done = bureau.post(reverse("round_open", args=[this.pk]), {"acknowledgement": "Plt. menyusul"}, follow=True)
    assert "Putaran dibuka." in done.content.decode()
    assert "Plt. menyusul" in bureau.get(reverse("round_check", args=[this.pk])).content.decode()


def test_one_kind_of_finding_is_shown_page_by_page(bureau: Client, cast: Cast) -> None:
    this = make_round(cast)
    response = bureau.get(reverse("round_check", args=[this.pk]), {"jenis": "vacant_head"})
    assert "Bidang Aplikasi" in [finding.name for finding in response.context["findings"]]


def test_copying_few_says_how_many(bureau: Client, cast: Cast) -> None:
    signed_last_year(cast.head, cast.mayor, "A")
    this = make_round(cast)
    text = bureau.post(reverse("round_copy", args=[this.pk]), follow=True).content.decode()
    assert "1 dari 14 perjanjian tahun lalu disalin" in text
    assert "13 orang dilewati: tidak mempunyai perjanjian yang ditandatangani tahun lalu" in text


def test_copying_many_shows_its_progress(bureau: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "AT_ONCE", 0)
    this = make_round(cast)
    text = bureau.post(reverse("round_copy", args=[this.pk]), follow=True).content.decode()
    assert "di belakang layar" in text
    assert "<progress" in text
    assert "belum selesai" in bureau.post(reverse("round_copy", args=[this.pk]), follow=True).content.decode()


def test_telling_many_shows_its_progress(bureau: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "AT_ONCE", 0)
    this = make_round(cast, opened_at=None, opened_by=None)
    address = reverse("round_runs", args=[this.pk])
    page = bureau.post(reverse("round_open", args=[this.pk]), follow=True).content.decode()
    assert "Putaran dibuka. 14 orang diberi tahu di belakang layar" in page
    assert f'hx-get="{address}"' in page
    assert page.index('id="kemajuan"') < page.index('id="papan"')
    assert not Notice.objects.exists()
    calling.run_call(this.calls.get().pk)
    part = bureau.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "14 orang, lewat kotak masuk" in part
    assert "hx-get" not in part
    page = board(bureau, this)
    assert page.index('id="kemajuan"') > page.index('id="papan"')


def test_a_telling_that_failed_is_sent_again(bureau: Client, cast: Cast) -> None:
    this = make_round(cast)
    call = RoundCall.objects.create(round=this, kind="opened", state="failed", error="kabel putus", total=14)
    page = board(bureau, this)
    again = reverse("round_call_again", args=[this.pk, call.pk])
    assert "kabel putus" in page
    assert f'action="{again}"' in page
    assert "14 orang diberi tahu lewat kotak masuk" in bureau.post(again, follow=True).content.decode()
    assert again not in board(bureau, this)
    assert bureau.post(reverse("round_call_again", args=[make_round(cast, kind="pko").pk, call.pk])).status_code == 404


def test_reminding_many_goes_on_in_the_background(bureau: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "AT_ONCE", 0)
    this = make_round(cast)
    address = reverse("round_remind", args=[this.pk])
    assert "berjalan di belakang layar" in bureau.post(address, {"semua": "1"}, follow=True).content.decode()
    assert "belum selesai" in bureau.post(address, {"semua": "1"}, follow=True).content.decode()
    calling.run_call(this.calls.get().pk)
    assert "Pengingat terakhir" in board(bureau, this)
    assert Notice.objects.filter(kind="round_reminder").count() == 14


def test_the_board_says_who_waits_for_whom_since_when(cast: Cast) -> None:
    version = flow.presented(cast.staff, year=YEAR)
    text = board(client_of(cast.head), make_round(cast), keadaan="presented")
    assert reverse("agreement", args=[version.pk]) in text
    assert f"menunggu {cast.lead.name} sejak" in text
    assert "Dewi Lestari" in text
    assert "Ahmad Fauzi" not in text


def test_the_board_says_whose_plan_has_to_come_first(bureau: Client, cast: Cast) -> None:
    text = board(bureau, make_round(cast, opened_at=f"{YEAR}-01-02T08:00+07:00"), q="dewi")
    assert f"menunggu rencana {cast.lead.name} sejak 2 Januari {YEAR}" in text


def test_the_board_refreshes_itself_with_what_is_ticked(bureau: Client, cast: Cast) -> None:
    this = make_round(cast)
    address = reverse("round", args=[this.pk])
    part = bureau.get(address, {"pilih": str(cast.staff.pk)}, headers={"HX-Request": "true"}).content.decode()
    assert part.startswith('<div class="c-live"')
    assert f'id="pilih-{cast.staff.pk}" checked' in part
    assert "pilih=" not in part
    assert "every 30s" not in board(bureau, make_round(cast, kind="pko", closed_at=f"{YEAR}-02-01T08:00+07:00"))


def test_the_board_of_a_large_city_comes_once_the_page_stands(
    bureau: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("contracts.views.board.LARGE", 3)
    this = make_round(cast)
    address = f"{reverse('round', args=[this.pk])}?keadaan=none"
    page = bureau.get(address).content.decode()
    assert f'hx-get="{address}"' in page
    assert "Dewi Lestari" not in page
    assert "Dewi Lestari" in bureau.get(address, headers={"HX-Request": "true"}).content.decode()
    # Without the script a link leads to it; whoever sees an office only waits for nothing.
    assert "Dewi Lestari" in bureau.get(f"{address}&tampil=1").content.decode()
    assert "Dewi Lestari" in board(client_of(cast.head), this)


def test_a_head_sees_the_own_people_and_cannot_remind(cast: Cast) -> None:
    this = make_round(cast)
    text = board(client_of(cast.other_head), this)
    assert "Slamet Riyadi" in text
    assert "Dewi Lestari" not in text
    assert "Ingatkan" not in text


def test_reminding_says_who_was_left_out_and_why(bureau: Client, cast: Cast) -> None:
    this = make_round(cast)
    address = reverse("round_remind", args=[this.pk])
    chosen = {"pilih": [str(cast.staff.pk), str(cast.kabid.pk)]}
    assert "2 orang diingatkan" in bureau.post(address, chosen, follow=True).content.decode()
    text = bureau.post(address, chosen, follow=True).content.decode()
    assert "2 tidak diingatkan, yang ditunggu sudah diingatkan hari ini: " in text
    assert Notice.objects.count() == 2


def test_all_that_a_filter_leaves_are_reminded(bureau: Client, cast: Cast) -> None:
    address = reverse("round_remind", args=[make_round(cast).pk])
    response = bureau.post(f"{address}?jenjang=opd_head&", {"semua": "1"})
    assert response.headers["Location"].endswith("?jenjang=opd_head")
    assert {notice.employee for notice in Notice.objects.all()} == {cast.head, cast.other_head}


def test_reminding_nobody_asks_to_choose(bureau: Client, cast: Cast) -> None:
    address = reverse("round_remind", args=[make_round(cast).pk])
    assert "Pilih dahulu" in bureau.post(address, {"pilih": "x"}, follow=True).content.decode()


def test_a_prepared_round_reminds_nobody(bureau: Client, cast: Cast) -> None:
    address = reverse("round_remind", args=[make_round(cast, opened_at=None, opened_by=None).pk])
    bureau.post(address, {"pilih": str(cast.staff.pk)})
    assert not Notice.objects.exists()


def test_closing_stops_the_round(bureau: Client, cast: Cast) -> None:
    this = make_round(cast)
    bureau.post(reverse("round_close", args=[this.pk]))
    this.refresh_from_db()
    assert not this.running
    assert not Agreement.objects.exists()


def test_the_cost_of_the_board_is_bounded(
    bureau: Client, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for person in (cast.staff, cast.lead, cast.kabid):
        flow.presented(person, year=YEAR)
    this = make_round(cast)
    board(bureau, this)
    with django_assert_max_num_queries(20):
        board(bureau, this)
