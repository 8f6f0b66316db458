"""The operator's page of month runs: start one, watch it, repeat what failed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from kinerja.errors import DomainError
from kinerja.ui import wording
from kinerja.ui.errors import Refused
from organization.models import Employee
from scoring.actions.jobs import request_scoring, retry_failed
from scoring.models import Job, JobKind
from scoring.periods import end_of_yesterday, month_before
from scoring.policies import may_run_months
from scoring.queries import beginning
from scoring.queries import run_page as queries
from scoring.views import pages

#: So many months back can be chosen.
CHOICES = 14


def _operator_only(request: HttpRequest) -> Employee:
    if not may_run_months(request.user) or not isinstance(request.user, Employee):
        raise Refused(_("Proses bulanan hanya untuk operator sistem."))
    return request.user


@require_GET
def runs(request: HttpRequest) -> HttpResponse:
    """Open and past runs with their progress, and every month with its seal."""
    _operator_only(request)
    found = queries.latest_runs()
    failures = queries.failures_of(found)
    lines = queries.month_lines()
    locked = {line.month.month for line in lines if line.month.locked_at}
    steps = [] if locked else beginning.steps(timezone.localdate())
    context: dict[str, Any] = {
        "runs": [(run, failures.get(run.job.pk, [])) for run in found],
        "running": any(run.running for run in found),
        "lines": lines,
        "steps": steps,
        "done": sum(step.done for step in steps),
        "choices": [month for month in _months() if month not in locked],
    }
    return render(request, "scoring/runs.html", context)


def _months() -> list[date]:
    """The running month and those before it."""
    month = pages.running_month()
    found = []
    for _number in range(CHOICES):
        found.append(month)
        month = month_before(month)
    return found


@require_POST
def run_start(request: HttpRequest) -> HttpResponse:
    """Ask for a month to be scored in the background; asking twice does it once."""
    operator = _operator_only(request)
    try:
        month = pages.month_or_404(request.POST.get("month", ""))
        request_scoring(month=month, by=operator, as_of=end_of_yesterday(month))
    except Http404 as error:
        messages.error(request, str(error))
    except DomainError as error:
        messages.error(request, wording.refusal(error))
    else:
        messages.success(request, _("Penghitungan %(month)s dimulai.") % {"month": wording.month(month)})
    return redirect("runs")


@require_POST
def run_retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the failed parts of a run another chance."""
    _operator_only(request)
    job = get_object_or_404(Job, pk=pk, kind=JobKind.SCORE_MONTH)
    count = retry_failed(job)
    if count:
        done = ngettext("%(count)s bagian dicoba lagi.", "%(count)s bagian dicoba lagi.", count) % {"count": count}
        messages.success(request, done)
    else:
        messages.info(request, _("Tidak ada bagian yang gagal, jadi tidak ada yang dicoba lagi."))
    return redirect("runs")


@require_GET
def run_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """One run as a fragment of the page, which asks for it again as long as it goes on."""
    _operator_only(request)
    run = queries.progress_of(pk)
    if run is None:
        raise Http404
    failures = queries.failures_of([run]).get(pk, [])
    return render(request, "scoring/_run.html", {"run": run, "failures": failures})
