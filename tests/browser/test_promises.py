"""From an empty year to a signed cascade of four levels and an amendment, on phones, by the people concerned."""

from collections.abc import Callable
from contextlib import ExitStack

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from contracts.models import Agreement, State, Target, Version
from contracts.signing.verify import examine
from organization.models import Employee
from tests.browser.looks import fits
from tests.browser.people import PASSWORD, at_the_phone, give_passwords
from tests.cast import Cast, make_cast

TODAY = timezone.localdate()
WORDS = {
    "Definisi operasional": "Permohonan informasi yang dijawab lengkap",
    "Rumus dalam kata-kata": "Jumlah permohonan yang dijawab",
    "Sumber data": "Register PPID",
    "Cara mencapai": "Petugas menjawab tiap hari kerja; permohonan sulit dibahas tiap Senin",
    "Risiko dan penanganannya": "Permohonan menumpuk; petugas dari bidang lain membantu",
}


class Promises:
    """The steps, each as one person at a phone, where he stays logged in."""

    def __init__(self, browser: Browser, address: str, phones: ExitStack) -> None:
        self.browser = browser
        self.address = address
        self.phones = phones
        self._pages: dict[str, Page] = {}

    def do(self, person: Employee, act: Callable[[Page], None]) -> None:
        if person.nip not in self._pages:
            self._pages[person.nip] = self.phones.enter_context(at_the_phone(self.browser, self.address, person))
        page = self._pages[person.nip]
        act(page)
        fits(page)

    def begin(self, person: Employee, fill: Callable[[Page], None]) -> None:
        def act(page: Page) -> None:
            page.goto(reverse("agreements"))
            page.get_by_role("button", name=f"Susun perjanjian {TODAY.year}").click()
            fill(page)
            page.get_by_role("button", name="Paparkan", exact=True).click()
            expect(page.get_by_text("dipaparkan").first).to_be_visible()

        self.do(person, act)

    def find_fit_and_agree(self, reviewer: Employee, version: Version) -> None:
        def act(page: Page) -> None:
            page.goto(reverse("review", args=[version.pk]))
            for choice in page.get_by_label("layak", exact=True).all():
                choice.check(force=True)
            page.get_by_role("button", name="Simpan telaah").click()
            expect(page.get_by_text("Semua indikator dinyatakan layak")).to_be_visible()
            page.get_by_role("button", name="Sepakati dan bekukan naskah").click()
            expect(page.get_by_text("Disepakati.").first).to_be_visible()

        self.do(reviewer, act)

    def sign(self, person: Employee, version: Version) -> None:
        def act(page: Page) -> None:
            page.goto(reverse("agreements"))
            page.get_by_role("link", name="Periksa lalu tanda tangani").first.click()
            page.locator("input[type=password]").fill(PASSWORD)
            page.get_by_role("button", name="Tanda tangani").click()
            page.wait_for_url(f"**{reverse('agreement', args=[version.pk])}")

        self.do(person, act)

    def sign_by_both(self, version: Version) -> None:
        self.sign(version.agreement.holder, version)
        if version.superior is not None:
            self.sign(version.superior, version)
        version.refresh_from_db()
        assert version.state == State.IN_FORCE


def without_money(page: Page) -> None:
    page.get_by_label("Pembiayaan").select_option("none")
    page.get_by_label("Alasan tanpa program/anggaran tersendiri").fill("Dikerjakan dengan belanja rutin kantor")


def write_first_line(page: Page) -> None:
    page.get_by_role("link", name="Indikator baru").click()
    values = {
        "Kode": "PPID",
        "Bobot": "100",
        "Sasaran (": "Informasi publik cepat dan benar",
        "Indikator (": "Permohonan informasi dijawab",
        "Satuan": "permohonan",
        **WORDS,
    }
    for label, value in values.items():
        page.get_by_label(label).first.fill(value)
    without_money(page)
    page.get_by_label("Arah").select_option("maximize")
    page.get_by_label("Akumulasi").select_option("sum")
    page.get_by_label("Sumber realisasi").select_option("activities")
    page.get_by_label("Target setahun").fill("1.200")
    page.get_by_role("button", name="Bagi rata").click()
    expect(page.get_by_label("Desember")).to_have_value("100")
    page.get_by_role("button", name="Simpan indikator").click()


def take_half(page: Page) -> None:
    page.get_by_role("link", name="Sasaran atasan").click()
    page.get_by_role("link", name="Ambil bagian").first.click()
    page.get_by_label("Bagian (persen)").fill("50")
    page.get_by_label("Bobot").fill("100")
    page.get_by_role("button", name="Ambil bagian").click()
    page.get_by_role("link", name="Ubah").first.click()
    for label, value in WORDS.items():
        page.get_by_label(label).first.fill(value)
    without_money(page)
    page.get_by_role("button", name="Simpan indikator").click()


def version_of(person: Employee) -> Version:
    return Version.objects.select_related("agreement__holder", "superior").filter(agreement__holder=person).latest("pk")


@pytest.fixture
def people(transactional_db: None) -> Cast:
    cast = make_cast()
    give_passwords([cast.mayor, cast.head, cast.kabid, cast.lead, cast.staff, cast.ortala])
    return cast


def test_a_year_is_promised_from_the_mayor_down_to_staff_and_amended(
    browser: Browser, live_server: LiveServer, people: Cast
) -> None:
    with ExitStack() as phones:
        signed = promise_the_year(Promises(browser, live_server.url, phones), people)
    see_publicly(browser, live_server.url, signed)


def promise_the_year(steps: Promises, people: Cast) -> Version:
    """The paper that the member of staff signed first."""
    steps.begin(people.mayor, write_first_line)
    steps.find_fit_and_agree(people.ortala, version_of(people.mayor))
    steps.sign_by_both(version_of(people.mayor))
    chain = [(people.head, people.mayor), (people.kabid, people.head), (people.lead, people.kabid)]
    for person, superior in [*chain, (people.staff, people.lead)]:
        steps.begin(person, take_half)
        steps.find_fit_and_agree(superior, version_of(person))
        steps.sign_by_both(version_of(person))

    target = Target.objects.get(agreement__holder=people.staff)
    assert figures_upward(target) == [75, 150, 300, 600, 1200]
    signed = version_of(people.staff)
    assert signed.document is not None
    assert examine(signed.document.data).verdict == "genuine"

    if TODAY.month < 12 or TODAY.day < 31:
        amend_and_sign(steps, people)
    return signed


def figures_upward(target: Target | None) -> list[int]:
    figures = []
    while target is not None:
        figures.append(int(sum(value or 0 for value in target.monthly)))
        target = target.parent
    return figures


def amend_and_sign(steps: Promises, people: Cast) -> None:
    agreement = Agreement.objects.get(holder=people.staff)

    def begin(page: Page) -> None:
        page.goto(reverse("amend", args=[agreement.pk]))
        page.get_by_label("perubahan strategi", exact=False).check()
        page.get_by_label("Penjelasan").fill("Perubahan anggaran 2026")
        page.get_by_role("button", name="Susun rancangan perubahan").click()
        page.get_by_role("link", name="Ubah").first.click()
        page.get_by_label("Desember").fill("9")
        page.get_by_role("button", name="Simpan indikator").click()
        expect(page.get_by_text("tersimpan").first).to_be_visible()
        page.get_by_role("button", name="Paparkan", exact=True).click()
        expect(page.get_by_text("dipaparkan").first).to_be_visible()

    steps.do(people.staff, begin)
    version = version_of(people.staff)
    steps.do(people.lead, lambda page: _sees_the_difference(page, version))
    steps.find_fit_and_agree(people.lead, version)
    steps.sign_by_both(version)
    assert agreement.targets.get().monthly[11] == 9
    assert agreement.versions.get(number=1).state == State.AMENDED


def _sees_the_difference(page: Page, version: Version) -> None:
    page.goto(reverse("compare", args=[version.pk]))
    expect(page.get_by_role("rowheader", name="Target Desember")).to_be_visible()


def see_publicly(browser: Browser, address: str, version: Version) -> None:
    context = browser.new_context(base_url=address, viewport={"width": 360, "height": 800}, locale="id-ID")
    page = context.new_page()
    page.goto(reverse("verify", kwargs={"token": version.token}))
    for name in ("Dewi Lestari", "Bonar Simanjuntak"):
        expect(page.get_by_text(name).first).to_be_visible()
    context.close()
