"""People at their phones: each with a browser of their own, logged in by the door's page."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.urls import reverse
from playwright.sync_api import Browser, Page

from organization.models import Employee

PASSWORD = "pagar-kopi-hujan-47"


def give_passwords(people: list[Employee]) -> None:
    """The same password for everybody, as tests need it."""
    for person in people:
        person.set_password(PASSWORD)
        person.save()


@contextmanager
def at_the_phone(browser: Browser, address: str, person: Employee) -> Iterator[Page]:
    """A page 360 px wide in which the person has logged in; an error in its console fails the test."""
    context = browser.new_context(
        base_url=address, viewport={"width": 360, "height": 800}, locale="id-ID", timezone_id="Asia/Jakarta"
    )
    page = context.new_page()
    troubles: list[str] = []
    page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.goto(reverse("login"))
    page.get_by_label("NIP").fill(person.nip)
    page.locator("input[type=password]").fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    page.wait_for_url(lambda url: reverse("login") not in url)
    yield page
    context.close()
    assert troubles == []
