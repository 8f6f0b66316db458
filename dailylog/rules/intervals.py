"""Stretches of one day, in whole minutes since midnight; an end does not belong to its stretch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import time

Interval = tuple[int, int]
DAY = 24 * 60
#: When the break of a working day is taken to begin; the schedule knows only its length.
NOON = 12 * 60
#: A stretch shorter than this is no proposal for longer work.
SHORTEST = 30


def minutes_of(clock: time) -> int:
    """Minutes since midnight; seconds are cut off (rules §0)."""
    return clock.hour * 60 + clock.minute


def clock_of(minutes: int) -> time:
    """The clock time of a minute of the day; the end of the day is 23:59."""
    return time(*divmod(min(minutes, DAY - 1), 60))


def merge(intervals: Iterable[Interval]) -> list[Interval]:
    """The same minutes as disjoint ascending stretches; empty ones vanish."""
    merged: list[Interval] = []
    for start, end in sorted(intervals):
        if end <= start:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def length(intervals: Iterable[Interval]) -> int:
    """Minutes of the union: what overlaps is counted once (rules §4)."""
    return sum(end - start for start, end in merge(intervals))


def shared(left: Iterable[Interval], right: Iterable[Interval]) -> int:
    """Minutes that lie in both unions."""
    others = merge(right)
    return sum(max(0, min(end, stop) - max(start, begin)) for start, end in merge(left) for begin, stop in others)


def gaps(window: Interval, busy: Iterable[Interval]) -> list[Interval]:
    """What is left of the window, ascending."""
    found = []
    at, last = window
    for start, end in merge(busy):
        found.append((at, min(start, last)))
        at = max(at, end)
    found.append((at, last))
    return [(start, end) for start, end in found if start < end]


def outside(intervals: Iterable[Interval], windows: Iterable[Interval]) -> list[Interval]:
    """What of the intervals lies in none of the windows, ascending."""
    allowed = merge(windows)
    return [left for interval in merge(intervals) for left in gaps(interval, allowed)]


def overlaps(intervals: Sequence[Interval]) -> list[tuple[int, int]]:
    """The pairs of positions whose intervals share a minute."""
    return [
        (i, j)
        for i, (start, end) in enumerate(intervals)
        for j, (begin, stop) in enumerate(intervals[i + 1 :], start=i + 1)
        if start < stop and begin < end
    ]


def allot(wishes: Sequence[int], *, window: Interval, busy: Iterable[Interval] = ()) -> list[Interval | None]:
    """A stretch for each wish (minutes), in turn, inside the window and clear of what is busy and of each other.

    A wish takes the beginning of the first free stretch in which it fits, or else of the first that has half an hour,
    cut short there; None where nothing like that is left.
    """
    taken = list(busy)
    found: list[Interval | None] = []
    for wish in wishes:
        free = gaps(window, taken)
        fitting = [gap for least in (wish, min(wish, SHORTEST)) for gap in free if gap[1] - gap[0] >= least]
        if not fitting:
            found.append(None)
            continue
        start, end = fitting[0]
        slot = (start, min(end, start + wish))
        taken.append(slot)
        found.append(slot)
    return found
