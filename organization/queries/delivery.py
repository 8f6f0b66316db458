"""How many mails and push messages went out or wrong; never whose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Min, Q, QuerySet

from organization.mailing import ATTEMPTS, mail_is_set_up
from organization.models import Digest, PushSubscription

#: How many days the page shows.
DAYS = 14


@dataclass(frozen=True, slots=True)
class MailDay:
    """The digests of one day: sent, still to be tried, given up, and ``unknown`` where a worker died while sending.

    The rest of ``made`` needed no mail: everything was read meanwhile.
    """

    day: date
    made: int
    sent: int
    waiting: int
    given_up: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of failure as the other server named it, and how often it stands."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Delivery:
    """What the operator sees. ``retry_at`` is when the first failing browser is tried again."""

    mail: bool
    days: Sequence[MailDay]
    mail_kinds: Sequence[Kind]
    browsers: int
    failing: int
    push_kinds: Sequence[Kind]
    retry_at: datetime | None

    @property
    def today(self) -> MailDay | None:
        """The digests of the latest day, which alone can still be sent."""
        return self.days[0] if self.days else None


def delivery_on(today: date) -> Delivery:
    """Counts of the last two weeks; two queries, and one for each kind of failure that there is."""
    recent = Digest.objects.filter(day__gt=today - timedelta(days=DAYS))
    unsent = Q(sent_at__isnull=True)
    refused = unsent & ~Q(failure="")
    rows = recent.values("day").annotate(
        made=Count("pk"),
        sent=Count("pk", filter=~unsent),
        waiting=Count("pk", filter=unsent & Q(claimed_at__isnull=True) | refused & Q(attempts__lt=ATTEMPTS)),
        given_up=Count("pk", filter=refused & Q(attempts__gte=ATTEMPTS)),
        unknown=Count("pk", filter=unsent & Q(failure="", claimed_at__isnull=False, attempts__lt=ATTEMPTS)),
    )
    browsers = PushSubscription.objects.aggregate(
        every=Count("pk"), failing=Count("pk", filter=Q(failures__gt=0)), retry_at=Min("retry_at")
    )
    days = [MailDay(**row) for row in rows.order_by("-day")]
    return Delivery(
        mail=mail_is_set_up(),
        days=days,
        # What was refused is given up or waits; mostly there is none.
        mail_kinds=_kinds(recent.filter(refused)) if any(day.given_up or day.waiting for day in days) else (),
        browsers=browsers["every"],
        failing=browsers["failing"],
        push_kinds=_kinds(PushSubscription.objects.filter(failures__gt=0)) if browsers["failing"] else (),
        retry_at=browsers["retry_at"],
    )


def _kinds(rows: QuerySet[Any]) -> list[Kind]:
    counted = rows.order_by().values_list("failure").annotate(count=Count("pk")).order_by("-count", "failure")
    return [Kind(name, count) for name, count in counted]
