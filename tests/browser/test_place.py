"""Where a tap was made: said only by whoever wishes to, and never a hindrance."""

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from dailylog.models import PresenceTap
from tests.browser.people import at_the_phone, give_passwords
from tests.cast import Cast, make_cast

WISH = "Sertakan perkiraan tempat"
#: The page gives a phone four seconds for its place. A busy machine may need more, which is not what is tried here.
PATIENT = """
const ask = navigator.geolocation.getCurrentPosition.bind(navigator.geolocation);
navigator.geolocation.getCurrentPosition = (said, failed, wish) => ask(said, failed, { ...wish, timeout: 300000 });
"""


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    found = make_cast()
    give_passwords([found.staff])
    return found


def test_tap_without_the_wish_says_no_place(browser: Browser, live_server: LiveServer, cast: Cast) -> None:
    with at_the_phone(browser, live_server.url, cast.staff) as page:
        page.context.grant_permissions(["geolocation"])
        page.context.set_geolocation({"latitude": -7.257472, "longitude": 112.75209})
        page.goto("/hari-ini/")
        page.get_by_role("button", name="Catat masuk").click()
        page.get_by_text("Masuk tercatat pukul").wait_for()
    assert PresenceTap.objects.get().place == ""


def test_tap_with_the_wish_says_it_roughly_and_remembers_the_wish(
    browser: Browser, live_server: LiveServer, cast: Cast
) -> None:
    with at_the_phone(browser, live_server.url, cast.staff) as page:
        page.context.grant_permissions(["geolocation"])
        page.context.set_geolocation({"latitude": -7.257472, "longitude": 112.75209})
        page.add_init_script(PATIENT)
        page.goto("/hari-ini/")
        page.get_by_label(WISH).check()
        page.get_by_role("button", name="Catat masuk").click()
        page.get_by_text("Hanya petunjuk, bukan bukti").wait_for()
        expect(page.get_by_label(WISH)).to_be_checked()
    assert PresenceTap.objects.get().place == "-7.26,112.75"


def test_phone_that_refuses_its_place_taps_all_the_same(browser: Browser, live_server: LiveServer, cast: Cast) -> None:
    with at_the_phone(browser, live_server.url, cast.staff) as page:
        page.goto("/hari-ini/")
        page.get_by_label(WISH).check()
        page.get_by_role("button", name="Catat masuk").click()
        page.get_by_text("Masuk tercatat pukul").wait_for()
    assert PresenceTap.objects.get().place == ""
