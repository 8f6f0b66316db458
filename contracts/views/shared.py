"""Pages of the shared regional indicators: the list, and attaching one to the drafts of the OPDs."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from contracts import policies
from contracts.actions.shared import Attached, attach
from contracts.forms.shared import AttachForm
from contracts.queries import shared
from contracts.queries.years import latest_drafted
from contracts.rules.spreading import year_figure
from contracts.views import planning_shown as shown
from contracts.views.guards import demand
from organization.views.guards import person_of


def _asked(request: HttpRequest) -> int | None:
    """The year in the address."""
    asked = request.GET.get("tahun", "")
    return int(asked) if len(asked) == 4 and asked.isascii() and asked.isdigit() else None


@require_GET
def shared_indicators(request: HttpRequest) -> HttpResponse:
    """The shared indicators with the number of OPDs that carry each in a year."""
    demand(policies.may_plan(request.user))
    drawn = shown.shared_indicators(_asked(request), timezone.localdate())
    crumbs = [(_("Kamus indikator"), reverse("indicators"))]
    return render(request, "contracts/shared.html", {"shared": drawn, "crumbs": crumbs})


@require_http_methods(["GET", "POST"])
def shared_attach(request: HttpRequest, pk: int) -> HttpResponse:
    """Attach one shared indicator to the drafts of many OPDs at once."""
    demand(policies.may_plan(request.user))
    year = _asked(request) or latest_drafted(timezone.localdate())
    indicator = get_object_or_404(shared.shared_indicators(year), pk=pk)
    rows = shared.offices(indicator, year, timezone.localdate())
    parent = shared.regions_target(indicator.code, year)
    total = year_figure(parent.monthly, parent.accumulation) if parent else None
    form = AttachForm(request.POST or None, offices=rows, accumulation=indicator.accumulation, initial={"total": total})
    if request.method == "POST" and form.is_valid():
        weight = form.cleaned_data["weight"]
        done = attach(indicator=indicator, year=year, by=person_of(request), weight=weight, values=form.values())
        _say(request, done)
        return redirect(f"{reverse('shared_attach', args=[pk])}?tahun={year}")
    context = {
        "indicator": indicator,
        "year": year,
        "parent": parent,
        "total": total,
        "form": form,
        "rows": [(row, form[f"pick{row.unit.pk}"], form[f"own{row.unit.pk}"]) for row in rows],
        "ready": sum(row.ready for row in rows),
        "crumbs": [(_("Indikator bersama"), f"{reverse('shared_indicators')}?tahun={year}")],
    }
    return render(request, "contracts/shared_attach.html", context)


def _say(request: HttpRequest, done: Attached) -> None:
    if done.offices:
        count = len(done.offices)
        sentence = ngettext("Ditambahkan ke rancangan %(count)s OPD.", "Ditambahkan ke rancangan %(count)s OPD.", count)
        messages.success(request, sentence % {"count": count})
    for unit, reason in done.left_out:
        messages.warning(request, _("%(unit)s dilewati: %(reason)s") % {"unit": unit.name, "reason": reason})
