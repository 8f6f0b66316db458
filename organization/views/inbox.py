"""The inbox: what the program told the person who is logged in."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import SimpleLazyObject
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from organization.actions import notices as actions
from organization.models import Employee, Notice
from organization.queries.inbox import unread_words
from organization.views.guards import person_of
from organization.views.pages import other_parameters

PAGE_SIZE = 25


def context(request: HttpRequest) -> dict[str, Any]:
    """Context processor: ``unread`` beside the bell, asked for once and only when a template draws it."""
    if not isinstance(getattr(request, "user", None), Employee):
        return {"unread": ""}
    return {"unread": SimpleLazyObject(lambda: unread_words(request.user))}


@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    """One's own notices, latest first: the unread ones, or all."""
    every = "semua" in request.GET
    found = Notice.objects.visible_to(request.user)
    page = Paginator(found if every else found.unread(), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(
        request, "organization/inbox.html", {"page": page, "query": other_parameters(request), "every": every}
    )


@require_POST
def inbox_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a notice: it is read from now on, and its address comes next."""
    try:
        notice = actions.mark_read(notice_id=pk, by=person_of(request))
    except Notice.DoesNotExist as error:
        raise Http404 from error
    if notice.url and url_has_allowed_host_and_scheme(notice.url, allowed_hosts=None):
        return redirect(notice.url)
    return redirect("inbox")


@require_POST
def inbox_read_all(request: HttpRequest) -> HttpResponse:
    """Mark everything as read."""
    count = actions.mark_all_read(by=person_of(request))
    messages.success(request, _("%(count)s pemberitahuan ditandai sudah dibaca.") % {"count": count})
    return redirect("inbox")
