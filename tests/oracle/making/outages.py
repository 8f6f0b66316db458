"""Outages over filing deadlines: of everything, of OPDs, of single units, in chains, and just beside the deadline.

No interchange table carries outages. The file of this name is the oracle's own; the program skips it, and whoever
compares the two enters the rows by hand.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.oracle.days import filing_deadline
from tests.oracle.making.draft import Draft
from tests.oracle.records import City

SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)
#: How long before a deadline an outage begins, and how long after the deadline it ends.
BEFORE = [timedelta(0), SECOND, 2 * HOUR, 5 * HOUR, 30 * HOUR, -SECOND]
AFTER = [timedelta(0), SECOND, HOUR, 5 * HOUR, -SECOND]


def _units(draft: Draft, city: City) -> str:
    """Mostly units with many below them, so that the tree matters."""
    kinds = draft.rng.choice([{"opd"}, {"opd"}, {"opd", "division", "team", "region"}])
    codes = sorted(code for code, unit in city.units.items() if unit.kind in kinds)
    count = min(len(codes), draft.rng.choice([0, 1, 1, 1, 2, 3]))
    return " ".join(draft.rng.sample(codes, count))


def _outage(draft: Draft, deadline: datetime, units: str) -> None:
    start, end = deadline - draft.rng.choice(BEFORE), deadline + draft.rng.choice(AFTER)
    if end <= start:
        end = start + HOUR
    draft.add("outages", start.isoformat(), end.isoformat(), units)


def make_outages(draft: Draft, city: City) -> None:
    """Around the deadlines of some days of each detailed month, always those of its twelfth, once in a chain."""
    for month in draft.months:
        days = month.days()
        for day in [days[11], *draft.rng.sample(days, 3)]:
            deadline = filing_deadline(city, day)
            _outage(draft, deadline, _units(draft, city))
            if draft.rng.random() < 0.5:
                # Another one, soon after: it reaches what the first one gave, or not.
                _outage(draft, deadline + draft.rng.choice([HOUR, 4 * HOUR, 40 * HOUR]), _units(draft, city))
