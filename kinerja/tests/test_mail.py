"""``EMAIL_URL`` becomes mail settings."""

import pytest

from kinerja.mail import parse_email_url


def test_without_an_address_nothing_is_sent() -> None:
    assert parse_email_url("") == {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}


def test_user_and_password_are_unquoted() -> None:
    found = parse_email_url("smtp+tls://info%40kota.example:p%2Fw@mail.kota.example")
    assert (found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"]) == ("info@kota.example", "p/w")
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"]) == ("mail.kota.example", 587)
    assert (found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"], found["EMAIL_TIMEOUT"]) == (True, False, 20)


def test_the_scheme_says_how_it_is_encrypted() -> None:
    found = parse_email_url("smtps://mail.kota.example:4465?timeout=5")
    assert (found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (False, True)
    assert (found["EMAIL_PORT"], found["EMAIL_TIMEOUT"]) == (4465, 5)


@pytest.mark.parametrize("url", ["http://mail.example", "smtp:///x", "mail.example"])
def test_anything_else_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="EMAIL_URL"):
        parse_email_url(url)
