"""Where a request comes from: which client, which page."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def client_address(request: HttpRequest) -> str:
    """The address of the client, past as many proxies of our own as ``KINERJA_PROXIES`` says.

    Each proxy appends the address it saw to ``X-Forwarded-For``; what stands before those entries is the client's own
    claim and is not believed.
    """
    forwarded: str = request.META.get("HTTP_X_FORWARDED_FOR", "")
    seen = [part.strip() for part in forwarded.split(",")]
    count = settings.KINERJA_PROXIES
    if count and len(seen) >= count and _is_address(seen[-count]):
        return seen[-count]
    # A unix socket has no address.
    return str(request.META.get("REMOTE_ADDR") or "127.0.0.1")


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def form_page(request: HttpRequest) -> str:
    """The page of ours on which a form was sent, as path and query; empty where the browser does not say."""
    referer = request.headers.get("Referer", "")
    # Not get_host(), which refuses a host that is not ours: an error page is shown even then.
    here = request.META.get("HTTP_HOST") or request.META.get("SERVER_NAME", "")
    if not url_has_allowed_host_and_scheme(referer, {here}):
        return ""
    page = urlsplit(referer)
    return urlunsplit(("", "", page.path, page.query, ""))
