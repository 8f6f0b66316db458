"""Pages of planning: the plan with its money, the dictionary, the cascade and its gaps."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from contracts.actions.planning import set_budget
from contracts.models import Indicator, Objective
from contracts.tests.matrix_planning import planned
from contracts.tests.queries.test_cascade import dictionary, promise
from contracts.tests.views.conftest import browser
from organization.models import Employee
from tests.cast import Cast

pytestmark = pytest.mark.django_db

NODE = {
    "kind": "programme",
    "parent": "1.1.1",
    "code": "1.1.1.02",
    "name": "Baru",
    "first_year": 2025,
    "last_year": 2029,
}


def text(person: Employee, name: str, *args: object, **parameters: str | int) -> str:
    answer = browser(person).get(reverse(name, args=args), parameters)
    assert answer.status_code == 200
    return answer.content.decode()


def send(person: Employee, name: str, data: dict[str, Any], *args: object) -> str:
    return browser(person).post(reverse(name, args=args), data, follow=True).content.decode()


def test_the_plan_of_nobody_says_how_to_begin(cast: Cast) -> None:
    assert "Muat dari tabel" in text(cast.ortala, "planning")
    assert "Muat dari tabel" not in text(cast.staff, "planning")
    assert "Kamus masih kosong" in text(cast.staff, "indicators")
    assert "Belum ada sasaran kinerja untuk tahun dan OPD ini" in text(cast.staff, "cascade")


def test_money_is_summed_up_the_tree_for_the_year_chosen(cast: Cast) -> None:
    programme = planned()
    for year, amount in ((2026, 1_500), (2027, 2_000)):
        set_budget(programme_id=programme.pk, year=year, funding="APBD", amount=Decimal(amount))
    set_budget(programme_id=programme.pk, year=2026, funding="DAK", amount=Decimal(250))

    page = text(cast.staff, "planning", tahun=2026)

    # The mission, the goal, the objective, the programme and the sum of all sources.
    assert page.count("Rp1.750<") == 5
    assert "Rp2.000" not in page
    assert page.count("Ubah 1") == 0, "who only reads is offered no change"


def test_the_bureau_adds_a_node_and_is_told_why_it_cannot(cast: Cast) -> None:
    planned()
    assert "Simpul tersimpan." in send(cast.ortala, "planning_new", NODE)
    assert Objective.objects.get(code="1.1.1.02").parent == Objective.objects.get(code="1.1.1")
    assert "Kode 1.1.1.02 sudah dipakai: Baru." in send(cast.ortala, "planning_new", NODE)
    wrong = NODE | {"code": "7", "parent": "1.1"}
    assert "Induk sebuah program adalah sasaran. Pilih sasaran." in send(cast.ortala, "planning_new", wrong)


def test_a_new_node_takes_over_from_its_parent(cast: Cast) -> None:
    planned()
    page = text(cast.ortala, "planning_new", induk="1.1.1")
    assert 'value="1.1.1"' in page
    assert '<option value="programme" selected>' in page


def test_a_node_in_use_is_not_removed(cast: Cast) -> None:
    programme = planned()
    assert "masih dipakai" in send(cast.ortala, "planning_remove", {}, programme.parent_id)
    assert "1.1.1.01 Simpul 1.1.1.01 dihapus." in send(cast.ortala, "planning_remove", {}, programme.pk)


def test_money_is_written_on_the_programmes_page(cast: Cast) -> None:
    programme = planned()
    data = {"year": 2026, "funding": "APBD", "amount": "4215750000"}
    page = send(cast.ortala, "planning_budget", data, programme.pk)
    assert "Anggaran tersimpan." in page
    assert "Rp4.215.750.000" in page
    refused = send(cast.ortala, "planning_budget", data | {"year": 2031}, programme.pk)
    assert "Program ini berlaku 2025–2029." in refused


def test_the_dictionary_is_searched_and_narrowed(cast: Cast) -> None:
    node = planned()
    dictionary("WTP", node)
    Indicator.objects.filter(code="WTP").update(shared=True, data_source="LHP BPK")
    dictionary("SKM", node)

    assert "Indikator SKM" in text(cast.staff, "indicators", q="skm")
    assert "2 indikator" in text(cast.staff, "indicators", q=node.code)
    for state, shown, hidden in (("shared", "WTP", "SKM"), ("no_data", "SKM", "WTP")):
        page = text(cast.staff, "indicators", state=state)
        assert f"Indikator {shown}" in page
        assert f"Indikator {hidden}" not in page
    assert "Tidak ada indikator yang cocok" in text(cast.staff, "indicators", q="tidak ada itu")


def test_who_carries_an_indicator_stands_with_it_as_far_as_one_may_see(cast: Cast) -> None:
    one = dictionary("IKU", planned())
    year = timezone.localdate().year
    target = promise(cast.staff, "IKU")
    type(target.agreement).objects.filter(pk=target.agreement_id).update(year=year)

    assert cast.staff.name in text(cast.kabid, "indicator", one.pk)
    page = text(cast.other_head, "indicator", one.pk)
    assert cast.staff.name not in page
    assert f"Belum dipikul siapa pun pada {year}" in page


def test_a_changed_entry_says_which_agreements_it_does_not_reach(cast: Cast) -> None:
    one = dictionary("IKU", planned())
    assert "Perubahan berlaku bagi perjanjian yang disusun mulai sekarang." in text(
        cast.ortala, "indicator_edit", one.pk
    )
    target = promise(cast.staff, "IKU")
    type(target.agreement).objects.filter(pk=target.agreement_id).update(sealed_at=timezone.now())
    assert "Dipakai 1 perjanjian yang sudah ditandatangani" in text(cast.ortala, "indicator_edit", one.pk)


def test_an_entry_is_made_retired_and_taken_up_again(cast: Cast) -> None:
    data = {
        "code": "IKU1",
        "name": "Indeks",
        "unit_of_measure": "nilai",
        "polarity": "maximize",
        "accumulation": "last",
        "source": "reading",
        "baseline": "74.5",
        "baseline_year": "2025",
    }
    assert "Indikator tersimpan." in send(cast.ortala, "indicator_new", data)
    one = Indicator.objects.get()
    assert "74,5 nilai (2025)" in text(cast.staff, "indicator", one.pk)
    assert "Indikator IKU1 dihentikan." in send(cast.ortala, "indicator_retire", {}, one.pk)
    assert "Indikator IKU1 dipakai kembali." in send(cast.ortala, "indicator_retire", {}, one.pk)


def test_the_cascade_leads_from_its_gaps_to_their_list(cast: Cast) -> None:
    dictionary("A", planned())
    head = promise(cast.head, "A")
    promise(cast.kabid, "A", parent=head, monthly=[Decimal(3)] * 12)
    promise(cast.staff, "LEPAS")

    page = text(cast.ortala, "cascade", tahun=2026)
    assert "dibagi 36 dari 120" in page
    assert reverse("cascade_gaps", args=["pembagian"]) in page
    assert "Indikator LEPAS" in text(cast.ortala, "cascade_gaps", "tanpa-induk", tahun=2026)
    assert "dibagi 36 dari 120" in text(cast.ortala, "cascade_gaps", "pembagian", tahun=2026)
    assert cast.mayor.name in text(cast.ortala, "cascade_gaps", "tanpa-perjanjian", tahun=2026)
    assert "Tidak ada celah seperti ini." in text(cast.ortala, "cascade_gaps", "tak-dipikul", tahun=2026)
    assert browser(cast.ortala).get("/kaskade/celah/lain/").status_code == 404


def test_htmx_gets_what_is_below_and_nothing_else(cast: Cast) -> None:
    head = promise(cast.head, "A")
    promise(cast.kabid, "A", parent=head)
    address = reverse("cascade_branch", args=[head.pk])

    whole = browser(cast.ortala).get(address).content.decode()
    part = browser(cast.ortala).get(address, headers={"HX-Request": "true"}).content.decode()

    assert "<html" in whole
    assert "<html" not in part
    assert cast.kabid.name in whole
    assert cast.kabid.name in part


def test_a_large_city_counts_its_gaps_once_the_page_stands(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("contracts.queries.cascade.LARGE", 0)
    promise(cast.head, "LEPAS")
    page = text(cast.ortala, "cascade", tahun=2026)
    assert 'hx-trigger="load"' in page
    assert "c-gaps" not in page
    counted = browser(cast.ortala).get("/kaskade/celah/?tahun=2026", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in counted
    assert "<b>1</b>" in counted
    assert "Celah kaskade 2026" in text(cast.ortala, "cascade_counts", tahun=2026)


def test_a_large_city_looks_for_gaps_once_the_page_stands(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("contracts.queries.cascade.LARGE", 0)
    promise(cast.head, "LEPAS")
    address = "/kaskade/celah/tanpa-induk/?tahun=2026"
    client = browser(cast.ortala)
    page = client.get(address).content.decode()
    assert f'hx-get="{address}"' in page
    assert "Indikator LEPAS" not in page
    found = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in found
    assert "Indikator LEPAS" in found
    # Without the script a link leads to the whole page.
    assert "Indikator LEPAS" in client.get(f"{address}&tampil=1").content.decode()


def test_ten_thousand_entries_cost_no_more_queries_than_a_few(cast: Cast) -> None:
    node = planned()
    measure = {"unit_of_measure": "buah", "polarity": "maximize", "accumulation": "sum", "source": "reading"}
    counts = []
    client = browser(cast.ortala)
    client.get(reverse("indicators"))
    for first, last in ((0, 2), (2, 10_000)):
        Indicator.objects.bulk_create(
            Indicator(code=f"I{number:05d}", name=f"Indikator {number}", objective=node, **measure)
            for number in range(first, last)
        )
        with CaptureQueriesContext(connection) as queries:
            page = client.get(reverse("indicators")).content.decode()
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12
    assert "10.000 indikator" in page
    assert "Halaman 1 dari 200" in page
