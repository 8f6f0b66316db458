"""One entry: what it says, its photographs, what was decided; its person may correct it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dailylog import policies
from dailylog.actions.check import check_days
from dailylog.actions.filing import change_activity, remove_activity
from dailylog.forms.entry import CorrectionForm
from dailylog.forms.row import values_of
from dailylog.limits import is_closed
from dailylog.models import Activity, ActivityStatus
from dailylog.queries.decided import decisions_of
from dailylog.queries.deciders import decider_of
from dailylog.queries.plan import targets_of
from dailylog.queries.team import names_of
from dailylog.views.shared import activity_or_404
from kinerja.errors import DomainError
from kinerja.ui import wording
from organization.views.guards import person_of


@require_GET
def activity(request: HttpRequest, pk: int) -> HttpResponse:
    """Read an entry."""
    found = activity_or_404(request, pk)
    closed = is_closed(found.date)
    context = {
        "activity": found,
        "own": found.employee_id == request.user.pk,
        "evidence": list(found.evidence.all()),
        "decisions": decisions_of(found),
        "closed": closed,
        "may_change": not closed and policies.may_change_activity(request.user, found),
    }
    if found.status == ActivityStatus.SUBMITTED and not closed:
        context |= _waits_for(found)
    return render(request, "dailylog/activity.html", context)


def _waits_for(entry: Activity) -> dict[str, Any]:
    """Who decides on it now, and who let the deadline pass before."""
    decider = decider_of(entry.employee_id, entry.date, today=timezone.localdate())
    if decider is None:
        return {}
    posts = {"waits_for": decider.post, "passed_on_by": decider.instead_of}
    names = names_of({post.employee_id for post in posts.values() if post})
    return {key: names[post.employee_id] for key, post in posts.items() if post}


@require_http_methods(["GET", "POST"])
def activity_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct an entry; one that was returned is thereby sent again."""
    found = activity_or_404(request, pk)
    if not policies.may_change_activity(request.user, found):
        raise PermissionDenied
    targets = targets_of(found.employee, found.date.year)
    form = CorrectionForm(
        *((request.POST, request.FILES) if request.method == "POST" else ()),
        initial={**values_of(found), "target": found.target_id or ""},
        targets=targets,
    )
    form.use_required_attribute = False
    if request.method == "POST" and form.is_valid() and _change(request, found, form):
        messages.success(request, _("Perbaikan terkirim.") if found.status == "returned" else _("Perubahan tersimpan."))
        return redirect("activity", pk=found.pk)
    context: dict[str, Any] = {
        "activity": found,
        "form": form,
        "evidence": list(found.evidence.all()),
        "decisions": decisions_of(found),
        "may_remove": policies.may_remove_activity(request.user, found) and not found.decisions.exists(),
    }
    return render(request, "dailylog/activity_edit.html", context, status=422 if form.errors else 200)


@require_POST
def activity_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an entry back."""
    found = activity_or_404(request, pk)
    if not policies.may_remove_activity(request.user, found):
        raise PermissionDenied
    try:
        day = remove_activity(activity_id=found.pk, employee_id=person_of(request).pk)
    except DomainError as error:
        messages.error(request, wording.refusal(error))
        return redirect("activity", pk=found.pk)
    check_days([person_of(request).pk], day, now=timezone.now())
    messages.success(request, _("Kegiatan dihapus dari catatan hari itu."))
    return redirect("day_log", day=str(day))


def _change(request: HttpRequest, activity: Activity, form: CorrectionForm) -> bool:
    pictures = form.pictures()
    if form.errors:
        return False
    version = request.POST.get("version", "")
    try:
        change_activity(
            activity_id=activity.pk,
            employee_id=person_of(request).pk,
            version=int(version) if version.isdecimal() else 0,
            entry=form.entry(),
            now=timezone.now(),
            pictures=pictures,
        )
    except DomainError as error:
        form.add_domain_error(error)
        return False
    check_days([activity.employee_id], activity.date, now=timezone.now())
    return True
