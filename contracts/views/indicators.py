"""Pages of the dictionary of indicators."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from contracts import policies
from contracts.actions import indicators as actions
from contracts.forms.planning import IndicatorForm
from contracts.models import Indicator
from contracts.queries import indicators
from contracts.queries.years import day_of_year
from contracts.rules.spreading import year_figure
from contracts.views import planning_shown as shown
from contracts.views.planning import planners_only, readers_only
from organization.views.pages import FormPage, act_and_return, form_page, other_parameters

PAGE_SIZE = shown.PAGE_SIZE


@require_GET
@readers_only
def indicator_list(request: HttpRequest) -> HttpResponse:
    """The dictionary, 50 a page, searched and narrowed."""
    drawn = shown.dictionary(request.GET.urlencode(), timezone.localdate().year)
    context = {"dictionary": drawn, "may_plan": policies.may_plan(request.user)}
    return render(request, "contracts/planning/indicators.html", context)


@require_GET
@readers_only
def indicator(request: HttpRequest, pk: int) -> HttpResponse:
    """One indicator: what it means, how it is measured, and who carries it this year."""
    one = get_object_or_404(Indicator.objects.select_related("objective__unit", "objective__parent"), pk=pk)
    today = timezone.localdate()
    found = indicators.carriers_of(one, user=request.user, last_day=day_of_year(today.year, today))
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    rows = [
        (carrier, year_figure(carrier.target.monthly, carrier.target.accumulation))
        for carrier in indicators.with_posts(page.object_list, today)
    ]
    context = {
        "indicator": one,
        "page": page,
        "query": other_parameters(request),
        "rows": rows,
        "year": today.year,
        "may_plan": policies.may_plan(request.user),
    }
    return render(request, "contracts/planning/indicator.html", context)


def _page(heading: str, lede: str, back: str) -> FormPage:
    return FormPage(heading=heading, lede=lede, button=_("Simpan indikator"), done=_("Indikator tersimpan."), back=back)


@require_http_methods(["GET", "POST"])
@planners_only
def indicator_new(request: HttpRequest) -> HttpResponse:
    """A new entry of the dictionary."""
    form = IndicatorForm(request.POST or None)
    page = _page(_("Indikator baru"), _("Didefinisikan sekali, dipakai semua perjanjian."), reverse("indicators"))
    return form_page(request, form, page, lambda values: actions.save_indicator(entry=_entry(values)))


@require_http_methods(["GET", "POST"])
@planners_only
def indicator_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """An entry changed; the page says which agreements the change does not reach."""
    one = get_object_or_404(Indicator.objects.select_related("objective"), pk=pk)
    form = IndicatorForm(request.POST or None, initial=IndicatorForm.values_of(one))
    page = _page(_("Ubah indikator %(code)s") % {"code": one.code}, _reach(one), reverse("indicator", args=[pk]))
    return form_page(request, form, page, lambda values: actions.save_indicator(entry=_entry(values), indicator_id=pk))


def _reach(one: Indicator) -> str:
    count = indicators.agreements_fixed(one)
    if not count:
        return _("Perubahan berlaku bagi perjanjian yang disusun mulai sekarang.")
    return ngettext(
        "Dipakai %(count)s perjanjian yang sudah ditandatangani; perjanjian itu menyimpan salinannya, tidak berubah.",
        "Dipakai %(count)s perjanjian yang sudah ditandatangani; perjanjian itu menyimpan salinannya, tidak berubah.",
        count,
    ) % {"count": count}


def _entry(values: dict[str, Any]) -> actions.Entry:
    objective = values.pop("objective", None)
    fields = {name: value for name, value in values.items() if name in actions.Entry.__slots__}
    return actions.Entry(objective_id=getattr(objective, "pk", None), **fields)


@require_POST
@planners_only
def indicator_retire(request: HttpRequest, pk: int) -> HttpResponse:
    """An indicator retired, or taken up again."""
    one = get_object_or_404(Indicator, pk=pk)
    active = not one.active
    done = _("Indikator %(code)s dipakai kembali.") if active else _("Indikator %(code)s dihentikan.")
    return act_and_return(
        request,
        lambda: actions.set_active(indicator_id=pk, active=active),
        done % {"code": one.code},
        reverse("indicator", args=[pk]),
    )
