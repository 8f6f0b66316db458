"""Thin doors from the clock to the actions of the day; tasks may run twice."""

from celery import shared_task
from django.utils import timezone

from dailylog.actions import reminding
from dailylog.actions.check import check_night
from kinerja.audit import acting


@shared_task(name="dailylog.check_days")
def check_days() -> int:
    """Run the cross-checks over the last days; running twice finds the same."""
    with acting("check_days"):
        return check_night(today=timezone.localdate(), now=timezone.now())


@shared_task(name="dailylog.remind_afternoon")
def remind_afternoon() -> int:
    """Whoever works today and has filed nothing, at the time that each has chosen; running twice tells nobody twice."""
    with acting("remind_afternoon"):
        return reminding.remind_afternoon(now=timezone.now())


@shared_task(name="dailylog.remind_morning")
def remind_morning() -> int:
    """What ends or waits today; running twice tells nobody twice."""
    with acting("remind_morning"):
        return reminding.remind_morning(now=timezone.now())
