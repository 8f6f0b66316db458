"""The operator looks at rows, mends one and finds it in history: on a phone, without an error of the content policy."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from organization.models import WithdrawnHoliday
from tests.browser.looks import fits, sound
from tests.browser.people import PASSWORD, at_the_phone, give_passwords
from tests.cast import make_cast


@pytest.mark.django_db(transaction=True)
def test_an_operator_mends_a_row_on_a_phone(browser: Browser, live_server: LiveServer) -> None:
    operator = make_cast().operator
    give_passwords([operator])
    row = WithdrawnHoliday.objects.create(date=date(2026, 8, 17), name="Proklamasi", decree="800/1")
    with at_the_phone(browser, live_server.url, operator) as page:
        page.goto(reverse("admin:index"))
        sound(page, 1280, 360)
        page.get_by_role("link", name="Pegawai", exact=True).last.click()
        page.get_by_label("NIP").fill(operator.nip)
        page.get_by_role("button", name="Cari").click()
        expect(page.get_by_role("row")).to_have_count(1)
        sound(page, 1280, 360)
        page.goto(reverse("admin:organization_withdrawnholiday_change", args=[row.pk]))
        sound(page, 1280, 360)
        page.get_by_label("Nomor keputusan").fill("800/12")
        page.get_by_label("Alasan").fill("salah ketik")
        page.get_by_label("Kata sandi Anda").fill(PASSWORD)
        page.get_by_role("button", name="Simpan perbaikan").click()
        expect(page.get_by_text("Baris diperbaiki.")).to_be_visible()
        page.get_by_role("link", name="Riwayat baris").click()
        expect(page.get_by_text("Pintu belakang: salah ketik")).to_be_visible()
        fits(page)
