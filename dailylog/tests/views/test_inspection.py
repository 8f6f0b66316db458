"""The inspectorate's queue: the whole region's findings by OPD, narrowed, and one with its evidence."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from dailylog.models import Evidence, Finding
from dailylog.queries.inspection import Asked, findings_asked, overview, overview_text, twins_of
from dailylog.tests.conftest import DAY, NOW, Make
from organization.models import Employee
from tests.cast import Cast

MONTH = DAY.replace(day=1)


@pytest.fixture
def found(cast: Cast, hours: None) -> list[Finding]:
    """Two findings in one OPD, one in another, and one that no longer holds."""

    def make(person: Employee, kind: str, **fields: Any) -> Finding:
        return Finding.objects.create(employee=person, date=DAY, kind=kind, **fields)

    return [
        make(cast.staff, "short_wfa_day"),
        make(cast.colleague, "copy_pasted_days", state="explained", explained_at=NOW),
        make(cast.stranger, "short_wfa_day"),
        make(cast.stranger, "reused_photo", gone_at=NOW),
    ]


def client_of(person: Employee) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_the_overview_counts_by_opd_and_state(cast: Cast, found: list[Finding]) -> None:
    lines = overview(overview_text(MONTH)).lines
    assert [(line.opd.code if line.opd else "", list(line.counts)) for line in lines] == [
        ("dki", [1, 1, 0, 0]),
        ("dlh", [1, 0, 0, 0]),
    ]


@pytest.mark.parametrize(
    ("asked", "whose"),
    [
        ({}, ["colleague", "staff", "stranger"]),
        ({"kind": "short_wfa_day"}, ["staff", "stranger"]),
        ({"state": "explained"}, ["colleague"]),
        ({"text": "slamet"}, ["stranger"]),
        ({"kind": "nonsense"}, ["colleague", "staff", "stranger"]),
    ],
)
def test_the_list_is_narrowed(cast: Cast, found: list[Finding], asked: dict[str, Any], whose: list[str]) -> None:
    rows = findings_asked(cast.inspectorate, Asked(MONTH, **asked))
    names = {getattr(cast, name).pk: name for name in ("staff", "colleague", "stranger")}
    assert sorted(names[row.employee_id] for row in rows) == whose


def test_an_opd_holds_the_people_of_its_units(cast: Cast, found: list[Finding]) -> None:
    rows = findings_asked(cast.inspectorate, Asked(MONTH, opd_id=cast.units["dki"].pk))
    assert {row.employee_id for row in rows} == {cast.staff.pk, cast.colleague.pk}


def test_another_month_has_none(cast: Cast, found: list[Finding]) -> None:
    page = client_of(cast.inspectorate).get("/pengawasan/2026-02/")
    assert "Tidak ada temuan pada bulan ini" in page.content.decode()


def test_a_reason_that_says_nothing_stands_at_its_field_with_what_was_typed(cast: Cast, found: list[Finding]) -> None:
    client = client_of(cast.inspectorate)
    page = client.post(f"/pengawasan/temuan/{found[1].pk}/", {"putusan": "terbukti", "teks": "bohong"})
    assert page.status_code == 422
    assert page.context["form"].errors["teks"] == [
        "Tulis alasan putusan, sedikitnya 10 huruf: apa yang diperiksa dan apa hasilnya."
    ]
    assert page.context["form"]["teks"].value() == "bohong"


def test_an_opd_that_is_none_is_not_found(cast: Cast, found: list[Finding]) -> None:
    client = client_of(cast.inspectorate)
    assert client.get("/pengawasan/2026-03/?opd=abc").status_code == 404
    assert client.get("/pengawasan/2026-03/?opd=²").status_code == 404
    assert client.get(f"/pengawasan/2026-03/?opd={'9' * 40}").status_code == 404
    assert client.get(f"/pengawasan/2026-03/?opd={cast.units['dki-1'].pk}").status_code == 404


def test_the_earlier_photograph_is_shown_beside_the_one_used_again(cast: Cast, make_activity: Make) -> None:
    looks: dict[str, Any] = {"width": 1, "height": 1, "size": 1, "look": 7, "look_parts": [7, 65536, 131072, 196608]}
    own, other = make_activity(cast.staff), make_activity(cast.stranger, date=DAY - timedelta(days=3))
    first = Evidence.objects.create(
        activity=other, employee=cast.stranger, sha256="1" * 64, source_sha256="1" * 64, **looks
    )
    again = Evidence.objects.create(activity=own, employee=cast.staff, sha256="2" * 64, source_sha256="2" * 64, **looks)
    finding = Finding.objects.create(employee=cast.staff, date=DAY, kind="reused_photo", mark=str(again.pk))
    finding.activities.set([own])
    assert twins_of([again]) == {again.pk: first}
    page = client_of(cast.inspectorate).get(f"/pengawasan/temuan/{finding.pk}/").content.decode()
    assert "Foto yang lebih dahulu" in page
    assert f"/bukti/{first.pk}.jpg" in page


def test_sums_and_offices_are_drawn_once_and_follow_what_is_found_and_asked(cast: Cast, found: list[Finding]) -> None:
    client = client_of(cast.inspectorate)
    address = f"/pengawasan/{MONTH:%Y-%m}/"

    def read(query: str = "") -> str:
        return client.get(f"{address}{query}").content.decode()

    before = read()
    assert before == read()
    assert f'<option value="{cast.units["dki"].pk}" selected>' in read(f"?opd={cast.units['dki'].pk}")
    assert "selected" not in read().split('id="opd"')[1].split("</select>")[0]
    assert "3 temuan belum diputuskan" in before
    found[0].delete()
    assert "2 temuan belum diputuskan" in read()
    assert read().count('<li class="k-row act">') == 2


def test_who_is_outside_every_opd_has_a_line_with_who_holds_no_post(cast: Cast, found: list[Finding]) -> None:
    Finding.objects.create(employee=cast.mayor, date=DAY, kind="short_wfa_day", state="explained", explained_at=NOW)
    Finding.objects.create(employee=cast.person("Tanpa Jabatan"), date=DAY, kind="short_wfa_day")
    lines = overview(overview_text(MONTH)).lines
    assert [(line.opd.code if line.opd else "", list(line.counts)) for line in lines] == [
        ("", [1, 1, 0, 0]),
        ("dki", [1, 1, 0, 0]),
        ("dlh", [1, 0, 0, 0]),
    ]
