"""Coming back from a running leave: asked for by the person, or called by the superior."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dailylog import policies
from dailylog.actions import returning
from dailylog.forms.leave import ReturnForm
from dailylog.models import Leave, LeaveReturn
from dailylog.queries.leave_return import days_given_back
from kinerja.errors import DomainError
from organization.policies import may_see_person
from organization.views.guards import person_of


@require_http_methods(["GET", "POST"])
def leave_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask to work again before one's own leave ends."""
    leave = _leave_or_404(request, pk)
    if leave.employee_id != request.user.pk:
        raise PermissionDenied
    return _page(
        request,
        leave,
        lambda values: returning.ask_return(
            employee_id=person_of(request).pk, leave_id=leave.pk, today=timezone.localdate(), **values
        ),
        heading=_("Kembali bekerja lebih awal"),
        lede=_("Atasan memutuskan. Sisa cuti yang tidak dijalani tetap menjadi hak Anda."),
    )


@require_http_methods(["GET", "POST"])
def leave_call_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Call somebody of one's people back to work."""
    leave = _leave_or_404(request, pk)
    if leave.employee_id == request.user.pk or not policies.decides_for_others(request.user):
        raise PermissionDenied
    return _page(
        request,
        leave,
        lambda values: returning.call_back(
            user_id=person_of(request).pk, leave_id=leave.pk, now=timezone.now(), **values
        ),
        heading=_("Panggil kembali bekerja"),
        lede=_("Hanya untuk kepentingan dinas yang mendesak. Sisa cuti tetap menjadi hak pegawai."),
        called=True,
    )


def _leave_or_404(request: HttpRequest, pk: int) -> Leave:
    leave = get_object_or_404(Leave.objects.select_related("employee"), pk=pk)
    if not may_see_person(request.user, leave.employee):
        raise Http404
    return leave


def _page(
    request: HttpRequest, leave: Leave, act: Callable[[dict[str, Any]], LeaveReturn], **words: Any
) -> HttpResponse:
    form = ReturnForm(request.POST if request.method == "POST" else None, called=words.get("called", False))
    if request.method == "POST" and form.is_valid():
        try:
            row = act(dict(form.cleaned_data))
        except DomainError as error:
            form.add_domain_error(error)
        else:
            messages.success(request, _done(row))
            return redirect("requests")
    context = {"form": form, "leave": leave, **words}
    return render(request, "dailylog/leave_return.html", context, status=422 if form.errors else 200)


def _done(row: LeaveReturn) -> str:
    days = days_given_back(row.employee_id, row.back_on, row.planned_end)
    if row.called:
        return _("Pegawai dipanggil kembali; %(days)s hari kerja tidak lagi terhitung cuti.") % {"days": days}
    return _("Permohonan terkirim; bila dikabulkan, %(days)s hari kerja tidak lagi terhitung cuti.") % {"days": days}
