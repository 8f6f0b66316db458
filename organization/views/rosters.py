"""Pages of rosters: a unit's month, a pattern laid over several people, a person's month."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kinerja.days import ONE_DAY, days_of_month, last_of_month
from kinerja.errors import DomainError
from organization import policies
from organization.access import access_for
from organization.actions.rosters import Plan, publish_roster
from organization.forms.lookup import LookupForm
from organization.forms.rosters import PatternForm, PersonMonthForm
from organization.queries import roster_page
from organization.views.guards import browsers_only, person_or_404, unit_or_404

PEOPLE_A_PAGE = 25
#: A pattern is laid over the people of a unit; more than this are no shift any more.
MOST_PEOPLE = 200


@require_GET
@browsers_only
def rosters(request: HttpRequest) -> HttpResponse:
    """The units in the user's scope, to choose whose month to see."""
    text = request.GET.get("cari", "").strip()[:60]
    units = roster_page.units_to_choose(request.user, text, timezone.localdate())
    context = {
        "units": list(units[:100]),
        "text": text,
        "city": access_for(request.user).sees_city,
        "reads_shifts": policies.may_read_shifts(request.user),
    }
    return render(request, "organization/rosters.html", context)


@require_GET
def roster(request: HttpRequest, pk: int) -> HttpResponse:
    """The month of a unit's people, person × day."""
    unit = unit_or_404(request, pk)
    month = _month_asked(request.GET.get("bulan", ""))
    page = Paginator(roster_page.people_of(unit.pk, month), PEOPLE_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "unit": unit,
        "month": month,
        "before": (month - ONE_DAY).replace(day=1),
        "after": last_of_month(month) + ONE_DAY,
        "page": page,
        "days": days_of_month(month),
        "people": roster_page.months_of(list(page), month),
        "shifts": roster_page.all_shifts(),
        "may_fill": policies.may_roster_unit(request.user, unit.pk),
        "may_manage": policies.may_manage_people(request.user),
        "query": f"bulan={month:%Y-%m}&",
    }
    return render(request, "organization/roster.html", context)


@require_http_methods(["GET", "POST"])
def roster_fill(request: HttpRequest, pk: int) -> HttpResponse:
    """A rotating pattern for several people of a unit: filled in, its effect shown, then published."""
    unit = unit_or_404(request, pk)
    if not policies.may_roster_unit(request.user, unit.pk):
        raise PermissionDenied
    month = _month_asked(request.GET.get("bulan", ""))
    people = roster_page.people_of(unit.pk, month).exclude(nip=request.user.get_username())[:MOST_PEOPLE]
    initial = {"first": month, "last": last_of_month(month)}
    form = PatternForm(request.POST or None, people=list(people), initial=initial)
    back = f"{reverse('org_roster', args=[unit.pk])}?bulan={month:%Y-%m}"
    context = {"form": form, "unit": unit, "shifts": roster_page.all_shifts(), "back": back, "heading": unit.name}
    return _publish(request, form, lambda: form.cleaned_data["plan"], context, "organization/roster_fill.html")


@require_http_methods(["GET", "POST"])
def roster_person(request: HttpRequest, nip: str, month: str) -> HttpResponse:
    """A person's month, day by day; whoever may changes it there."""
    person = person_or_404(request, nip)
    first = parse_date(f"{month}-01")
    if first is None:
        raise Http404
    (shown,) = roster_page.months_of([person], first)
    may_fill = policies.may_roster(request.user, person)
    if request.method == "POST" and not may_fill:
        raise PermissionDenied
    form = PersonMonthForm(request.POST or None, month=shown)
    context = {
        "form": form,
        "heading": person.name,
        "month": first,
        "shown": shown,
        "rows": [(cell, form[form.name_of(cell.day)]) for cell in shown.cells],
        "may_fill": may_fill,
        "before": (first - ONE_DAY).replace(day=1),
        "after": last_of_month(first) + ONE_DAY,
        "person": person,
        "back": reverse("org_roster_person", args=[person.nip, month]),
    }
    return _publish(request, form, lambda: {person.pk: form.plan()}, context, "organization/roster_person.html")


def _publish(
    request: HttpRequest, form: LookupForm, plan_of: Callable[[], Plan], context: dict[str, Any], template: str
) -> HttpResponse:
    """Show the form; once it is right, the effect; once that was confirmed, publish."""
    if request.method != "POST" or "edit" in request.POST or not form.is_valid():
        return render(request, template, context)
    plan = plan_of()
    try:
        if "publish" in request.POST:
            count = publish_roster(plan=plan)
            messages.success(request, _("Jadwal giliran diterbitkan: %(count)s tanggal berubah.") % {"count": count})
            return redirect(context["back"])
        _try(plan)
    except DomainError as error:
        form.add_domain_error(error)
        return render(request, template, context)
    posted = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in {"csrfmiddlewaretoken", "edit", "publish"}
    ]
    effects = roster_page.effects_of(plan, timezone.localdate())
    context |= {"effects": effects, "posted": posted, "nothing": not any(each.changed for each in effects)}
    return render(request, "organization/roster_effect.html", context)


def _try(plan: Plan) -> None:
    """Publish and take it back, so that what would be refused is said before the button."""
    with transaction.atomic():
        publish_roster(plan=plan)
        transaction.set_rollback(True)


def _month_asked(text: str) -> date:
    try:
        found = parse_date(f"{text}-01")
    except ValueError:
        found = None
    return found or timezone.localdate().replace(day=1)
