"""The drafting desk in a browser: figures that follow the typing, two tabs, a phone, and no JavaScript."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from contracts.actions.lines import add_line
from contracts.actions.takeover import take_share
from contracts.models import Line, Version
from contracts.tests.drafts import draft_of, shared_indicator, signed_target, terms
from organization.models import Employee
from tests.browser.looks import follow, sound
from tests.cast import Cast, make_cast

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast() -> Cast:
    """The tiny region, written for a server in another thread."""
    return make_cast()


@pytest.fixture
def draft(cast: Cast) -> Version:
    """The kabid's draft: a share of the head's target and a line of his own."""
    parent = signed_target(cast.head, cast.mayor)
    shared_indicator(code="KAMUS")
    signed_target(cast.kabid, cast.head, year=2026, indicator_code="A-1", monthly=[Decimal(2), *[Decimal(1)] * 11])
    version = draft_of(cast.kabid)
    take_share(version=version, parent=parent, contribution="direct", percent=Decimal(25), weight=Decimal(40))
    add_line(version=version, terms=terms("A-1", weight=Decimal("50.5")))
    return version


def enter(context: BrowserContext, person: Employee, address: str) -> None:
    """Log in without the door."""
    client = Client()
    client.force_login(person)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}])


@pytest.fixture
def desk(browser: Browser, live_server: LiveServer, cast: Cast) -> Iterator[Page]:
    """A desk's screen."""
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": 1280, "height": 900}, locale="id-ID", timezone_id="Asia/Jakarta"
    )
    enter(context, cast.kabid, live_server.url)
    yield context.new_page()
    context.close()


def addresses(cast: Cast, version: Version) -> list[str]:
    line = version.lines.first()
    assert line is not None
    assert line.parent_id is not None
    return [
        reverse("draft", args=[version.pk]),
        reverse("draft", args=[version.pk]) + "#atasan",
        reverse("draft_line_new", args=[version.pk]),
        reverse("draft_line", args=[version.pk, line.pk]),
        reverse("draft_take", args=[version.pk, line.parent_id]),
        reverse("draft_dictionary", args=[version.pk]),
    ]


def test_pages_fit_a_phone(page: Page, cast: Cast, draft: Version, live_server: LiveServer) -> None:
    enter(page.context, cast.kabid, live_server.url)
    for address in addresses(cast, draft):
        page.goto(address)
        sound(page, 360)


def test_pages_fit_a_desk(desk: Page, cast: Cast, draft: Version) -> None:
    for address in addresses(cast, draft):
        desk.goto(address)
        sound(desk, 1280)


def test_shared_indicators_fit_a_phone(page: Page, cast: Cast, draft: Version, live_server: LiveServer) -> None:
    indicator = shared_indicator()
    enter(page.context, cast.ortala, live_server.url)
    for address in (reverse("shared_indicators"), reverse("shared_attach", args=[indicator.pk])):
        page.goto(address)
        sound(page, 360)


def test_line_is_edited_in_its_place_and_the_figures_follow(desk: Page, draft: Version) -> None:
    line = draft.lines.get(indicator_code="A-1")
    desk.goto(reverse("draft", args=[draft.pk]))
    row = desk.locator(f"#baris-{line.pk}")
    row.get_by_role("link", name="Ubah").click()
    row.get_by_label("Target setahun").fill("1.300")
    expect(row.locator("[data-gap]")).to_have_text("kurang dari target setahun: 1.180")
    row.get_by_role("button", name="Pola tahun lalu").click()
    expect(row.get_by_label("Januari")).to_have_value("200")
    expect(row.locator("[data-gap]")).to_have_text("sama dengan target setahun")
    row.get_by_label("Desember").fill("100,25")
    expect(row.locator("[data-year]")).to_have_text("1.300,25")
    row.get_by_role("button", name="Simpan indikator").click()
    expect(desk.get_by_text("Indikator A-1 tersimpan.")).to_be_visible()
    assert Line.objects.get(pk=line.pk).monthly[11] == Decimal("100.25")


def test_nothing_is_presented_while_a_line_is_written(desk: Page, cast: Cast) -> None:
    draft = draft_of(cast.kabid)
    line = add_line(version=draft, terms=terms("A-1"))
    desk.goto(reverse("draft", args=[draft.pk]))
    present = desk.get_by_role("button", name="Paparkan", exact=True)
    expect(present).to_be_enabled()
    desk.locator(f"#baris-{line.pk}").get_by_role("link", name="Ubah").click()
    expect(present).to_be_disabled()
    expect(desk.get_by_text("Simpan atau batalkan dahulu")).to_be_visible()
    desk.get_by_role("link", name="Batal").click()
    expect(present).to_be_enabled()


def test_money_or_a_reason_for_none_is_asked_for(desk: Page, draft: Version) -> None:
    line = draft.lines.get(indicator_code="A-1")
    desk.goto(reverse("draft_line", args=[draft.pk, line.pk]))
    reason, budget = desk.get_by_label("Alasan tanpa program"), desk.get_by_label("Anggaran (Rp)")
    expect(reason).to_be_visible()
    expect(budget).to_be_hidden()
    desk.get_by_label("Pembiayaan").select_option("own")
    expect(reason).to_be_hidden()
    budget.fill("0")
    desk.get_by_role("button", name="Simpan indikator").click()
    expect(desk.get_by_text("Anggaran nol hanya untuk").first).to_be_visible()


def test_sum_of_the_weights_follows_the_typing(desk: Page, draft: Version) -> None:
    desk.goto(reverse("draft", args=[draft.pk]))
    total = desk.locator("#bobot p")
    expect(total).to_have_text("Jumlah bobot 90,5 kurang 9,5")
    desk.get_by_label("Bobot A-1").fill("60")
    expect(total).to_have_text("Jumlah bobot 100 tepat 100")
    desk.get_by_role("button", name="Simpan bobot").click()
    expect(desk.get_by_text("Bobot tersimpan.")).to_be_visible()


def test_two_tabs_lose_nothing(desk: Page, draft: Version) -> None:
    line = draft.lines.get(indicator_code="A-1")
    address = reverse("draft_line", args=[draft.pk, line.pk])
    other = desk.context.new_page()
    for tab, words in ((desk, "Tab satu"), (other, "Tab dua")):
        tab.goto(address)
        tab.get_by_label("Indikator (").fill(words)
    desk.get_by_role("button", name="Simpan indikator").click()
    expect(desk.get_by_text("Indikator A-1 tersimpan.")).to_be_visible()
    other.get_by_role("button", name="Simpan indikator").click()
    expect(other.get_by_role("cell", name="Tab satu")).to_be_visible()
    expect(other.get_by_label("Indikator (")).to_have_value("Tab dua")
    other.get_by_role("button", name="Simpan indikator").click()
    expect(other.get_by_text("Indikator A-1 tersimpan.")).to_be_visible()
    assert Line.objects.get(pk=line.pk).indicator == "Tab dua"


def test_what_was_typed_outlives_a_reload_until_it_is_saved(desk: Page, draft: Version) -> None:
    line = draft.lines.get(indicator_code="A-1")
    address = reverse("draft_line", args=[draft.pk, line.pk])
    desk.goto(address)
    desk.get_by_label("Cara mencapai").fill("Panjang dan berharga")
    desk.goto(address)
    desk.get_by_role("button", name="Pulihkan").click()
    expect(desk.get_by_label("Cara mencapai")).to_have_value("Panjang dan berharga")
    desk.get_by_role("button", name="Simpan indikator").click()
    expect(desk.get_by_text("Indikator A-1 tersimpan.")).to_be_visible()
    desk.goto(address)
    expect(desk.get_by_label("Cara mencapai")).to_have_value("Panjang dan berharga")
    expect(desk.get_by_role("button", name="Pulihkan")).to_be_hidden()


def test_refused_line_is_still_kept(desk: Page, draft: Version) -> None:
    address = reverse("draft_line_new", args=[draft.pk])
    desk.goto(address)
    desk.get_by_label("Cara mencapai").fill("Panjang dan berharga")
    desk.get_by_role("button", name="Simpan indikator").click()
    expect(desk.locator(".k-errs")).to_be_visible()
    desk.goto(reverse("draft", args=[draft.pk]))
    desk.goto(address)
    desk.get_by_role("button", name="Pulihkan").click()
    expect(desk.get_by_label("Cara mencapai")).to_have_value("Panjang dan berharga")


def test_everything_works_without_javascript(
    browser: Browser, cast: Cast, draft: Version, live_server: LiveServer
) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False, locale="id-ID")
    enter(context, cast.kabid, live_server.url)
    page = context.new_page()
    page.goto(reverse("draft", args=[draft.pk]))
    follow(page.get_by_role("button", name="Turunkan").first)
    follow(page.get_by_role("button", name="Skalakan ke 100"))
    follow(page.get_by_role("link", name="Ubah").first)
    page.get_by_label("Target setahun").fill("25")
    follow(page.get_by_role("button", name="Bagi rata"))
    expect(page.get_by_label("Januari")).to_have_value("3")
    expect(page.get_by_label("Februari")).to_have_value("2")
    expect(page.locator("[data-year]")).to_have_text("25")
    follow(page.get_by_role("button", name="Simpan indikator"))
    context.close()
    first = draft.lines.first()
    assert first is not None
    assert (first.indicator_code, sum(value or 0 for value in first.monthly)) == ("A-1", 25)
    assert sum(line.weight for line in draft.lines.all()) == 100
