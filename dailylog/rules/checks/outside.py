"""Work written down for hours in which the person was not there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dailylog.rules.checks.facts import DayFacts, Entry, Found
from dailylog.rules.intervals import DAY, Interval, length, outside
from kinerja.text import gettext_noop as _


def activity_outside_presence(facts: DayFacts) -> Iterator[Found]:
    """An entry with minutes neither in presence nor in approved overtime (§8); on days without marks: another."""
    if facts.presence is not None and not facts.on_leave:
        yield from _outside(facts.own, facts.presence, facts.overtime)
    night = facts.night
    if night is not None and night.presence is not None and not night.away:
        yield from _outside(facts.nightly, night.presence, facts.overtime)


def _outside(entries: Iterable[Entry], presence: Interval, overtime: Sequence[Interval]) -> Iterator[Found]:
    for entry in entries:
        minutes = length(outside([entry.span], [presence, *overtime]))
        if minutes:
            yield Found(
                _("%(minutes)s menit kegiatan di luar kehadiran %(in_clock)s–%(out_clock)s."),
                {"minutes": minutes, "in_clock": presence[0] % DAY, "out_clock": presence[1] % DAY},
                (entry.id,),
                str(entry.id),
            )
