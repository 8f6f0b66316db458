"""The ledger of outages as the rules read it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q, Value
from django.utils import timezone

from dailylog.models import Disturbance
from dailylog.rules.outages import Ledger, Outage

#: An outage that begins later than this after a deadline cannot hold what others have made of it.
AFTER = timedelta(days=7)


def ledger_between(first: datetime, last: datetime | None = None) -> Ledger:
    """The outages that could move a deadline from ``first`` to ``last`` (local time without zone); one query."""
    near = Disturbance.objects.filter(
        end__gte=timezone.make_aware(first), start__lte=timezone.make_aware((last or first) + AFTER)
    )
    hit = ArrayAgg("units", filter=Q(units__isnull=False), default=Value([]))
    rows = near.annotate(hit=hit).order_by("start", "pk").values_list("start", "end", "hit", "note")
    return Ledger(tuple(Outage(_local(start), _local(end), frozenset(ids), note) for start, end, ids, note in rows))


def outage_of(row: Disturbance) -> Outage:
    """A row of the ledger as the rules read it; one query for its units."""
    units = frozenset(row.units.values_list("pk", flat=True))
    return Outage(_local(row.start), _local(row.end), units, row.note)


def _local(instant: datetime) -> datetime:
    return timezone.localtime(instant).replace(tzinfo=None)
