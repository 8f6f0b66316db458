"""The ledger of outages: open to everyone, kept by the operator and the personnel board."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from dailylog import policies
from dailylog.actions.disturbances import record_disturbance
from dailylog.forms.requests import RefusableForm
from dailylog.models import Disturbance
from dailylog.views.shared import person
from kinerja.errors import DomainError

#: How many outages the page shows, the latest first.
MOST = 50


class DisturbanceForm(RefusableForm):
    """When the program was down."""

    error_fields = {"disturbance_": "end", "month_closed": "start"}

    start = forms.DateTimeField(
        label=gettext_lazy("Mulai"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    end = forms.DateTimeField(
        label=gettext_lazy("Berakhir"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    note = forms.CharField(label=gettext_lazy("Keterangan"), max_length=300)


@require_GET
def disturbances(request: HttpRequest) -> HttpResponse:
    """Every outage that moved a deadline, for all to see."""
    rows = Disturbance.objects.select_related("entered_by").order_by("-start")[:MOST]
    context = {"rows": rows, "may_record": policies.may_record_disturbances(request.user)}
    return render(request, "dailylog/disturbances.html", context)


@require_http_methods(["GET", "POST"])
def disturbance_new(request: HttpRequest) -> HttpResponse:
    """Enter an outage."""
    if not policies.may_record_disturbances(request.user):
        raise PermissionDenied
    form = DisturbanceForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            record_disturbance(user_id=person(request).pk, now=timezone.now(), **form.cleaned_data)
        except DomainError as error:
            form.add_domain_error(error)
        else:
            messages.success(request, _("Gangguan tercatat; batas waktu di dalamnya bergeser."))
            return redirect("disturbances")
    context = {
        "form": form,
        "heading": _("Catat gangguan"),
        "lede": _("Batas pengisian di dalam gangguan bergeser selama gangguan berlangsung, paling lama sehari."),
        "back": "disturbances",
        "back_label": _("Gangguan"),
    }
    return render(request, "dailylog/request_new.html", context, status=422 if form.errors else 200)
