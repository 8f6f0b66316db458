"""Thin doors from the clock to the actions of the day; tasks may run twice."""

from celery import shared_task
from django.utils import timezone

from dailylog.actions import escalating, reaching, reminding
from dailylog.actions.check import check_night
from kinerja.audit import acting
from organization.actions import digests, pushes


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


@shared_task(name="dailylog.tell_passed_on")
def tell_passed_on() -> int:
    """What was not decided in time and was passed on to a next superior; running twice tells nobody twice."""
    with acting("tell_passed_on"):
        return escalating.tell_passed_on(now=timezone.now())


@shared_task(name="dailylog.forget_reminders")
def forget_reminders() -> int:
    """Every night: delete the reminders of days long past."""
    return reminding.forget_reminders(today=timezone.localdate())


@shared_task(name="dailylog.dispatch_digests")
def dispatch_digests() -> None:
    """Every ten minutes of the working day: make the digests that are due, and wake a worker for each unsent one."""
    for digest_id in reaching.digests_due(now=timezone.now()):
        send_digest.delay(digest_id)


@shared_task(name="dailylog.send_digest")
def send_digest(digest_id: int) -> None:
    """One e-mail, at most once."""
    digests.send_digest(digest_id=digest_id, now=timezone.now())


@shared_task(name="dailylog.dispatch_pushes")
def dispatch_pushes() -> None:
    """Every minute: wake a worker for each browser whose person has something new and wants to hear it now."""
    for subscription_id in reaching.pushes_due(now=timezone.now()):
        send_push.delay(subscription_id)


@shared_task(name="dailylog.send_push")
def send_push(subscription_id: int) -> None:
    """One message to one browser; running twice shows nothing twice."""
    pushes.push_news(subscription_id=subscription_id, now=timezone.now())
