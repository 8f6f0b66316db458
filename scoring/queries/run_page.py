"""The months and their scoring as the operator sees them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from kinerja.unchanged import until_changed
from organization.models import Unit
from scoring.models import Job, JobKind, JobState, Month, Revision
from scoring.queries.published import CURRENT


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the scoring of a month is: parts done and failed of all."""

    job: Job
    total: int
    done: int
    failed: int

    @property
    def running(self) -> bool:
        """Whether something is still to come."""
        return self.job.state in {JobState.PENDING, JobState.RUNNING}

    @property
    def percent(self) -> int:
        """Whole per cent of the parts that are done or given up."""
        return (self.done + self.failed) * 100 // self.total if self.total else 100


@dataclass(frozen=True, slots=True)
class Failure:
    """A part that failed: the OPD's name (empty: people outside every OPD), how often it was tried, and why."""

    name: str
    attempts: int
    error: str


@until_changed("scoring_job", "organization_employee")
def latest_runs(count: int = 10) -> tuple[Progress, ...]:
    """The last runs, the newest first; one short query while nothing changes."""
    jobs = Job.objects.filter(kind=JobKind.SCORE_MONTH).select_related("requested_by").order_by("-created_at", "-id")
    return tuple(_with_progress(list(jobs[:count])))


def progress_of(job_id: int) -> Progress | None:
    """One run."""
    jobs = Job.objects.filter(pk=job_id, kind=JobKind.SCORE_MONTH).select_related("requested_by")
    return next(iter(_with_progress(list(jobs))), None)


def _with_progress(jobs: Sequence[Job]) -> list[Progress]:
    parts = Job.objects.filter(parent__in=jobs).order_by().values_list("parent_id", "state").annotate(Count("pk"))
    counts: dict[int, dict[str, int]] = {}
    for parent, state, count in parts:
        counts.setdefault(parent or 0, {})[state] = count
    return [_progress(job, counts.get(job.pk, {})) for job in jobs]


def _progress(job: Job, counts: dict[str, int]) -> Progress:
    return Progress(job, sum(counts.values()), counts.get(JobState.DONE, 0), counts.get(JobState.FAILED, 0))


def failures_of(runs: Sequence[Progress]) -> dict[int, list[Failure]]:
    """Run → its failed parts with their causes; two queries, none when nothing failed."""
    failed = [run.job.pk for run in runs if run.failed]
    if not failed:
        return {}
    parts = list(Job.objects.filter(parent_id__in=failed, state=JobState.FAILED).order_by("unit_code"))
    names = dict(Unit.objects.filter(code__in=[part.unit_code for part in parts]).values_list("code", "name"))
    found: dict[int, list[Failure]] = {}
    for part in parts:
        failure = Failure(names.get(part.unit_code, ""), part.attempts, part.error)
        found.setdefault(part.parent_id or 0, []).append(failure)
    return found


@dataclass(frozen=True, slots=True)
class MonthLine:
    """A month with its revision that counts, if it was scored."""

    month: Month
    revision: Revision | None


@until_changed("scoring_month", "scoring_revision")
def month_lines(count: int = 24) -> tuple[MonthLine, ...]:
    """The last months, the newest first; one short query while nothing changes."""
    months = list(Month.objects.order_by("-month")[:count])
    revisions = Revision.objects.filter(month__in=months, state__in=CURRENT).defer("inputs", "policy")
    current = {revision.month_id: revision for revision in revisions}
    return tuple(MonthLine(month, current.get(month.month)) for month in months)
