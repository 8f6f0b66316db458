"""Every answer is numbered and restrains the browser; the language is the person's choice."""

import logging
import re
from typing import Any

import pytest
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path

from kinerja import urls
from kinerja.ui import errors, request_id
from kinerja.ui.middleware import CONTENT_SECURITY_POLICY
from tests.cast import Cast


def fail(request: HttpRequest, how: str) -> HttpResponse:
    raise {"400": BadRequest, "403": PermissionDenied, "404": Http404, "500": RuntimeError}[how]("<secret>")


# This module is a URLconf too: pages that fail as asked.
urlpatterns = [path("gagal/<str:how>/", fail), *urls.urlpatterns]
handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500


@pytest.fixture
def visitor(client: Client, cast: Cast, settings: Any) -> Client:
    """Somebody who is logged in and meets error pages as in production."""
    settings.ROOT_URLCONF = __name__
    client.raise_request_exception = False
    client.force_login(cast.staff)
    return client


@pytest.mark.parametrize("address", ["/masuk/", "/akun/", "/tidak/ada/", "/gagal/500/"])
def test_headers_stand_on_every_answer(visitor: Client, address: str) -> None:
    headers = visitor.get(address).headers
    assert headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "no-store"
    assert re.fullmatch(r"[0-9a-f]{12}", headers["X-Request-ID"])


@pytest.mark.parametrize(
    ("status", "heading"),
    [
        (400, "Permintaan ini tidak dapat dibaca"),
        (403, "Anda tidak berwenang membuka halaman ini"),
        (404, "Halaman tidak ditemukan"),
        (500, "Terjadi gangguan pada aplikasi"),
    ],
)
def test_error_page_says_what_to_do_and_names_the_request(visitor: Client, status: int, heading: str) -> None:
    response = visitor.get(f"/gagal/{status}/")
    page = response.content.decode()
    assert response.status_code == status
    assert f"<h1>{heading}</h1>" in page
    assert response["X-Request-ID"] in page
    assert "secret" not in page


def test_stale_form_gets_its_own_page(cast: Cast) -> None:
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/masuk/", {"nip": cast.staff.nip, "password": "x"})
    assert response.status_code == 403
    assert "Formulir ini sudah kedaluwarsa" in response.content.decode()


def test_an_address_of_forms_says_so_when_it_is_opened(visitor: Client) -> None:
    response = visitor.get("/keluar/")
    page = response.content.decode()
    assert response.status_code == 405
    assert response["Allow"] == "POST"
    assert "<h1>Alamat ini hanya menerima isian formulir</h1>" in page
    assert response["X-Request-ID"] in page


@pytest.mark.parametrize(
    ("method", "referer", "back"),
    [
        ("POST", "http://testserver/tugas/baru/?a=1", "/tugas/baru/?a=1"),
        ("POST", "http://elsewhere.example/tugas/", ""),
        ("POST", "", ""),
        ("GET", "http://testserver/tugas/baru/", ""),
    ],
)
def test_an_error_leads_back_to_the_form_that_was_sent(visitor: Client, method: str, referer: str, back: str) -> None:
    page = visitor.generic(method, "/gagal/500/", headers={"Referer": referer}).content.decode()
    assert ("Kembali ke formulir" in page) == bool(back)
    assert f'href="{back}">Kembali ke formulir' in page or not back


def test_after_login_the_page_with_the_form_is_opened_not_where_it_was_sent_to(client: Client, db: None) -> None:
    page = {"Referer": "http://testserver/permohonan/?tahap=1"}
    sent = client.post("/permohonan/cuti/1/tarik/", headers=page)
    assert sent["Location"] == "/masuk/?next=/permohonan/%3Ftahap%3D1"
    assert client.post("/permohonan/cuti/1/tarik/")["Location"] == "/masuk/?next=/permohonan/cuti/1/tarik/"
    assert client.post("/keluar/", headers=page)["Location"] == "/masuk/"


def test_error_page_of_a_broken_database_asks_no_database(django_assert_num_queries: Any, db: None) -> None:
    with django_assert_num_queries(0):
        assert errors.server_error(RequestFactory().get("/")).status_code == 500


@pytest.mark.parametrize(
    ("cookie", "accepts", "language"),
    [("", "en-US,en;q=0.9", "id"), ("en", "id", "en"), ("xx", "", "id"), ("id", "en", "id")],
)
def test_language_is_the_cookies_not_the_phones(
    client: Client, db: None, cookie: str, accepts: str, language: str
) -> None:
    client.cookies["django_language"] = cookie
    response = client.get("/masuk/", headers={"Accept-Language": accepts})
    assert response["Content-Language"] == language
    assert f'<html lang="{language}">' in response.content.decode()


def test_language_switch_is_open_to_a_visitor_and_comes_back(client: Client, db: None) -> None:
    response = client.post("/bahasa/", {"language": "en", "next": "/masuk/?next=/akun/"})
    assert response["Location"] == "/masuk/?next=/akun/"
    assert client.get("/masuk/")["Content-Language"] == "en"


def test_a_part_of_a_page_never_becomes_the_login(client: Client, db: None) -> None:
    response = client.get("/akun/", headers={"HX-Request": "true"})
    assert response.status_code == 204
    assert response["HX-Redirect"] == "/masuk/?next=/akun/"


def test_after_login_the_page_that_asked_for_the_part_is_opened(client: Client) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "https://kinerja.example/bulan-saya/2026-03/?a=1"}
    response = client.get("/akun/", headers=headers)
    assert response["HX-Redirect"] == "/masuk/?next=/bulan-saya/2026-03/%3Fa%3D1"


@pytest.mark.parametrize("status", [403, 404, 500])
def test_the_log_names_the_request_of_the_error_page(visitor: Client, caplog: Any, status: int) -> None:
    caplog.handler.addFilter(request_id.RequestIdFilter())
    number = visitor.get(f"/gagal/{status}/")["X-Request-ID"]
    (record,) = [record for record in caplog.records if record.name == "django.request"]
    assert record.request_id == number


def test_a_log_line_is_numbered_and_stays_one_line() -> None:
    record = logging.LogRecord("x", logging.INFO, __file__, 1, "GET /a\nINFO forged \x1b[31m", None, None)
    formatter = request_id.LineFormatter("{request_id} {message}", style="{")
    assert request_id.RequestIdFilter().filter(record)
    assert formatter.format(record) == "- GET /a\\x0aINFO forged \\x1b[31m"
