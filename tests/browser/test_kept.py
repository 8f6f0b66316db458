"""What is typed into any form comes back after whatever came between, to its writer alone, until it has been saved."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from dailylog.models import Task
from organization.models import Employee
from tests.browser.looks import follow, sound
from tests.browser.people import PASSWORD, at_the_phone, give_passwords
from tests.cast import Cast, make_cast

TITLE = "Susun laporan triwulan"


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    made = make_cast()
    give_passwords([made.lead, made.head])
    return made


def tomorrow() -> str:
    return f"{timezone.localdate() + timedelta(days=1)}"


def kept(page: Page) -> str:
    """All that the browser keeps of this page's server."""
    return str(page.evaluate("JSON.stringify(localStorage)"))


def log_in(page: Page, person: Employee) -> None:
    page.get_by_label("NIP").fill(person.nip)
    page.locator("input[type=password]").fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    page.wait_for_url(lambda url: reverse("login") not in url)


def end_session(page: Page) -> None:
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)


def send(page: Page) -> None:
    page.locator("main form .btn-primary").click()


def test_typing_outlives_session_and_refusal_for_its_writer_alone(
    browser: Browser, live_server: LiveServer, cast: Cast
) -> None:
    # Not at_the_phone: the browser calls the refused form an error.
    context = browser.new_context(base_url=live_server.url, viewport={"width": 360, "height": 800}, locale="id-ID")
    page = context.new_page()
    page.goto(reverse("task_new"))
    log_in(page, cast.lead)
    title, day = page.locator("[name=title]"), page.locator("[name=date]")
    title.fill(TITLE)
    page.get_by_label("Rabu").check()
    end_session(page)
    send(page)
    log_in(page, cast.lead)
    expect(title).to_have_value(TITLE)
    expect(page.get_by_label("Rabu")).to_be_checked()
    expect(page.get_by_label("Kamis")).not_to_be_checked()
    expect(page.get_by_text("Isian yang belum terkirim dipulihkan.")).to_be_visible()
    sound(page)

    # Refused by the form, changed, and the session ends once more.
    page.get_by_label("Rabu").uncheck()
    send(page)
    expect(page.locator(".k-errs")).to_be_visible()
    day.fill(tomorrow())
    end_session(page)
    send(page)

    # Somebody else at the same phone sees nothing of it.
    log_in(page, cast.head)
    expect(title).to_have_value("")
    end_session(page)
    page.goto(reverse("task_new"))
    log_in(page, cast.lead)
    expect(title).to_have_value(TITLE)
    expect(day).to_have_value(tomorrow())
    expect(page.get_by_label("Rabu")).not_to_be_checked()
    context.close()


def test_what_is_not_wanted_any_more_is_thrown_away(browser: Browser, live_server: LiveServer, cast: Cast) -> None:
    with at_the_phone(browser, live_server.url, cast.lead) as page:
        title = page.locator("[name=title]")
        form = page.locator("main form")
        for drops in (True, False):
            page.goto(reverse("task_new"))
            title.fill(TITLE)
            page.reload()
            expect(title).to_have_value(TITLE)
            if drops:
                form.get_by_text("Buang isian ini").click()
            else:
                follow(form.get_by_text("Batal"))
            page.goto(reverse("task_new"))
            expect(title).to_have_value("")


def test_a_form_tapped_twice_is_sent_once_and_kept_no_longer(
    browser: Browser, live_server: LiveServer, cast: Cast
) -> None:
    with at_the_phone(browser, live_server.url, cast.lead) as page:
        page.goto(reverse("task_new"))
        page.locator("[name=title]").fill(TITLE)
        page.locator("[name=date]").fill(tomorrow())
        page.locator("main form .btn-primary").evaluate("(button) => { button.click(); button.click(); }")
        page.wait_for_url(lambda url: not url.endswith(reverse("task_new")))
        assert Task.objects.count() == 1
        page.goto(reverse("task_new"))
        expect(page.locator("[name=title]")).to_have_value("")


def test_what_changed_meanwhile_is_not_written_over(browser: Browser, live_server: LiveServer, cast: Cast) -> None:
    with at_the_phone(browser, live_server.url, cast.lead) as page:
        page.goto(reverse("task_new"))
        page.locator("[name=title]").fill(TITLE)
        page.locator("[name=place]").fill("Aula")

        def newer(route: Route) -> None:
            answer = route.fetch()
            route.fulfill(
                response=answer, body=answer.text().replace('name="title"', 'name="title" value="Dari atasan"')
            )

        page.route(f"**{reverse('task_new')}", newer)
        page.goto(reverse("task_new"))
        expect(page.locator("[name=place]")).to_have_value("Aula")
        expect(page.locator("[name=title]")).to_have_value("Dari atasan")
        page.unroute_all()


def test_secrets_are_not_kept_and_logging_out_leaves_nothing(
    browser: Browser, live_server: LiveServer, cast: Cast
) -> None:
    with at_the_phone(browser, live_server.url, cast.lead) as page:
        page.goto(reverse("password_change"))
        # Shown, as login.js does.
        page.locator("main input[type=password]").evaluate_all("(all) => all.forEach((one) => { one.type = 'text'; })")
        for field in page.locator("main input[type=text][name]").all():
            field.fill("rahasia-sekali")
        page.goto(reverse("task_new"))
        place, title = page.locator("[name=place]"), page.locator("[name=title]")
        # As the NIK of a signature is marked.
        place.evaluate("(one) => { one.dataset.secret = ''; }")
        place.fill("3201010101800001")
        title.fill(TITLE)
        assert "rahasia" not in kept(page)
        assert "3201010101800001" not in kept(page)
        assert TITLE in kept(page)
        page.goto(reverse("account"))
        follow(page.get_by_role("button", name="Keluar"))
        assert TITLE not in kept(page)
