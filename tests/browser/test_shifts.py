"""A head rosters people at the phone, and somebody looks at the own shifts: open to everyone, at the desk as well."""

from datetime import time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from dailylog.models import Attendance
from organization.actions.shifts import save_shift
from organization.models import RosterDay
from tests.browser.looks import follow, sound
from tests.browser.people import at_the_phone, give_passwords
from tests.cast import Cast, make_cast

TODAY = timezone.localdate()


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    made = make_cast()
    give_passwords([made.lead, made.staff])
    save_shift(code="P", name="Pagi", start=time(6), end=time(14), break_minutes=30)
    save_shift(code="M", name="Malam", start=time(22), end=time(6), break_minutes=60)
    return made


def check(page: Page) -> None:
    """On a phone and on a desk."""
    sound(page, 360, 1280)
    page.set_viewport_size({"width": 360, "height": 800})


def test_a_pattern_is_laid_looked_at_and_published(browser: Browser, live_server: LiveServer, cast: Cast) -> None:
    with at_the_phone(browser, live_server.url, cast.lead) as page:
        page.goto(reverse("org_rosters"))
        check(page)
        follow(page.get_by_role("link", name="Tim Layanan Informasi"))
        check(page)
        follow(page.get_by_role("link", name="Isi dengan pola"))
        page.get_by_label("Dewi Lestari").check()
        page.get_by_label("Pola").fill("P-M-L")
        check(page)
        page.get_by_role("button", name="Lihat akibatnya").click()
        expect(page.get_by_text("Belum disimpan")).to_be_visible()
        check(page)
        assert not RosterDay.objects.exists()
        page.get_by_role("button", name="Terbitkan giliran").click()
        expect(page.get_by_text("Jadwal giliran diterbitkan")).to_be_visible()
        page.set_viewport_size({"width": 1280, "height": 800})
        check(page)


def test_a_night_is_read_on_the_page_of_the_morning(browser: Browser, live_server: LiveServer, cast: Cast) -> None:
    evening = TODAY - timedelta(days=1)
    night = RosterDay.objects.create(employee=cast.staff, date=evening, shift_id=_night())
    Attendance.objects.create(
        employee=cast.staff, date=night.date, check_in=time(21, 50), check_out=time(6, 5), mode="wfo"
    )
    with at_the_phone(browser, live_server.url, cast.staff) as page:
        page.goto(reverse("today"))
        expect(page.get_by_text("Masuk 21.50 · pulang 06.05")).to_be_visible()
        check(page)
        page.goto(reverse("day_log", args=[evening]))
        page.get_by_role("link", name="Giliran saya").click()
        expect(page.get_by_text("22.00–06.00")).to_be_visible()
        check(page)


def _night() -> int:
    return save_shift(code="N", name="Malam hari", start=time(22), end=time(6), break_minutes=0).pk
