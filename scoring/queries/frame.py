"""The month of a page: its revision, its neighbours, and the last month that has figures."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection

from kinerja.days import last_of_month
from scoring.models import Revision, RevisionState
from scoring.periods import month_after, month_before, to_local
from scoring.queries.published import CURRENT


@dataclass(frozen=True, slots=True)
class Frame:
    """A month with the revision that counts; ``before`` and ``after`` are neighbours that have figures."""

    month: date
    revision: Revision | None
    before: date | None
    after: date | None

    @property
    def state(self) -> str:
        """``locked``, ``provisional``, ``running`` (its first scoring is under way), or ``none``."""
        return self.revision.state if self.revision else "none"

    @property
    def finished(self) -> bool:
        """Whether the figures are those of the whole month, and not of its first days."""
        return self.revision is not None and is_finished(self.revision)

    @property
    def locked(self) -> bool:
        """Whether the month is closed."""
        return self.state == RevisionState.LOCKED


def is_finished(revision: Revision) -> bool:
    """Whether a revision was scored after its month's last day had begun."""
    return to_local(revision.as_of).date() >= last_of_month(revision.month_id)


# Read on every page of a month: written out, because building the query from the model takes longer than answering it.
# The inputs are a copy of the whole unit tree, which no page of a month reads from there.
_FIELDS = ("id", "month_id", "number", "state", "as_of", "policy", "seal", "started_at", "finished_at")
_AROUND = f"SELECT {', '.join(_FIELDS)} FROM scoring_revision WHERE month_id = ANY(%s) AND state = ANY(%s)"  # noqa: S608 -- names of our columns

_LATEST = "SELECT max(month_id) FROM scoring_revision WHERE state = ANY(%s) AND month_id <= %s"


def frame_of(month: date) -> Frame:
    """The frame of a month, in one query."""
    around = [month_before(month), month, month_after(month)]
    with connection.cursor() as cursor:
        cursor.execute(_AROUND, [around, [str(state) for state in CURRENT]])
        found = {row[1]: row for row in cursor.fetchall()}
    before, _month, after = (day if day in found else None for day in around)
    return Frame(month, _revision(found[month]) if month in found else None, before, after)


def _revision(row: tuple[Any, ...]) -> Revision:
    values = dict(zip(_FIELDS, row, strict=True))
    values["policy"] = json.loads(values["policy"])
    return Revision.from_db(DEFAULT_DB_ALIAS, list(_FIELDS), list(values.values()))


def latest_month(until: date) -> date | None:
    """The last month with figures that had begun by a day."""
    with connection.cursor() as cursor:
        cursor.execute(_LATEST, [[str(state) for state in CURRENT], until])
        found: date | None = cursor.fetchone()[0]
    return found


def latest_finished_month(today: date) -> date:
    """The last month with figures that is over; the running one when there is none."""
    running = today.replace(day=1)
    return latest_month(month_before(running)) or running
