"""Who holds a post on a day, in plain values (rules §1, §3)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kinerja.days import ONE_DAY


@dataclass(frozen=True, slots=True)
class Holding:
    """An assignment with what scoring needs of its post; ``end`` None is endless, both ends inclusive."""

    employee_id: int
    nip: str
    position_id: int
    position_code: str
    unit_id: int
    level: str
    tpp_base: Decimal
    definitive: bool
    start: date
    end: date | None

    def covers(self, first: date, last: date | None = None) -> bool:
        """Whether the holding spans every day from ``first`` to ``last`` (default: just ``first``)."""
        return self.start <= first and (self.end is None or self.end >= (last or first))


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of days on which one holding is the employee's assignment."""

    first: date
    last: date
    holding: Holding


def assignment_on(holdings: Iterable[Holding], day: date) -> Holding | None:
    """The assignment of an employee on a day: the definitive one, else the acting one that began latest (rules §1).

    Ties go to the lower code of the post (rules §0).
    """
    found = [holding for holding in holdings if holding.covers(day)]
    if len(found) < 2:
        return found[0] if found else None
    found.sort(key=lambda holding: holding.position_code)
    return max(found, key=lambda holding: (holding.definitive, holding.start))


def spans(holdings: Sequence[Holding], first: date, last: date) -> list[Span]:
    """The days from ``first`` to ``last`` cut where the assignment changes; days without one are left out."""
    if len(holdings) == 1 and holdings[0].covers(first, last):
        return [Span(first, last, holdings[0])]
    cuts = {first}
    for holding in holdings:
        if first < holding.start <= last:
            cuts.add(holding.start)
        if holding.end is not None and first <= holding.end < last:
            cuts.add(holding.end + ONE_DAY)
    starts = sorted(cuts)
    ends = [start - ONE_DAY for start in starts[1:]] + [last]
    found = ((start, end, assignment_on(holdings, start)) for start, end in zip(starts, ends, strict=True))
    return [Span(start, end, holding) for start, end, holding in found if holding is not None]


def deciding(month_spans: Sequence[Span]) -> Holding | None:
    """The deciding assignment of a month: that of the last day on which there is one (rules §1)."""
    return month_spans[-1].holding if month_spans else None


def head_of(holders: Iterable[Holding], level: str, day: date) -> Holding | None:
    """Head of a unit on a day among the holders of its posts: definitive before acting, then the latest start (§3).

    Ties go to the lower NIP (rules §0).
    """
    found = [holding for holding in holders if holding.level == level and holding.covers(day)]
    found.sort(key=lambda holding: holding.nip)
    return max(found, key=lambda holding: (holding.definitive, holding.start), default=None)
