"""Tasks: those that come, and a form to plan or to give one."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dailylog import policies
from dailylog.actions.tasks import give_task, withdraw_task
from dailylog.forms.task import TaskForm
from dailylog.models import Task
from dailylog.queries import tasks as queries
from dailylog.queries.team import team_of
from kinerja.errors import DomainError
from organization.access import access_for
from organization.views.guards import person_of
from organization.views.pages import act_and_return


@require_GET
def tasks(request: HttpRequest) -> HttpResponse:
    """What one has planned, given and got."""
    _keepers_only(request)
    found = queries.tasks_of(access_for(request.user))
    return render(request, "dailylog/tasks.html", {"given": found.given, "got": found.got})


@require_http_methods(["GET", "POST"])
def task_new(request: HttpRequest) -> HttpResponse:
    """Plan work of one's own, or give it to one's people."""
    _keepers_only(request)
    today = timezone.localdate()
    team = team_of(request.user, first=today) if policies.decides_for_others(request.user) else None
    form = TaskForm(
        request.POST if request.method == "POST" else None,
        own=person_of(request),
        people=queries.people_under(team) if team else [],
        units=queries.units_led(access_for(request.user), team) if team else [],
        today=today,
    )
    if request.method == "POST" and form.is_valid() and _give(request, form):
        messages.success(request, _("Tugas tersimpan dan muncul pada harinya."))
        return redirect("tasks")
    return render(request, "dailylog/task_new.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
def task_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a task that one gave."""
    found = get_object_or_404(Task, pk=pk, author=person_of(request))
    return act_and_return(
        request,
        lambda: withdraw_task(task_id=found.pk, author_id=person_of(request).pk, now=timezone.now()),
        _("Tugas ditarik."),
        "tasks",
    )


def _keepers_only(request: HttpRequest) -> None:
    if not policies.keeps_log(request.user):
        raise PermissionDenied


def _give(request: HttpRequest, form: TaskForm) -> bool:
    author = person_of(request).pk
    try:
        with transaction.atomic():
            if form.employee_ids():
                give_task(author_id=author, work=form.work(), employee_ids=form.employee_ids())
            for unit_id in form.unit_ids():
                give_task(author_id=author, work=form.work(), unit_id=unit_id)
    except DomainError as error:
        form.add_domain_error(error)
        return False
    return True
