"""Whom the digest and the push messages of this moment are for: people on duty only."""

from __future__ import annotations

from datetime import datetime, time

from django.utils import timezone

from dailylog.queries.on_duty import on_duty
from organization.actions.digests import digests_to_send, open_digests
from organization.actions.pushes import subscriptions_to_wake
from organization.mailing import mail_is_set_up

#: From when on the digest of the day is made: after the reminders of the morning, which it names.
DIGEST_AT = time(8, 20)


def digests_due(*, now: datetime) -> list[int]:
    """Make the digests of the day that are due and return the ids of those to send. ``now`` is aware.

    Nobody gets one on leave, on duty travel or on a free day. What was refused before is tried again.
    """
    local = timezone.localtime(now)
    if not mail_is_set_up() or local.time() < DIGEST_AT:
        return []
    open_digests(day=local.date(), employee_ids=on_duty(local.date()), now=now)
    return digests_to_send(day=local.date(), now=now)


def pushes_due(*, now: datetime) -> list[int]:
    """Ids of the browsers to wake now, of people on duty outside their quiet hours. ``now`` is aware."""
    waiting = subscriptions_to_wake(now=now)
    present = on_duty(timezone.localdate(now), among=set(waiting.values()))
    return [subscription for subscription, person in waiting.items() if person in present]
