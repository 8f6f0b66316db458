"""Reports of what is missing: superiors and holders of posts."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from organization.queries.reports import unled_text, vacancies_text
from organization.superior_doubts import doubts_on
from organization.views.guards import readers_only
from organization.views.pages import day_asked, other_parameters, page_number
from organization.views.reports_shown import PAGE_SIZE, unled_report, vacancies_report


@require_GET
@readers_only
def no_superior(request: HttpRequest) -> HttpResponse:
    """People whose work nobody can approve on a day, active people without a post, and superiors to be looked at."""
    day = day_asked(request)
    text = unled_text(day, page=page_number(request), unplaced=page_number(request, "page2"), size=PAGE_SIZE)
    report = unled_report(text, day, query=other_parameters(request), query2=other_parameters(request, "page2"))
    doubts = Paginator(doubts_on(day), PAGE_SIZE).get_page(page_number(request, "page3"))
    context = {"day": day, "report": report, "doubts": doubts, "query3": other_parameters(request, "page3")}
    return render(request, "organization/no_superior.html", context)


@require_GET
@readers_only
def vacancies(request: HttpRequest) -> HttpResponse:
    """Units without a head, and posts without a definitive holder."""
    day = day_asked(request)
    text = vacancies_text(day, page=page_number(request), size=PAGE_SIZE)
    report = vacancies_report(text, day, query=other_parameters(request))
    return render(request, "organization/vacancies.html", {"day": day, "report": report})
