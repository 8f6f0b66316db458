"""The addresses of the product, and the least that a page and a write can be.

Both pass the same middleware with a session and a user; the page asks one indexed query, the write inserts one row.
"""

from typing import cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path
from django.views.decorators.http import require_POST

from dailylog.models import Activity, ActivityStatus
from kinerja.urls import urlpatterns as product
from organization.models import Employee


def bare(request: HttpRequest) -> HttpResponse:
    """Who asks, by one query more."""
    person = Employee.objects.get(nip=request.user.get_username())
    return HttpResponse(person.nip, content_type="text/plain")


@require_POST
def bare_write(request: HttpRequest) -> HttpResponse:
    """One entry stored as it comes: nothing is asked, checked or remembered."""
    said = {name: request.POST[name] for name in ("date", "start", "end", "description", "output")}
    person = cast(Employee, request.user)
    Activity.objects.create(employee=person, status=ActivityStatus.SUBMITTED, **said)
    return HttpResponseRedirect("/bench/bare/")


urlpatterns = [path("bench/bare/", bare), path("bench/write/", bare_write), *product]
