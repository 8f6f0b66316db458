"""Outages of the program: whom they concern, and until when those file (docs/decisions/0024)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from tests.oracle.days import assignment_on, filing_deadline
from tests.oracle.records import City, Outage

A_DAY = timedelta(days=1)


def concerns(city: City, outage: Outage, nip: str, day: date) -> bool:
    """An outage of units concerns whoever belongs, on the day, to one of them or to a unit anywhere below."""
    if not outage.units:
        return True
    post = assignment_on(city, nip, day)
    code = city.positions[post.position].unit if post else ""
    while code and code not in outage.units:
        code = city.units[code].parent
    return bool(code)


def given(outage: Outage) -> datetime:
    """As long after the end as it lasted, at most a day."""
    return outage.end + min(outage.end - outage.start, A_DAY)


def moved(deadline: datetime, outages: list[Outage]) -> datetime:
    """The latest that the outages give which lie over the deadline or begin before what was given so far."""
    reached = deadline
    while True:
        touching = [o for o in outages if o.end >= deadline and o.start <= reached]
        latest = max([reached, *map(given, touching)])
        if latest == reached:
            return reached
        reached = latest


def own_filing_deadline(city: City, nip: str, day: date) -> datetime:
    """The last instant at which a person files a day in time."""
    return moved(filing_deadline(city, day), [o for o in city.outages if concerns(city, o, nip, day)])
