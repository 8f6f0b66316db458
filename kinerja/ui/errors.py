"""Error pages that say what to do and name the request, so that it can be found in the log."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template import loader

from kinerja.ui import request_id
from kinerja.ui.address import form_page


class Missing(Http404):
    """404 with a sentence that the page shows; only for what is no secret, such as a month that is none."""


class Refused(PermissionDenied):
    """403 with a sentence that the page shows: for whom the page is."""


def _page(
    status: int, name: str, request: HttpRequest | None, exception: Exception | None = None, back: str = ""
) -> HttpResponse:
    # What Django or a library says of its own exceptions is not meant for people.
    reason = str(exception) if isinstance(exception, Missing | Refused) else ""
    context = {"request_id": request_id.current.get(), "status": status, "reason": reason, "back": back}
    return HttpResponse(loader.render_to_string(f"{name}.html", context, request), status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: what was sent cannot be understood."""
    # Whatever was wrong with the request must not disturb its page as well.
    return _page(400, "400", None)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: the page exists, but is not this person's to open."""
    return _page(403, "403", request, exception)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: nothing here, or nothing that this person may know of."""
    return _page(404, "404", request, exception)


def not_allowed(request: HttpRequest, allowed: str) -> HttpResponse:
    """405: an address to which forms are sent was opened like a page; ``allowed`` are the methods that it takes."""
    answer = _page(405, "405", request)
    answer["Allow"] = allowed
    return answer


def server_error(request: HttpRequest) -> HttpResponse:
    """500: without menu and person, because the database may be what failed."""
    return _page(500, "500", None, back=form_page(request) if request.method == "POST" else "")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that is too old or came from elsewhere."""
    return _page(403, "403_csrf", request, back=form_page(request))
