"""Two pieces of work at the same time."""

from __future__ import annotations

from collections.abc import Iterator

from dailylog.rules.checks.facts import DayFacts, Found
from dailylog.rules.intervals import overlaps
from kinerja.text import gettext_noop as _


def overlapping_activities(facts: DayFacts) -> Iterator[Found]:
    """Each pair of entries that share a minute (§8); overlapping minutes are counted once anyway (§4)."""
    for i, j in overlaps([entry.span for entry in facts.entries]):
        one, other = facts.entries[i], facts.entries[j]
        start, end = max(one.span[0], other.span[0]), min(one.span[1], other.span[1])
        keys = tuple(sorted((one.id, other.id)))
        yield Found(
            _("Dua kegiatan pada waktu yang sama, %(start_clock)s–%(end_clock)s."),
            {"start_clock": start, "end_clock": end},
            keys,
            f"{keys[0]}-{keys[1]}",
        )
