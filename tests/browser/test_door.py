"""The page before which everybody stands first."""

from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.looks import sound


def test_door_fits_a_phone_and_is_accessible(page: Page) -> None:
    page.goto(reverse("login"))

    expect(page.get_by_label("NIP")).to_be_visible()
    sound(page)


def test_wrong_password_leaves_the_number_typed(page: Page) -> None:
    page.goto(reverse("login"))
    page.get_by_label("NIP").fill("19850101 201001 1 001")
    page.get_by_label("Kata sandi", exact=False).first.fill("bukan-kata-sandinya")
    page.get_by_role("button", name="Masuk").click()

    expect(page.get_by_text("NIP atau kata sandi tidak cocok").first).to_be_visible()
    expect(page.get_by_label("NIP")).to_have_value("19850101 201001 1 001")
