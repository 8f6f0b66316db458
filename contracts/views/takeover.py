"""Taking over a share of the superior's target, and an indicator of the dictionary."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from contracts.actions.takeover import from_indicator, take_share
from contracts.forms.lines import ShareForm
from contracts.models import Indicator, Source
from contracts.queries import draft_page
from contracts.queries.choices import indicators_for
from contracts.views.drafting import crumbs_of, draft_or_404
from kinerja.errors import DomainError
from kinerja.ui import wording
from kinerja.ui.numbers import echo
from organization.views.pages import other_parameters

PAGE_SIZE = 25


@require_http_methods(["GET", "POST"])
def draft_take(request: HttpRequest, pk: int, target: int) -> HttpResponse:
    """How much of one superior's target to take over, and whether its results count upward."""
    version = draft_or_404(request, pk)
    parent = get_object_or_404(draft_page.readable_above(version, request.user), pk=target)
    counted = parent.source == Source.ACTIVITIES
    form = ShareForm(request.POST or None, initial={"contribution": "direct" if counted else "support"})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            line = take_share(version=version, parent=parent, **{**values, "weight": values["weight"] or 0})
        except DomainError as error:
            form.add_domain_error(error)
        else:
            messages.success(request, _("Indikator %(code)s ditambahkan.") % {"code": line.indicator_code})
            for name in ("percent", "amount"):
                if sentence := echo(request.POST.get(name, "")):
                    messages.info(request, sentence)
            return redirect(f"{reverse('draft', args=[pk])}#baris-{line.pk}")
    own = draft_page.own_rows(version)
    row = next(row for row in draft_page.above_rows(version, request.user, own) if row.target.pk == parent.pk)
    context = {
        "version": version,
        "row": row,
        "form": form,
        "counted": counted,
        "crumbs": crumbs_of(version, desk=True),
    }
    return render(request, "contracts/take.html", context)


@require_http_methods(["GET", "POST"])
def draft_dictionary(request: HttpRequest, pk: int) -> HttpResponse:
    """The dictionary of indicators: find one and add it to the draft."""
    version = draft_or_404(request, pk)
    if request.method == "POST":
        chosen = request.POST.get("indicator", "")
        indicator = get_object_or_404(Indicator, pk=int(chosen) if chosen.isdecimal() else 0)
        try:
            line = from_indicator(version=version, indicator=indicator)
        except DomainError as error:
            messages.error(request, wording.refusal(error))
            return redirect("draft_dictionary", pk=pk)
        messages.success(request, _("Indikator %(code)s ditambahkan.") % {"code": line.indicator_code})
        return redirect("draft_line", pk=pk, line=line.pk)
    text = request.GET.get("q", "").strip()[:100]
    page = Paginator(indicators_for(version, text), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "version": version,
        "page": page,
        "q": text,
        "query": other_parameters(request),
        "crumbs": crumbs_of(version, desk=True),
    }
    return render(request, "contracts/dictionary.html", context)
