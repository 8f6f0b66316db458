"""Reports of what is missing: superiors and holders of posts."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from organization.queries import authority
from organization.queries.people import listed, with_assignments
from organization.views.guards import readers_only
from organization.views.pages import day_asked, other_parameters

PAGE_SIZE = 50


@require_GET
@readers_only
def no_superior(request: HttpRequest) -> HttpResponse:
    """People whose work nobody can approve on a day, and active people without a post."""
    day = day_asked(request)
    unled = Paginator(authority.people_without_superior(day), PAGE_SIZE).get_page(request.GET.get("page"))
    unplaced = Paginator(authority.people_without_post(day), PAGE_SIZE).get_page(request.GET.get("page2"))
    context = {
        "day": day,
        "page": unled,
        "query": other_parameters(request),
        "rows": [listed(row) for row in with_assignments(unled.object_list, day)],
        "unplaced": unplaced,
    }
    return render(request, "organization/no_superior.html", context)


@require_GET
@readers_only
def vacancies(request: HttpRequest) -> HttpResponse:
    """Units without a head, and posts without a definitive holder."""
    day = day_asked(request)
    posts = Paginator(authority.vacant_positions(day), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "day": day,
        "units": list(authority.vacant_heads(day)),
        "page": posts,
        "query": other_parameters(request),
    }
    return render(request, "organization/vacancies.html", context)
