"""The addresses of the product, and the least page: middleware, session, user, and one indexed query."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from kinerja.urls import urlpatterns as product
from organization.models import Employee


def bare(request: HttpRequest) -> HttpResponse:
    """Who asks, by one query more."""
    person = Employee.objects.get(nip=request.user.get_username())
    return HttpResponse(person.nip, content_type="text/plain")


urlpatterns = [path("bench/bare/", bare), *product]
