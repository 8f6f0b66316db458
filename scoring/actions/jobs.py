"""Background scoring: the job row is the truth, a message only wakes a worker up (reliability: outbox).

A worker claims a job by locking its row and does the work in the same transaction that marks it done. A worker that
dies rolls both back, so that nothing is lost or doubled; the dispatcher wakes the row up again.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import connection, transaction
from django.db.models import F, Q
from django.utils import timezone

from organization.models import Employee, Unit
from scoring.actions.score import finish_revision, open_revision, scopes, score_scope
from scoring.measurement.figures import UnitFigure
from scoring.models import Job, JobKind, JobState, Revision
from scoring.periods import local_now, to_aware, to_local
from scoring.queries.scene import NO_PLACE, Scene

logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 3
#: A job that was woken up and not taken in this time is woken up again: its message may be lost.
WAKE_AGAIN = timedelta(seconds=60)
OPEN = [JobState.PENDING, JobState.RUNNING]


def request_scoring(*, month: date, by: Employee | None = None, as_of: datetime | None = None) -> Job:
    """Ask for ``month`` to be scored in the background; an open request for the same month is given back instead.

    DomainError as ``score_month``. The dispatcher finds the rows; nothing here talks to Redis.
    """
    moment = as_of or local_now()
    with transaction.atomic():
        scene = Scene(month, moment)
        revision = open_revision(scene)
        existing = Job.objects.filter(kind=JobKind.SCORE_MONTH, month=month, state__in=OPEN).first()
        if existing is not None:
            return existing
        parent = Job.objects.create(
            kind=JobKind.SCORE_MONTH,
            month=month,
            as_of=to_aware(moment),
            state=JobState.RUNNING,
            revision=revision,
            requested_by=by,
            started_at=timezone.now(),
        )
        codes = dict(Unit.objects.values_list("id", "code"))
        Job.objects.bulk_create(
            Job(
                kind=JobKind.SCORE_OPD,
                month=month,
                unit_code=codes.get(scope, ""),
                as_of=parent.as_of,
                parent=parent,
                revision=revision,
            )
            for scope in scopes()
        )
    return parent


def jobs_to_wake(now: datetime | None = None) -> list[int]:
    """Ids of the pending jobs that no message is out for; they are marked as woken up."""
    now = now or timezone.now()
    with transaction.atomic():
        waiting = Job.objects.filter(kind=JobKind.SCORE_OPD, state=JobState.PENDING)
        waiting = waiting.filter(Q(sent_at__isnull=True) | Q(sent_at__lt=now - WAKE_AGAIN))
        ids = list(waiting.select_for_update(skip_locked=True).order_by("id").values_list("id", flat=True))
        Job.objects.filter(id__in=ids).update(sent_at=now)
    return ids


def run_job(job_id: int) -> bool:
    """Do one OPD's job unless it is done or somebody is at it; True when this call did it.

    After ``MAX_ATTEMPTS`` attempts that ended without a result the job has failed and says why.
    """
    if not _count_attempt(job_id):
        return False
    try:
        done = _work(job_id)
    except Exception as error:  # whatever went wrong belongs into the job's row, where the operator sees it
        logger.exception("job %s", job_id)
        Job.objects.filter(pk=job_id).update(error=f"{type(error).__name__}: {error}"[:2000], sent_at=None)
        done = False
    finish_parents()
    return done


def _count_attempt(job_id: int) -> bool:
    """Count an attempt before it begins, so that a job that kills its worker is given up in the end."""
    with transaction.atomic():
        job = Job.objects.select_for_update(skip_locked=True).filter(pk=job_id, state=JobState.PENDING).first()
        if job is None:
            return False
        if job.attempts >= MAX_ATTEMPTS:
            message = job.error or "Pekerja berhenti di tengah jalan."
            Job.objects.filter(pk=job_id).update(state=JobState.FAILED, error=message, finished_at=timezone.now())
            return False
        Job.objects.filter(pk=job_id).update(attempts=F("attempts") + 1, started_at=timezone.now())
    return True


def _work(job_id: int) -> bool:
    with transaction.atomic():
        job = Job.objects.select_for_update(skip_locked=True).filter(pk=job_id, state=JobState.PENDING).first()
        if job is None or job.revision_id is None:
            return False
        _hold_open(job.month)
        scope = Unit.objects.get(code=job.unit_code).pk if job.unit_code else NO_PLACE
        revision = Revision.objects.get(pk=job.revision_id)
        scene = Scene(job.month, to_local(job.as_of), scope)
        _leave_above(job, score_scope(scene, revision, above=_found_above(job)))
        Job.objects.filter(pk=job_id).update(state=JobState.DONE, error="", finished_at=timezone.now())
    return True


def _found_above(job: Job) -> dict[int, UnitFigure]:
    """The figures above the OPDs that an earlier part left: a region's head alone sums up the whole city's cascade."""
    kept = job.parent.above if job.parent else {}
    return {
        int(unit): UnitFigure(int(unit), head, agreement, iko and Decimal(iko), to_date and Decimal(to_date), reason)
        for unit, (head, agreement, iko, to_date, reason) in kept.items()
    }


def _leave_above(job: Job, figures: Sequence[UnitFigure]) -> None:
    """Leave them for the other parts, unless one has done so."""
    if figures and job.parent_id:
        above = {
            str(each.unit_id): [
                each.head_id,
                each.agreement_id,
                None if each.iko is None else str(each.iko),
                None if each.iko_ytd is None else str(each.iko_ytd),
                each.reason,
            ]
            for each in figures
        }
        Job.objects.filter(pk=job.parent_id, above={}).update(above=above)


def _hold_open(month: date) -> None:
    """Keep the month from being closed while a part of it is being written."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM scoring_month WHERE month = %s FOR SHARE", [month])


def finish_parents() -> None:
    """Finish every month whose parts are all done or failed."""
    running = Job.objects.filter(kind=JobKind.SCORE_MONTH, state=JobState.RUNNING)
    for parent_id in list(running.values_list("id", flat=True)):
        with transaction.atomic():
            parent = running.select_for_update().filter(pk=parent_id).first()
            if parent is None or parent.children.filter(state__in=OPEN).exists():
                continue
            failed = list(parent.children.filter(state=JobState.FAILED).values_list("unit_code", flat=True))
            _finish(parent, failed)


def _finish(parent: Job, failed: Sequence[str]) -> None:
    parent.state = JobState.FAILED if failed else JobState.DONE
    parent.error = f"Gagal: {', '.join(code or '-' for code in failed)}" if failed else ""
    parent.finished_at = timezone.now()
    parent.save(update_fields=["state", "error", "finished_at"])
    if not failed and parent.revision is not None:
        finish_revision(parent.revision)


def retry_failed(parent: Job) -> int:
    """Give the failed parts of a month another chance; their number."""
    with transaction.atomic():
        count = parent.children.filter(state=JobState.FAILED).update(
            state=JobState.PENDING, attempts=0, error="", sent_at=None, finished_at=None
        )
        if count:
            Job.objects.filter(pk=parent.pk).update(state=JobState.RUNNING, error="", finished_at=None, above={})
    return count
