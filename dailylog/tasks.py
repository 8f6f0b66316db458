"""Nightly work of the day."""

from celery import shared_task
from django.utils import timezone

from dailylog.actions.check import check_night
from kinerja.audit import acting


@shared_task(name="dailylog.check_days")
def check_days() -> int:
    """Run the cross-checks over the last days; running twice finds the same."""
    with acting("check_days"):
        return check_night(today=timezone.localdate(), now=timezone.now())
