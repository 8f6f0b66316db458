"""The seals over history: what the inspectorate keeps outside, and whether it still fits."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from organization import policies
from organization.forms.seals import HeadsForm
from organization.queries import seals as queries
from organization.views.guards import only_if

PAGE_SIZE = 25

readers_of_seals = only_if(policies.may_read_seals)


@require_http_methods(["GET", "HEAD", "POST"])
@readers_of_seals
def seals(request: HttpRequest) -> HttpResponse:
    """The newest head, the list of seals, and heads that somebody kept held against the chain."""
    form = HeadsForm(request.POST if request.method == "POST" else None)
    compared = queries.compare(form.cleaned_data["heads"]) if form.is_valid() else []
    page = Paginator(queries.newest_first(), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(
        request,
        "organization/seals.html",
        {
            "newest": queries.newest_first().first(),
            "waiting": queries.waiting(),
            "page": page,
            "form": form,
            "compared": compared,
        },
        status=422 if form.is_bound and not form.is_valid() else 200,
    )


@require_GET
@readers_of_seals
def heads_text(_request: HttpRequest) -> HttpResponse:
    """The head of each day, a line each, as ``verify_history --heads-from`` reads them."""
    lines = [f"{timezone.localtime(seal.at):%Y-%m-%d %H:%M %z} {seal.head}\n" for seal in queries.heads_of_days()]
    answer = HttpResponse("".join(lines), content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="kepala-riwayat-{timezone.localdate():%Y-%m-%d}.txt"'
    return answer
