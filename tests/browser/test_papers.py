"""Letterheads, volumes and papers signed by pen in a browser: phone, desk, and no JavaScript."""

from collections.abc import Iterator

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from contracts.actions.letterheads import save_letterhead
from contracts.models import Agreement, Volume
from contracts.tests import flow
from tests.browser.looks import sound
from tests.browser.test_rounds import enter
from tests.cast import Cast, make_cast

pytestmark = pytest.mark.django_db(transaction=True)
YEAR = timezone.localdate().year


@pytest.fixture
def cast() -> Cast:
    """The tiny region, written for a server in another thread."""
    return make_cast()


@pytest.fixture(params=[360, 1280])
def bureau(request: pytest.FixtureRequest, browser: Browser, live_server: LiveServer, cast: Cast) -> Iterator[Page]:
    """Somebody of the organisation bureau, on a phone and at a desk."""
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": request.param, "height": 800}, locale="id-ID"
    )
    enter(context, cast.ortala, live_server.url)
    yield context.new_page()
    context.close()


def test_pages_are_accessible_and_do_not_scroll_sideways(bureau: Page, cast: Cast) -> None:
    head = save_letterhead(unit=cast.units["dki"], lines="PEMERINTAH KOTA\nDINAS", place="Kota", paper="f4")
    assert head.unit is not None
    Volume.objects.create(requested_by=cast.ortala, year=YEAR, total=4, done=1)
    Volume.objects.create(requested_by=cast.ortala, year=YEAR, state="done", size=1)
    version = flow.agreed(cast.staff, year=YEAR)
    for address in (
        reverse("agreements_print"),
        reverse("letterheads"),
        reverse("letterhead_region"),
        reverse("letterhead", args=[head.unit.code]),
        reverse("wet", args=[version.pk]),
    ):
        bureau.goto(address)
        sound(bureau)


def test_the_look_follows_what_is_typed(bureau: Page) -> None:
    bureau.goto(reverse("letterhead_region"))

    bureau.get_by_label("Baris kop").fill("PEMERINTAH KOTA\nSEKRETARIAT DAERAH")

    expect(bureau.locator("#rupa")).to_contain_text("SEKRETARIAT DAERAH")


def test_without_javascript_a_letterhead_is_kept_and_a_volume_asked_for(
    browser: Browser, live_server: LiveServer, cast: Cast
) -> None:
    Agreement.objects.create(
        year=YEAR, holder=cast.staff, superior=cast.lead, signed_on=timezone.localdate(), sealed_at=timezone.now()
    )
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False, locale="id-ID")
    enter(context, cast.ortala, live_server.url)
    page = context.new_page()

    page.goto(reverse("letterhead_region"))
    page.get_by_label("Baris kop").fill("PEMERINTAH KOTA")
    page.get_by_label("Kota penandatanganan").fill("Kota")
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator("#rupa")).to_contain_text("PEMERINTAH KOTA")
    page.goto(reverse("agreements_print"))
    page.get_by_role("button", name="Buat jilid").click()
    expect(page.get_by_text("0 dari 1")).to_be_visible()
    context.close()
