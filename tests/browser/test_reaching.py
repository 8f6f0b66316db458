"""The account page at the phone: what is chosen, and a browser that lets itself be woken."""

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from organization.models import NoticePreference, PushSubscription
from organization.tests.actions.test_pushes import CHROME
from organization.tests.actions.test_pushes import Browser as Keys
from tests.browser.looks import sound
from tests.browser.people import at_the_phone, give_passwords
from tests.cast import Cast, make_cast

#: No push service is in reach: the browser's own part of subscribing is played, everything else is real.
PLAYED = """
PushManager.prototype.subscribe = async (options) => {
  if (!options.userVisibleOnly || options.applicationServerKey.length !== 65) throw new Error("options");
  return { toJSON: () => (%s) };
};
"""


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    made = make_cast()
    give_passwords([made.staff])
    return made


def test_a_browser_is_allowed_and_stopped(browser: Browser, live_server: LiveServer, cast: Cast) -> None:
    keys = Keys().keys
    told = {"endpoint": CHROME, "keys": keys}
    with at_the_phone(browser, live_server.url, cast.staff) as page:
        page.context.grant_permissions(["notifications"], origin=live_server.url)
        page.add_init_script(PLAYED % str(told))
        page.goto(reverse("account"))
        assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
        page.get_by_role("button", name="Izinkan di perangkat ini").click()
        expect(page.get_by_text("Perangkat ini akan memunculkan pemberitahuan.")).to_be_visible()
        row = PushSubscription.objects.get()
        assert (row.employee, row.endpoint, row.p256dh) == (cast.staff, CHROME, keys["p256dh"])
        assert page.evaluate("navigator.serviceWorker.ready.then((worker) => worker.scope)") == f"{live_server.url}/"
        page.get_by_role("button", name="Hentikan").click()
        expect(page.get_by_text("tidak lagi memunculkan")).to_be_visible()
    assert not PushSubscription.objects.exists()


@pytest.mark.parametrize("width", [360, 1280])
def test_choices_are_kept_and_reach_everybody(
    browser: Browser, live_server: LiveServer, cast: Cast, width: int
) -> None:
    with at_the_phone(browser, live_server.url, cast.staff) as page:
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(reverse("account"))
        sound(page)
        page.get_by_label("Ingatkan bila hari masih kosong").select_option("Jangan ingatkan")
        page.get_by_label("Jam tenang mulai").fill("20:15")
        page.get_by_role("button", name="Simpan pilihan").click()
        expect(page.get_by_text("Pilihan pemberitahuan sudah disimpan.")).to_be_visible()
    row = NoticePreference.objects.get()
    assert (row.remind_at, f"{row.quiet_from:%H:%M}") == (None, "20:15")
