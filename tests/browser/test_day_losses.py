"""Nothing that was typed is lost, doubled or shown to somebody else: each way of failing, several times over.

``KINERJA_LOSSES=20 script/pytest tests/browser/test_day_losses.py`` runs each twenty times.
"""

import os
from collections.abc import Callable, Iterator
from datetime import date, time, timedelta
from typing import NoReturn

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, expect
from playwright.sync_api import Error as BrowserError
from pytest_django.live_server_helper import LiveServer

from dailylog.models import Activity
from organization.models import Employee, Schedule, ScheduleHours
from tests.browser.people import PASSWORD, give_passwords
from tests.cast import Cast, make_cast

RUNS = int(os.environ.get("KINERJA_LOSSES", "3"))
TODAY = timezone.localdate()


class Phone:
    """One browser profile, in which different people may log in one after the other."""

    def __init__(self, context: BrowserContext, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
        self.context = context
        self.address = address
        self.monkeypatch = monkeypatch
        self.page = context.new_page()

    def enter(self, person: Employee) -> None:
        """Log in without the door."""
        client = Client()
        client.force_login(person)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": self.address}])

    def leave(self) -> None:
        self.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)

    def type(self, what: str, result: str) -> None:
        self.page.get_by_text("Tulis sendiri").click()
        self.page.locator("#id_f1-description").press_sequentially(what)
        self.page.locator("#id_f1-output").press_sequentially(result)

    def send(self) -> None:
        self.page.locator("[data-submit]").click()

    def typed(self) -> str:
        """Everything that stands in the fields of the page, and its text."""
        values = self.page.locator("input, textarea").evaluate_all("all => all.map((each) => each.value).join(' ')")
        return f"{values} {self.page.content()}"


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    made = make_cast()
    give_passwords([made.staff])
    schedule = Schedule.objects.create(code="tiap-hari")
    for weekday in range(1, 8):
        ScheduleHours.objects.create(
            schedule=schedule, weekday=weekday, start=time(7, 30), end=time(16), break_minutes=60
        )
    made.units["kota"].schedule = schedule
    made.units["kota"].save()
    return made


@pytest.fixture
def phone(browser: Browser, live_server: LiveServer, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Iterator[Phone]:
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": 360, "height": 800}, locale="id-ID", timezone_id="Asia/Jakarta"
    )
    found = Phone(context, live_server.url, monkeypatch)
    found.enter(cast.staff)
    yield found
    context.close()


def address_of(day: date) -> str:
    return reverse("day_log", args=[day])


def line_breaks(phone: Phone, day: date, who: Employee) -> None:
    """Nothing comes through from before the typing until after the press, though the phone believes in its line."""
    phone.context.route("**/*", lambda route: route.abort())
    phone.type("Rapat di bawah tanah", f"Notula {day}")
    phone.send()
    phone.page.wait_for_url("chrome-error://**")
    phone.context.unroute_all()


def session_ends(phone: Phone, day: date, who: Employee) -> None:
    """The person has been logged out meanwhile, and logs in by the page that comes."""
    phone.type("Rapat di bawah tanah", f"Notula {day}")
    phone.leave()
    phone.send()
    phone.page.get_by_label("NIP").fill(who.nip)
    phone.page.locator("input[type=password]").fill(PASSWORD)
    phone.page.get_by_role("button", name="Masuk").click()
    phone.page.wait_for_url(lambda url: reverse("login") not in url)


def server_breaks(phone: Phone, day: date, who: Employee) -> None:
    """The server fails at sending and at keeping drafts."""

    def fail(*_args: object, **_fields: object) -> NoReturn:
        raise RuntimeError("rusak")

    with phone.monkeypatch.context() as patch:
        patch.setattr("dailylog.views.today.send", fail)
        patch.setattr("dailylog.views.today.save_draft", fail)
        phone.type("Rapat di bawah tanah", f"Notula {day}")
        with phone.page.expect_response(lambda answer: answer.status == 500 and answer.url.endswith(f"{day}/")):
            phone.send()


def tab_is_killed(phone: Phone, day: date, who: Employee) -> None:
    """The phone ends the browser's process right after the last letter, before anything was sent anywhere."""
    phone.type("Rapat di bawah tanah", f"Notula {day}")
    with pytest.raises(BrowserError, match="crash"):
        phone.page.goto("chrome://crash")
    phone.page.close()
    phone.page = phone.context.new_page()


@pytest.mark.parametrize("fault", [line_breaks, session_ends, server_breaks, tab_is_killed])
def test_typed_text_outlives_a_fault_and_is_filed_once(
    phone: Phone, cast: Cast, fault: Callable[[Phone, date, Employee], None]
) -> None:
    for back in range(1, RUNS + 1):
        day = TODAY - timedelta(days=back)
        phone.page.goto(address_of(day))
        fault(phone, day, cast.staff)
        phone.page.goto(address_of(day))
        expect(phone.page.locator("#id_f1-description")).to_have_value("Rapat di bawah tanah")
        expect(phone.page.locator("#id_f1-output")).to_have_value(f"Notula {day}")
        phone.send()
        expect(phone.page.get_by_text("1 kegiatan terkirim").first).to_be_visible()
        phone.page.goto(address_of(day))
        expect(phone.page.locator("#id_f1-description")).to_have_value("")
        filed = Activity.objects.filter(date=day).values_list("description", "output")
        assert list(filed) == [("Rapat di bawah tanah", f"Notula {day}")]


@pytest.mark.parametrize("fault", [line_breaks, server_breaks, tab_is_killed])
def test_typed_text_comes_back_to_the_same_person_only(
    phone: Phone, cast: Cast, fault: Callable[[Phone, date, Employee], None]
) -> None:
    """Somebody else borrows the telephone before the text was sent."""
    day = TODAY - timedelta(days=1)
    phone.page.goto(address_of(day))
    fault(phone, day, cast.staff)
    for borrower in (cast.colleague, cast.lead):
        phone.enter(borrower)
        phone.page.goto(address_of(day))
        expect(phone.page.get_by_text("Tulis sendiri")).to_be_visible()
        assert "Rapat di bawah tanah" not in phone.typed()
        assert f"Notula {day}" not in phone.typed()
    phone.enter(cast.staff)
    phone.page.goto(address_of(day))
    expect(phone.page.locator("#id_f1-output")).to_have_value(f"Notula {day}")
    assert not Activity.objects.exists()


def test_what_was_pressed_without_a_line_is_filed_once_it_is_back(phone: Phone, cast: Cast) -> None:
    day = TODAY - timedelta(days=1)
    phone.page.goto(address_of(day))
    phone.context.set_offline(True)
    phone.type("Rapat di bawah tanah", "Notula")
    phone.send()
    expect(phone.page.get_by_text("Tidak ada jaringan.")).to_be_visible()
    expect(phone.page.locator("#id_f1-output")).to_have_value("Notula")
    assert not Activity.objects.exists()
    phone.context.set_offline(False)
    expect(phone.page.get_by_text("1 kegiatan terkirim").first).to_be_visible()
    assert Activity.objects.get().output == "Notula"
