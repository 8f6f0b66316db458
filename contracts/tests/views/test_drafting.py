"""The drafting desk and its editor, as a person and as two tabs use them."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from contracts.actions.lines import add_line, line_digest
from contracts.actions.takeover import take_share
from contracts.actions.versions import judge, present, return_version
from contracts.models import Indicator, Line, Objective, ProgrammeBudget, State, Target, Version
from contracts.tests.drafts import amended, draft_of, signed_target, terms
from contracts.tests.views.desk import at, filled
from tests.cast import Cast

D = Decimal


def test_desk_shows_both_sides(kabid: Client, draft: Version, parent: Target) -> None:
    take_share(version=draft, parent=parent, contribution="direct", percent=D(25))
    page = kabid.get(at("draft", draft)).content.decode()
    for words in (
        "Berkas yang dilayani",
        "Sudah diambil 360 dari 1.440 (25%)",
        "sisa 1.080",
        "Sri Wahyuni",
        "Jumlah bobot",
    ):
        assert words in page


def test_desk_says_whose_plan_is_missing(client: Client, cast: Cast) -> None:
    version = draft_of(cast.kabid)
    client.force_login(cast.kabid)
    page = client.get(at("draft", version)).content.decode()
    assert "Perjanjian I Made Suardana tahun 2027 belum ditandatangani" in page


def test_desk_has_as_many_queries_for_ten_lines_as_for_one(
    kabid: Client, draft: Version, parent: Target, django_assert_num_queries: Any
) -> None:
    add_line(version=draft, terms=terms("A-0", weight=D(1), parent=parent))
    kabid.get(at("draft", draft))
    with django_assert_num_queries(14):
        kabid.get(at("draft", draft))
    for number in range(1, 10):
        add_line(version=draft, terms=terms(f"A-{number}", weight=D(1)))
    with django_assert_num_queries(14):
        kabid.get(at("draft", draft))


def test_new_line_in_indonesian_numbers(kabid: Client, draft: Version) -> None:
    answer = kabid.post(at("draft_line_new", draft), filled(m03="1.500", indicator="Dua\r\nbaris"), follow=True)
    line = draft.lines.get()
    assert line.indicator == "Dua baris"
    assert line.monthly[:4] == [D("1250.5"), D(10), D(1500), None]
    assert "“1.500” dibaca sebagai 1500." in answer.content.decode()


def test_bad_number_is_told_at_its_month_and_nothing_is_lost(kabid: Client, draft: Version) -> None:
    page = kabid.post(at("draft_line_new", draft), filled(m05="lima", means="Panjang dan berharga")).content.decode()
    assert "Tulis angka, misalnya 1.250,5." in page
    assert "Panjang dan berharga" in page
    assert 'value="1.250,5"' in page
    assert draft.lines.count() == 0


def test_refusal_of_the_rules_stands_at_its_field(kabid: Client, draft: Version) -> None:
    add_line(version=draft, terms=terms("A-1"))
    answer = kabid.post(at("draft_line_new", draft), filled())
    assert "Kode A-1 sudah dipakai" in str(answer.context["form"].errors["indicator_code"])


def test_two_tabs_see_both_and_the_second_may_still_save(kabid: Client, draft: Version) -> None:
    line = add_line(version=draft, terms=terms())
    seen = line_digest(line)
    address = at("draft_line", draft, line.pk)
    assert kabid.post(address, filled(indicator="Tab satu", seen=seen)).status_code == 302
    answer = kabid.post(address, filled(indicator="Tab dua", seen=seen))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert ("Indikator", "Tab satu", "Tab dua") in answer.context["differences"]
    assert "diubah di tempat lain" in page
    assert Line.objects.get().indicator == "Tab satu"
    assert kabid.post(address, filled(indicator="Tab dua", seen=answer.context["seen"])).status_code == 302
    assert Line.objects.get().indicator == "Tab dua"


def test_line_that_another_tab_removed_can_be_added_back(kabid: Client, draft: Version) -> None:
    line = add_line(version=draft, terms=terms())
    seen, address = line_digest(line), at("draft_line", draft, line.pk)
    kabid.post(at("draft_remove", draft, line.pk))
    answer = kabid.post(address, filled(indicator="Tab dua", seen=seen))
    assert answer.status_code == 409
    assert answer.context["action"] == at("draft_line_new", draft)
    assert kabid.get(address).status_code == 404


@pytest.mark.parametrize(
    ("how", "values", "expected"),
    [
        ("even", {"total": "25", "m01": "", "m02": ""}, ["3"] + ["2"] * 11),
        ("even", {"total": "30", "m01": "1", "m02": "1"}, ["15", "15"] + [""] * 10),
        ("blank", {"m01": "7"}, [""] * 12),
    ],
)
def test_buttons_fill_the_months_and_save_nothing(
    kabid: Client, draft: Version, how: str, values: dict[str, str], expected: list[str]
) -> None:
    answer = kabid.post(at("draft_line_new", draft), filled(spread=how, **values))
    assert [field.value() for field in answer.context["form"].months] == expected
    assert draft.lines.count() == 0


def test_shape_of_last_year(kabid: Client, cast: Cast, draft: Version) -> None:
    signed_target(cast.kabid, cast.head, year=2026, indicator_code="A-1", monthly=[D(1), D(3)] + [None] * 10)
    answer = kabid.post(at("draft_line_new", draft), filled(spread="last", total="40"))
    assert [field.value() for field in answer.context["form"].months] == ["10", "30"] + [""] * 10


def test_buttons_say_what_they_miss(kabid: Client, draft: Version) -> None:
    for how, total, words in (
        ("even", "", "Isi target setahun"),
        ("last", "40", "Tidak ada pola tahun lalu"),
    ):
        page = kabid.post(at("draft_line_new", draft), filled(spread=how, total=total)).content.decode()
        assert words in page


def test_editor_in_its_place_for_htmx(kabid: Client, draft: Version) -> None:
    line = add_line(version=draft, terms=terms())
    address = at("draft_line", draft, line.pk)
    part = kabid.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "hx-post" in part
    saved = kabid.post(address, filled(seen=line_digest(line)), headers={"HX-Request": "true"})
    assert saved.headers["HX-Refresh"] == "true"


def test_weights_are_saved_and_scaled(kabid: Client, draft: Version) -> None:
    first, second = (add_line(version=draft, terms=terms(code, weight=D(10))) for code in "AB")
    form = {f"w{first.pk}": "12,5", f"w{second.pk}": "50", f"seen{first.pk}": "10", f"seen{second.pk}": "10"}
    assert kabid.post(at("draft_weights", draft), form).status_code == 302
    assert [line.weight for line in draft.lines.all()] == [D("12.5"), D(50)]
    form = {f"w{first.pk}": "12,5", f"w{second.pk}": "50", f"seen{first.pk}": "12,5", f"seen{second.pk}": "50"}
    kabid.post(at("draft_weights", draft), {**form, "scale": "1"})
    assert [line.weight for line in draft.lines.all()] == [D(20), D(80)]


def test_stale_and_bad_weights_are_told(kabid: Client, draft: Version) -> None:
    line = add_line(version=draft, terms=terms(weight=D(10)))
    stale = kabid.post(at("draft_weights", draft), {f"w{line.pk}": "20", f"seen{line.pk}": "9"})
    assert (stale.status_code, "diubah di tempat lain" in stale.content.decode()) == (409, True)
    bad = kabid.post(at("draft_weights", draft), {f"w{line.pk}": "banyak", f"seen{line.pk}": "10"})
    assert (bad.status_code, "Tulis angka" in bad.content.decode()) == (422, True)
    assert Line.objects.get().weight == 10


def test_order_and_removal(kabid: Client, draft: Version) -> None:
    first, second = (add_line(version=draft, terms=terms(code, weight=D(10))) for code in "AB")
    kabid.post(at("draft_move", draft, second.pk))
    assert [line.indicator_code for line in draft.lines.all()] == ["B", "A"]
    kabid.post(at("draft_move", draft, second.pk), {"down": "1"})
    kabid.post(at("draft_remove", draft, first.pk))
    assert [line.indicator_code for line in draft.lines.all()] == ["B"]


def test_share_is_taken_from_its_page(kabid: Client, draft: Version, parent: Target) -> None:
    address = at("draft_take", draft, parent.pk)
    assert kabid.get(address).status_code == 200
    none = kabid.post(address, {"contribution": "direct"})
    assert "salah satu saja" in str(none.context["form"].errors["percent"])
    assert kabid.post(address, {"contribution": "direct", "percent": "50", "weight": "30"}).status_code == 302
    line = draft.lines.get()
    assert (line.parent, line.weight, line.monthly[0]) == (parent, D(30), D(60))
    again = kabid.post(address, {"contribution": "direct", "percent": "50"})
    assert "sudah Anda ambil" in str(again.context["form"].errors["percent"])


def test_foreign_target_cannot_be_taken(kabid: Client, cast: Cast, draft: Version) -> None:
    foreign = signed_target(cast.other_head, cast.mayor)
    assert kabid.get(at("draft_take", draft, foreign.pk)).status_code == 404


def test_indicator_is_found_and_taken(kabid: Client, draft: Version) -> None:
    known = Indicator.objects.create(
        code="IKU-9", name="Indeks layanan", unit_of_measure="nilai", polarity="maximize", accumulation="last",
        source="reading",
    )  # fmt: skip
    address = at("draft_dictionary", draft)
    assert "Indeks layanan" in kabid.get(address, {"q": "layanan iku"}).content.decode()
    assert "Tidak ada indikator yang cocok" in kabid.get(address, {"q": "tidak ada"}).content.decode()
    assert kabid.post(address, {"indicator": str(known.pk)}).status_code == 302
    assert draft.lines.get().definition_of == known
    assert kabid.post(address, {"indicator": str(known.pk)}, follow=True).status_code == 200
    assert kabid.post(address, {"indicator": "x"}).status_code == 404
    assert draft.lines.count() == 1


@pytest.mark.parametrize("name", ["draft", "draft_line_new", "draft_dictionary"])
def test_draft_of_another_is_not_written(client: Client, cast: Cast, draft: Version, name: str) -> None:
    for person, status in ((cast.head, 403), (cast.ortala, 403), (cast.staff, 404), (cast.stranger, 404)):
        client.force_login(person)
        assert client.get(at(name, draft)).status_code == status
        assert client.post(at(name, draft), filled()).status_code in {status, 405}
    assert not draft.lines.exists()


def test_what_was_typed_survives_a_presentation_in_another_tab(kabid: Client, draft: Version) -> None:
    line = add_line(version=draft, terms=terms())
    Version.objects.filter(pk=draft.pk).update(state=State.PRESENTED)
    for address in (at("draft_line_new", draft), at("draft_line", draft, line.pk)):
        page = kabid.post(address, filled(means="Panjang dan berharga")).content.decode()
        assert "isinya tidak dapat diubah" in page
        assert "Panjang dan berharga" in page
    assert kabid.get(at("draft_line_new", draft)).status_code == 403


def test_words_of_the_reviewers_reach_the_desk(kabid: Client, cast: Cast, draft: Version) -> None:
    good, bad = (add_line(version=draft, terms=terms(code, weight=D(50))) for code in "AB")
    shown = present(version=draft, by=cast.kabid)
    judge(presentation=shown, line=good, by=cast.head, fitness="fit")
    for reviewer, fitness in ((cast.head, "fit"), (cast.ortala, "improve")):
        judge(presentation=shown, line=bad, by=reviewer, fitness=fitness, note="Naikkan")
    draft.refresh_from_db()
    return_version(version=draft, by=cast.head, reason="Perbaiki indikator B")
    page = kabid.get(at("draft", draft))
    checks = {row.line.indicator_code: row.checks[2].level for row, _weight, _seen in page.context["rows"]}
    assert checks == {"A": "ok", "B": "warning"}
    assert "“Perbaiki indikator B”" in page.content.decode()


def test_colleagues_shares_stand_beside_ones_own(kabid: Client, cast: Cast, draft: Version, parent: Target) -> None:
    colleague = draft_of(cast.colleague)
    take_share(version=colleague, parent=parent, contribution="support", percent=D(50), weight=D(10))
    take_share(version=draft, parent=parent, contribution="direct", percent=D(25), weight=D(10))
    row = kabid.get(at("draft", draft)).context["above"][0]
    assert [(taker.name, taker.year, taker.direct) for taker in row.takers] == [
        ("Sri Wahyuni", 360, True),
        ("Ahmad Fauzi", 720, False),
    ]
    assert (row.taken, row.percent, row.left) == (1080, 75, 360)


def test_more_than_the_whole_may_be_taken(kabid: Client, cast: Cast, draft: Version, parent: Target) -> None:
    take_share(version=draft, parent=parent, contribution="direct", percent=D(110), weight=D(10))
    row = kabid.get(at("draft", draft)).context["above"][0]
    assert (row.percent, row.left) == (110, None)


def test_shares_of_a_rate_are_not_added(kabid: Client, cast: Cast) -> None:
    rate = signed_target(cast.head, cast.mayor, accumulation="last", unit_of_measure="persen", source="reading")
    version = draft_of(cast.kabid)
    take_share(version=version, parent=rate, contribution="support", percent=D(100))
    row = kabid.get(at("draft", version)).context["above"][0]
    assert (row.taken, row.percent, row.left, row.year) == (None, None, None, 120)


def test_line_on_which_a_promise_below_hangs_is_kept(kabid: Client, cast: Cast, draft: Version) -> None:
    line = add_line(version=draft, terms=terms())
    own = Target.objects.get(agreement=draft.agreement)
    signed_target(cast.lead, cast.kabid, parent=own)
    page = kabid.post(at("draft_remove", draft, line.pk), follow=True).content.decode()
    assert "sudah dijabarkan oleh bawahan" in page
    assert draft.lines.count() == 1


def test_doubtful_share_is_echoed(kabid: Client, draft: Version, parent: Target) -> None:
    data = {"contribution": "support", "amount": "1.200"}
    page = kabid.post(at("draft_take", draft, parent.pk), data, follow=True).content.decode()
    assert "“1.200” dibaca sebagai 1200." in page


def test_spread_of_an_amendment_leaves_the_past(kabid: Client, cast: Cast) -> None:
    target = signed_target(cast.kabid, cast.head)
    version = amended(target.agreement, from_month=7)
    line = version.lines.get()
    data = filled(indicator_code="ATAS-1", spread="even", total="2.160")
    months = kabid.post(at("draft_line", version, line.pk), data).context["form"].months
    assert [field.value() for field in months] == ["120"] * 6 + ["240"] * 6
    page = kabid.post(at("draft_line", version, line.pk), {**data, "total": "700"}).content.decode()
    assert "Bulan-bulan yang sudah lewat melebihi target setahun." in page
    assert "tidak dapat dihapus" in kabid.get(at("draft", version)).content.decode()


def test_programmes_are_named_with_their_money(kabid: Client, draft: Version) -> None:
    above: Objective | None = None
    for kind in ("mission", "goal", "objective", "programme"):
        above = Objective.objects.create(
            code=kind, kind=kind, name="Layanan informasi", parent=above, first_year=2025, last_year=2030
        )
    assert above is not None
    for year, funding, amount in ((2027, "APBD", 4_000_000), (2027, "DAK", 215_750), (2026, "APBD", 9)):
        ProgrammeBudget.objects.create(programme=above, year=year, funding=funding, amount=D(amount))
    page = kabid.get(at("draft_line_new", draft)).content.decode()
    assert "programme Layanan informasi, Rp4.215.750</option>" in page
    kabid.post(at("draft_line_new", draft), filled(programme=str(above.pk), budget="Rp 1.000.000,50"))
    line = draft.lines.get()
    assert (line.programme, line.budget) == (above, D("1000000.5"))
