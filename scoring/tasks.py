"""Thin doors from Celery to the actions. Arguments are ids; tasks may run twice."""

from __future__ import annotations

from celery import shared_task

from kinerja.audit import acting
from kinerja.errors import DomainError
from scoring.actions import jobs
from scoring.models import Month
from scoring.periods import end_of_yesterday, local_now, month_before


@shared_task(name="scoring.dispatch_jobs")
def dispatch_jobs() -> None:
    """Every few seconds: wake up a worker for each waiting job, and finish the months whose parts are done."""
    for job_id in jobs.jobs_to_wake():
        run_job.delay(job_id)
    jobs.finish_parents()


@shared_task(name="scoring.run_job")
def run_job(job_id: int) -> None:
    """One OPD of one month."""
    with acting("run_job"):
        jobs.run_job(job_id)


@shared_task(name="scoring.score_tonight")
def score_tonight() -> None:
    """Every night, as of the end of yesterday: the running month, and last month while it is open (rules §11)."""
    running = local_now().date().replace(day=1)
    with acting("score_tonight"):
        for month in (running, month_before(running)):
            moment = end_of_yesterday(month)
            if moment is None or Month.objects.filter(month=month, locked_at__isnull=False).exists():
                continue
            try:
                jobs.request_scoring(month=month, as_of=moment)
            except DomainError as error:
                # Closed between the look and the request: the next night will not ask again.
                jobs.logger.info("%s: %s", month, error.message)
