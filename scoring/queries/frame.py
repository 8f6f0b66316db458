"""The month of a page: its revision, its neighbours, and the last month that has figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from scoring.models import Revision, RevisionState
from scoring.periods import last_day, month_before, to_local
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
    return to_local(revision.as_of).date() >= last_day(revision.month_id)


def month_after(month: date) -> date:
    """The first day of the month after."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def frame_of(month: date) -> Frame:
    """The frame of a month, in one query."""
    around = [month_before(month), month, month_after(month)]
    # The inputs are a copy of the whole unit tree, which no page of a month reads from there.
    revisions = Revision.objects.filter(month__in=around, state__in=CURRENT).defer("inputs")
    found = {revision.month_id: revision for revision in revisions.order_by()}
    before, _month, after = (day if day in found else None for day in around)
    return Frame(month, found.get(month), before, after)


def latest_month(until: date) -> date | None:
    """The last month with figures that had begun by a day."""
    revisions = Revision.objects.filter(state__in=CURRENT, month__lte=until)
    return revisions.order_by("-month").values_list("month_id", flat=True).first()


def latest_finished_month(today: date) -> date:
    """The last month with figures that is over; the running one when there is none."""
    running = today.replace(day=1)
    return latest_month(month_before(running)) or running
