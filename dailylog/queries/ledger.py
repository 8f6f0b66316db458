"""The ledger of outages as the rules read it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from dailylog.models import Disturbance
from dailylog.rules.outages import Ledger, Outage
from kinerja.prepared import Prepared

#: An outage that begins later than this after a deadline cannot hold what others have made of it.
AFTER = timedelta(days=7)


# Asked on every page of a day: written out, because building it from models takes longer than answering it.
_BETWEEN = Prepared(
    "dailylog_outages",
    """
SELECT d.start, d."end", ARRAY(SELECT unit_id FROM dailylog_disturbance_units WHERE disturbance_id = d.id), d.note
FROM dailylog_disturbance d
WHERE d."end" >= %(first)s AND d.start <= %(last)s ORDER BY d.start, d.id
""",
    first="timestamptz",
    last="timestamptz",
)


def ledger_between(first: datetime, last: datetime | None = None) -> Ledger:
    """The outages that could move a deadline from ``first`` to ``last`` (local time without zone); one query."""
    since, until = timezone.make_aware(first), timezone.make_aware((last or first) + AFTER)
    rows = _BETWEEN.rows({"first": since, "last": until})
    return Ledger(tuple(Outage(_local(start), _local(end), frozenset(ids), note) for start, end, ids, note in rows))


def outage_of(row: Disturbance) -> Outage:
    """A row of the ledger as the rules read it; one query for its units."""
    units = frozenset(row.units.values_list("pk", flat=True))
    return Outage(_local(row.start), _local(row.end), units, row.note)


def _local(instant: datetime) -> datetime:
    return timezone.localtime(instant).replace(tzinfo=None)
