"""Pages by which posts are given and taken; the effect of a move stands before its button."""

import hashlib
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kinerja.errors import DomainError
from organization.actions import assignments as actions
from organization.forms.lookup import LookupForm
from organization.forms.posts import ActingForm, EndForm, MoveForm
from organization.models import Assignment, AssignmentKind, Employee
from organization.queries.impact import Impact, impact_of
from organization.views.guards import board_only, person_or_404
from organization.views.pages import FormPage, act_and_return, form_page


@require_http_methods(["GET", "POST"])
@board_only
def move(request: HttpRequest, nip: str) -> HttpResponse:
    """A new definitive post: asked for, its effect shown, then saved."""
    employee = person_or_404(request, nip)
    return _give(request, employee, MoveForm, _("Mutasi %(name)s") % {"name": employee.name})


@require_http_methods(["GET", "POST"])
@board_only
def acting(request: HttpRequest, nip: str) -> HttpResponse:
    """An acting post beside one's own: asked for, its effect shown, then saved."""
    employee = person_or_404(request, nip)
    return _give(request, employee, ActingForm, _("Plt. atau Plh. oleh %(name)s") % {"name": employee.name})


def _give(request: HttpRequest, employee: Employee, form_class: type[LookupForm], heading: str) -> HttpResponse:
    sent = request.POST if request.method == "POST" else request.GET
    initial = {"position": request.GET.get("post", ""), "start": timezone.localdate()}
    form = form_class(sent if "position" in sent else None, initial=initial)
    context: dict[str, Any] = {"form": form, "person": employee, "heading": heading, "sent": sent}
    if not form.is_valid() or "edit" in sent:
        return render(request, "organization/give.html", context)
    impact = _impact(employee, form.cleaned_data)
    seal = _seal(impact)
    if request.method == "POST" and request.POST.get("seal") == seal:
        try:
            _write(employee, form.cleaned_data)
        except DomainError as error:
            form.add_domain_error(error)
            return render(request, "organization/give.html", context)
        messages.success(
            request, _("%(post)s: tersimpan untuk %(name)s.") % {"post": impact.position.title, "name": employee.name}
        )
        return redirect("org_person", nip=employee.nip)
    return render(
        request, "organization/impact.html", {**context, "impact": impact, "seal": seal, "stale": "seal" in sent}
    )


def _impact(employee: Employee, values: dict[str, Any]) -> Impact:
    return impact_of(
        employee=employee,
        position=values["position"],
        kind=values.get("kind") or AssignmentKind.DEFINITIVE,
        start=values["start"],
        end=values.get("end"),
        end_acting=values.get("end_acting", False),
    )


def _seal(impact: Impact) -> str:
    # What was shown is what is confirmed: if the state of affairs changed meanwhile, the effect is shown again.
    seen = (
        impact.position.pk,
        impact.kind,
        impact.start,
        impact.end,
        impact.old and impact.old.pk,
        impact.superior_before and impact.superior_before.pk,
        impact.superior_after and impact.superior_after.pk,
        impact.tpp_before,
        impact.tpp_after,
        [holder.pk for holder in impact.acting_holders],
        [(one.employee.pk, one.after and one.after.pk) for one in impact.subordinates],
        [effect.sentence for effect in impact.effects],
    )
    return hashlib.sha256(repr(seen).encode()).hexdigest()


def _write(employee: Employee, values: dict[str, Any]) -> Assignment:
    position_id = values["position"].pk
    if "kind" not in values:
        return actions.move_employee(
            employee_id=employee.pk, position_id=position_id, start=values["start"], end_acting=values["end_acting"]
        )
    return actions.appoint_acting(
        employee_id=employee.pk,
        position_id=position_id,
        kind=values["kind"],
        start=values["start"],
        end=values["end"],
    )


def _assignment_or_404(request: HttpRequest, pk: int) -> Assignment:
    assignment = get_object_or_404(Assignment.objects.select_related("employee", "position"), pk=pk)
    person_or_404(request, assignment.employee.nip)
    return assignment


@require_http_methods(["GET", "POST"])
@board_only
def assignment_end(request: HttpRequest, pk: int) -> HttpResponse:
    """The last day of a post: retirement, the end of an acting post, a correction."""
    assignment = _assignment_or_404(request, pk)
    words = {"name": assignment.employee.name, "post": assignment.position.title}
    page = FormPage(
        heading=_("Akhiri jabatan"),
        lede=_("%(name)s, %(post)s") % words,
        button=_("Simpan tanggal"),
        done=_("Tanggal selesai %(name)s sebagai %(post)s tersimpan.") % words,
        back=reverse("org_person", args=[assignment.employee.nip]),
    )
    form = EndForm(request.POST or None, initial={"end": assignment.end})
    return form_page(request, form, page, lambda values: actions.end_assignment(assignment_id=assignment.pk, **values))


@require_POST
@board_only
def assignment_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a post that has not begun."""
    assignment = _assignment_or_404(request, pk)
    return act_and_return(
        request,
        lambda: actions.cancel_assignment(assignment_id=pk, today=timezone.localdate()),
        _("Penempatan dibatalkan. Periksa tanggal selesai jabatan sebelumnya."),
        reverse("org_person", args=[assignment.employee.nip]),
    )
