"""Corrections of presence, leave and overtime: asked for, ordered, decided."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dailylog import policies
from dailylog.actions import overtime, requests, returning
from dailylog.forms.requests import CorrectionRequestForm, LeaveForm, OvertimeForm, RefusableForm
from dailylog.models import LeaveRequest, LeaveReturn, OvertimeOrder, PresenceCorrection, Request
from dailylog.queries import requests as queries
from dailylog.queries.approval import own_team
from dailylog.queries.awaited import awaited
from dailylog.queries.leave import entitlements
from dailylog.queries.leave_return import running_leave
from dailylog.queries.leave_terms import remarks_on, sentence_of
from dailylog.queries.request_rows import request_rows
from dailylog.queries.tasks import people_under
from dailylog.queries.team import team_of
from kinerja.errors import DomainError
from organization.policies import may_see_person
from organization.views.guards import person_of
from organization.views.pages import act_and_return

_KINDS: dict[str, type[Request]] = {each.slug: each for each in (PresenceCorrection, LeaveRequest, LeaveReturn)}
_DECIDE: dict[str, Callable[..., Request]] = {
    PresenceCorrection.slug: requests.decide_correction,
    LeaveRequest.slug: requests.decide_leave,
    LeaveReturn.slug: returning.decide_return,
}


@require_GET
def request_list(request: HttpRequest) -> HttpResponse:
    """One's own requests, and those that wait for one's decision."""
    _keepers_only(request)
    heads = policies.decides_for_others(request.user)
    me, today = person_of(request), timezone.localdate()
    team = own_team(me, requests=True) if heads else None
    rows = request_rows(me, team.employee_ids() if team else (), today)
    asked = queries.waiting_requests(team, rows.waiting) if team else []
    waiting, balance = queries.with_balances(asked, me=me, year=today.year)
    running, away = running_leave(rows, me, team, today)
    own = queries.latest_first(rows.own)
    whom = awaited(own)
    context = {
        "own_rows": [(row, whom.get(row)) for row in own],
        "waiting": waiting if heads else None,
        "balance": balance,
        "running": running,
        "away": away,
        "orders": rows.orders if heads else None,
    }
    return render(request, "dailylog/requests.html", context)


@require_http_methods(["GET", "POST"])
def correction_new(request: HttpRequest) -> HttpResponse:
    """Ask that marks be set right."""
    _keepers_only(request)
    form = CorrectionRequestForm(_posted(request), initial={"date": request.GET.get("tanggal", "")})

    def ask(values: dict[str, Any]) -> object:
        day = values.pop("date")
        return requests.ask_correction(employee_id=person_of(request).pk, day=day, today=timezone.localdate(), **values)

    heading = _("Perbaikan kehadiran")
    return _form_page(request, form, ask, heading, _("Atasan memutuskan; jam semula tetap tersimpan."))


@require_http_methods(["GET", "POST"])
def leave_new(request: HttpRequest) -> HttpResponse:
    """Ask for leave or duty travel."""
    _keepers_only(request)
    me, year = person_of(request), timezone.localdate().year
    form = LeaveForm(_posted(request))
    heading = _("Cuti atau dinas luar")
    lede = _("Setelah dikabulkan, hari-hari itu tidak dituntut hadir.")
    balance = entitlements([me], [year])[me.pk].balances[year]

    def ask(values: dict[str, Any]) -> object:
        row = requests.ask_leave(employee_id=me.pk, **values)
        for remark in remarks_on([row]).get(id(row), ()):
            messages.info(request, sentence_of(remark))
        return row

    return _form_page(request, form, ask, heading, lede, balance=balance, terms=True)


@require_http_methods(["GET", "POST"])
def overtime_new(request: HttpRequest) -> HttpResponse:
    """Order overtime."""
    if not policies.decides_for_others(request.user):
        raise PermissionDenied
    people = people_under(team_of(request.user, first=timezone.localdate()))
    form = OvertimeForm(_posted(request), people=people)

    def order(values: dict[str, Any]) -> object:
        return overtime.order_overtime(
            user_id=person_of(request).pk, employee_ids=values.pop("people"), now=timezone.now(), **values
        )

    heading = _("Perintah lembur")
    return _form_page(request, form, order, heading, _("Hanya lembur yang diperintahkan sebelumnya yang dihitung."))


@require_POST
def request_decide(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Grant or refuse a request of somebody of one's people."""
    found = _request_or_404(request, kind, pk)
    if found.employee_id == request.user.pk or not policies.decides_for_others(request.user):
        raise PermissionDenied
    decide = _DECIDE[kind]
    granted = request.POST.get("putusan") == "kabul"
    return act_and_return(
        request,
        lambda: decide(
            request_id=found.pk,
            user_id=person_of(request).pk,
            granted=granted,
            text=request.POST.get("teks", ""),
            now=timezone.now(),
        ),
        _("Permohonan dikabulkan.") if granted else _("Permohonan ditolak."),
        "requests",
    )


@require_POST
def request_withdraw(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Take one's own request back, or leave that was granted and has not begun."""
    found = _request_or_404(request, kind, pk)
    if found.employee_id != request.user.pk:
        raise PermissionDenied
    me, today = person_of(request).pk, timezone.localdate()
    if isinstance(found, LeaveRequest) and found.may_be_given_back:
        done = _("Cuti dibatalkan; hari-harinya dapat diajukan lagi.")
        return act_and_return(
            request,
            lambda: requests.take_back_leave(request_id=found.pk, employee_id=me, today=today),
            done,
            "requests",
        )
    return act_and_return(
        request,
        lambda: requests.withdraw_request(request=found, employee_id=me),
        _("Permohonan ditarik."),
        "requests",
    )


@require_POST
def overtime_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an order back before it begins."""
    found = get_object_or_404(OvertimeOrder, pk=pk, ordered_by=person_of(request))
    return act_and_return(
        request,
        lambda: overtime.withdraw_overtime(order_id=found.pk, user_id=person_of(request).pk, now=timezone.now()),
        _("Perintah lembur ditarik."),
        "requests",
    )


def _keepers_only(request: HttpRequest) -> None:
    if not policies.keeps_log(request.user):
        raise PermissionDenied


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _request_or_404(request: HttpRequest, kind: str, pk: int) -> Request:
    model = _KINDS.get(kind)
    if model is None:
        raise Http404
    found: Request = get_object_or_404(model._default_manager.select_related("employee"), pk=pk)  # noqa: SLF001 -- documented
    if not may_see_person(request.user, found.employee):
        raise Http404
    return found


def _form_page(
    request: HttpRequest,
    form: RefusableForm,
    act: Callable[[dict[str, Any]], object],
    heading: str,
    lede: str,
    **more: Any,
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            act(dict(form.cleaned_data))
        except DomainError as error:
            form.add_domain_error(error)
        else:
            messages.success(request, _("%(what)s tersimpan.") % {"what": heading})
            return redirect("requests")
    context = {"form": form, "heading": heading, "lede": lede, **more}
    return render(request, "dailylog/request_new.html", context, status=422 if form.errors else 200)
