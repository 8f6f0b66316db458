"""Approved faster than anybody reads."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta


def bulk_approvals(moments: Sequence[datetime], *, entries: int, seconds: int) -> list[tuple[datetime, int]]:
    """Bursts of at least ``entries`` approvals within ``seconds``: when each began, and how many it had (§8).

    ``moments`` are ascending. A burst goes on as long as the next approval follows within ``seconds`` of its window.
    """
    found: list[tuple[datetime, int]] = []
    first = 0
    while first < len(moments):
        last = first
        while last + 1 < len(moments) and moments[last + 1] - moments[first] <= timedelta(seconds=seconds):
            last += 1
        if last - first + 1 >= entries:
            found.append((moments[first], last - first + 1))
            first = last + 1
        else:
            first += 1
    return found
