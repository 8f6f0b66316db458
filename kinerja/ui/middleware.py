"""What every answer carries: a request number, headers that restrain the browser, the language, a fresh session."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode, urlsplit, urlunsplit

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils import translation

from kinerja.ui import errors, request_id, sessions
from kinerja.ui.address import form_page

Answer = Callable[[HttpRequest], HttpResponse]

#: Everything comes from this server; Bootstrap alone draws its check marks from data: images.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "font-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Permissions-Policy": "camera=(), geolocation=(self), microphone=(), payment=(), usb=()",
    "Cross-Origin-Resource-Policy": "same-origin",
    # Figures about people stay in no cache; static files say themselves how long they keep.
    "Cache-Control": "no-store",
}


class RequestIdMiddleware:
    """Numbers the request; see ``kinerja.ui.request_id``."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with ``X-Request-ID``."""
        number = request.META[request_id.META_KEY] = request_id.new()
        token = request_id.current.set(number)
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = number
            return response
        finally:
            request_id.current.reset(token)


class HeadersMiddleware:
    """Adds the headers that Django's SecurityMiddleware does not know, unless a view has set its own."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with ``HEADERS``."""
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response


class LanguageMiddleware:
    """The language a person has chosen; else Indonesian, whatever language the phone was sold with."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the language of the cookie."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class MethodMiddleware:
    """Gives a page to whoever opens an address that forms are sent to; Django would answer nothing at all."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; an empty 405 becomes a page."""
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed):
            return errors.not_allowed(request, response["Allow"])
        return response


class SessionMiddleware:
    """Keeps a long session alive while it is used, and lets whoever logs in again go on where the session ended."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; the session is renewed once a day."""
        sessions.renew(request.session)
        response = self.get_response(request)
        if response.status_code != 302 or not _leads_to_login(response["Location"]):
            return response
        if request.headers.get("HX-Request") == "true":
            # htmx would put the login page where the part belongs.
            whole = HttpResponse(status=204)
            whole["HX-Redirect"] = _back_to(request.headers.get("HX-Current-URL", ""), response["Location"])
            return whole
        if request.method == "POST" and urlsplit(response["Location"]).query:
            # What was sent is gone; the page with the form is where it can be sent again.
            response["Location"] = _back_to(form_page(request), response["Location"])
        return response


def _back_to(page: str, login: str) -> str:
    """The login, with the way back to a whole page: what a part or a form is sent to is no place to return to."""
    way = urlsplit(page)
    if not way.path:
        return login
    back = urlunsplit(("", "", way.path, way.query, ""))
    return f"{urlsplit(login).path}?{urlencode({REDIRECT_FIELD_NAME: back}, safe='/')}"


def _leads_to_login(location: str) -> bool:
    from django.shortcuts import resolve_url

    return urlsplit(location).path == resolve_url(settings.LOGIN_URL)
