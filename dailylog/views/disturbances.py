"""The ledger of outages: open to everyone, kept by the operator and the personnel board."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from dailylog import policies
from dailylog.actions.disturbances import (
    change_disturbance,
    check_disturbance,
    record_disturbance,
    remove_disturbance,
)
from dailylog.forms.outage import DisturbanceForm
from dailylog.models import Disturbance
from dailylog.queries.outages import Effect, effect_of, latest_first
from kinerja.errors import DomainError
from kinerja.ui import wording
from organization.views.guards import person_of

#: How many outages the page shows, the latest first.
MOST = 50


@require_GET
def disturbances(request: HttpRequest) -> HttpResponse:
    """Every outage, with the units that it hit, for all to see."""
    context = {"rows": latest_first()[:MOST], "may_record": policies.may_record_disturbances(request.user)}
    return render(request, "dailylog/disturbances.html", context)


@require_http_methods(["GET", "POST"])
def disturbance_new(request: HttpRequest) -> HttpResponse:
    """Enter an outage: first what it does is shown, then it is saved."""
    _keepers_only(request)
    return _form_page(request, None)


@require_http_methods(["GET", "POST"])
def disturbance_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Set an outage right, in the same two steps."""
    _keepers_only(request)
    return _form_page(request, get_object_or_404(Disturbance, pk=pk))


@require_http_methods(["GET", "POST"])
def disturbance_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an outage back that moved nothing, after a look at what that does."""
    _keepers_only(request)
    row = get_object_or_404(Disturbance, pk=pk)
    if request.method == "POST":
        try:
            remove_disturbance(disturbance_id=pk)
        except DomainError as error:
            messages.error(request, wording.refusal(error))
        else:
            messages.success(request, _("Gangguan dihapus dari daftar; riwayatnya tersimpan."))
        return redirect("disturbances")
    return render(request, "dailylog/outage_remove.html", {"row": row, "effect": effect_of(None, of=row)})


def _keepers_only(request: HttpRequest) -> None:
    if not policies.may_record_disturbances(request.user):
        raise PermissionDenied


def _form_page(request: HttpRequest, row: Disturbance | None) -> HttpResponse:
    form, effect = _bound(request, row), None
    if request.method == "POST" and form.is_valid():
        try:
            if "simpan" in request.POST:
                _save(request, row, form.cleaned_data)
                messages.success(request, _("Gangguan tercatat; batas waktu di dalamnya bergeser."))
                return redirect("disturbances")
            effect = _check(row, form.cleaned_data)
        except DomainError as error:
            form.add_domain_error(error)
    context = {"form": form, "row": row, "effect": effect}
    return render(request, "dailylog/outage_form.html", context, status=422 if form.errors else 200)


def _bound(request: HttpRequest, row: Disturbance | None) -> DisturbanceForm:
    initial = DisturbanceForm.values_of(row) if row else {}
    return DisturbanceForm(request.POST if request.method == "POST" else None, initial=initial)


def _check(row: Disturbance | None, values: dict[str, Any]) -> Effect:
    start, end, units = values["start"], values["end"], values["units"]
    return check_disturbance(start=start, end=end, units=units, now=timezone.now(), of=row)


def _save(request: HttpRequest, row: Disturbance | None, values: dict[str, Any]) -> Disturbance:
    if row is not None:
        return change_disturbance(disturbance_id=row.pk, now=timezone.now(), **values)
    return record_disturbance(user_id=person_of(request).pk, now=timezone.now(), **values)
