"""The board of a round in a browser: it refreshes without losing what is ticked; phone, desk, and no JavaScript."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from contracts.models import Round
from contracts.tests import flow
from contracts.tests.rounds import YEAR, make_round
from organization.models import Employee, Notice
from tests.browser.looks import sound
from tests.cast import Cast, make_cast

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast() -> Cast:
    """The tiny region, written for a server in another thread."""
    return make_cast()


@pytest.fixture
def running(cast: Cast) -> Round:
    """A round in which one agreement is under review."""
    flow.presented(cast.staff, year=YEAR)
    return make_round(cast)


def enter(context: BrowserContext, person: Employee, address: str) -> None:
    """Log in without the door."""
    client = Client()
    client.force_login(person)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}])


@pytest.fixture(params=[360, 1280])
def bureau(request: pytest.FixtureRequest, browser: Browser, live_server: LiveServer, cast: Cast) -> Iterator[Page]:
    """Somebody of the organisation bureau, on a phone and at a desk."""
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": request.param, "height": 800}, locale="id-ID"
    )
    enter(context, cast.ortala, live_server.url)
    yield context.new_page()
    context.close()


def test_pages_are_accessible_and_do_not_scroll_sideways(bureau: Page, running: Round) -> None:
    prepared = Round.objects.create(
        year=YEAR + 1, levels=["staff"], budget_ratified_on="2026-12-28", due_on="2027-01-28"
    )
    for address in (
        reverse("rounds"),
        reverse("round_new"),
        reverse("round", args=[running.pk]),
        reverse("round", args=[prepared.pk]),
        reverse("round_check", args=[prepared.pk]),
        reverse("inbox"),
    ):
        bureau.goto(address)
        sound(bureau)


def test_a_refresh_keeps_the_ticks_and_shows_what_changed(bureau: Page, cast: Cast, running: Round) -> None:
    bureau.clock.install()
    bureau.goto(reverse("round", args=[running.pk]))
    tick = bureau.locator(f"#pilih-{cast.kabid.pk}")
    tick.check()
    flow.presented(cast.head, year=YEAR)
    bureau.clock.fast_forward(31_000)
    expect(bureau.locator("#papan").get_by_text(f"menunggu {cast.mayor.name}")).to_be_visible()
    expect(tick).to_be_checked()


def test_reminding_without_javascript(browser: Browser, live_server: LiveServer, cast: Cast, running: Round) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    enter(context, cast.ortala, live_server.url)
    page = context.new_page()
    page.goto(reverse("round", args=[running.pk]))
    page.check(f"#pilih-{cast.kabid.pk}")
    page.get_by_role("button", name="Ingatkan yang dipilih").click()
    expect(page.get_by_text("1 orang diingatkan lewat kotak masuk.")).to_be_visible()
    context.close()
    assert Notice.objects.get(kind="round_reminder").employee == cast.kabid


def test_the_last_day_follows_the_day_of_the_budget(bureau: Page, cast: Cast) -> None:
    bureau.goto(reverse("round_new"))
    bureau.fill("#id_budget_ratified_on", "2027-01-31")
    bureau.locator("#id_budget_ratified_on").dispatch_event("change")
    expect(bureau.locator("#id_due_on")).to_have_value("2027-02-28")
