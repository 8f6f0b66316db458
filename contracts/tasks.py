"""Thin doors from Celery to the actions. Arguments are ids; tasks may run twice."""

from celery import shared_task
from django.utils import timezone

from contracts.actions import copy_jobs, handover, reminding
from kinerja.audit import acting


@shared_task(name="contracts.dispatch_copies")
def dispatch_copies() -> None:
    """Every few seconds: wake up a worker for each run of copying that nobody is at."""
    for copy_id in copy_jobs.copies_to_wake():
        run_copy.delay(copy_id)


@shared_task(name="contracts.run_copy")
def run_copy(copy_id: int) -> None:
    """Last year's agreements of one round, copied forward."""
    with acting("copy_forward"):
        copy_jobs.run_copy(copy_id)


@shared_task(name="contracts.remind_late")
def remind_late() -> None:
    """In the morning: whoever is late with an agreement, on the reminder days of each open round."""
    with acting("remind_late"):
        reminding.remind_late()


@shared_task(name="contracts.close_left")
def close_left() -> None:
    """Every hour: end the agreements of those who left their posts, and open the successors' drafts."""
    with acting("close_left"):
        handover.close_left_agreements(timezone.localdate())
