"""Thin doors from the clock to the actions of this floor; tasks may run twice."""

from celery import shared_task
from django.utils import timezone

from kinerja.audit import acting
from organization.actions.calendar import remind_of_holidays as remind
from organization.actions.seals import hand_out_head as hand_out


@shared_task(name="organization.hand_out_head")
def hand_out_head() -> int:
    """Tell the inspectorate the head of the chain; running twice tells nobody twice."""
    with acting("hand_out_head"):
        return hand_out(day=timezone.localdate())


@shared_task(name="organization.remind_of_holidays")
def remind_of_holidays() -> int:
    """Ask for the holidays of a year that has none; running twice tells nobody twice."""
    with acting("remind_of_holidays"):
        return remind(day=timezone.localdate())
