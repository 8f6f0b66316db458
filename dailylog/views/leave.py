"""A person's annual leave: what is left and why; BKPSDM enters what earlier years left."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from dailylog import policies
from dailylog.actions.annual_leave import enter_opening
from dailylog.forms.leave import OpeningForm
from dailylog.queries.leave import leave_page, opening_of
from kinerja.errors import DomainError
from organization.views.guards import person_of, person_or_404

#: The years that the page shows: from the first of the program to the next.
FIRST_YEAR, AHEAD = 2020, 1


@require_GET
def leave_own(request: HttpRequest) -> HttpResponse:
    """One's own annual leave."""
    return redirect("leave_person", nip=person_of(request).nip)


@require_GET
def leave_person(request: HttpRequest, nip: str) -> HttpResponse:
    """The balance of a year with all that enters it."""
    employee = person_or_404(request, nip)
    year = _year_or_404(request.GET.get("tahun") or str(timezone.localdate().year))
    found = leave_page(employee, year)
    context = {
        "employee": employee,
        "year": year,
        "found": found.entitlement,
        "balance": found.entitlement.balances[year],
        "rows": found.rows,
        "opening": found.opening,
        "may_enter": policies.may_enter_leave(request.user, employee.pk),
        "own": employee.pk == request.user.pk,
        "before": year - 1 if year > FIRST_YEAR else None,
        "after": year + 1 if year < timezone.localdate().year + AHEAD else None,
    }
    return render(request, "dailylog/leave.html", context)


@require_http_methods(["GET", "POST"])
def leave_opening(request: HttpRequest, nip: str, year: int) -> HttpResponse:
    """Enter what a person brought into a year."""
    employee = person_or_404(request, nip)
    if not policies.may_enter_leave(request.user, employee.pk):
        raise PermissionDenied
    _year_or_404(str(year))
    row = opening_of(employee, year)
    initial: dict[str, Any] = (
        {"carried": row.carried, "served_since": row.served_since, "note": row.note} if row else {}
    )
    form = OpeningForm(request.POST if request.method == "POST" else None, initial=initial)
    back = f"{reverse('leave_person', args=[employee.nip])}?tahun={year}"
    if request.method == "POST" and form.is_valid():
        try:
            enter_opening(employee_id=employee.pk, year=year, **form.cleaned_data)
        except DomainError as error:
            form.add_domain_error(error)
        else:
            messages.success(request, _("Saldo awal cuti tahunan %(year)s tersimpan.") % {"year": year})
            return redirect(back)
    context = {"form": form, "employee": employee, "year": year, "back": back}
    return render(request, "dailylog/leave_opening.html", context, status=422 if form.errors else 200)


def _year_or_404(text: str) -> int:
    years = range(FIRST_YEAR, timezone.localdate().year + AHEAD + 1)
    if not text.isdecimal() or int(text) not in years:
        raise Http404
    return int(text)
