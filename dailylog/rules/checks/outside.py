"""Work written down for hours in which the person was not there."""

from __future__ import annotations

from collections.abc import Iterator

from dailylog.rules.checks.facts import DayFacts, Found
from dailylog.rules.intervals import length, outside
from kinerja.text import gettext_noop as _


def activity_outside_presence(facts: DayFacts) -> Iterator[Found]:
    """An entry with minutes neither in presence nor in approved overtime (§8); on days without marks: another."""
    presence = facts.presence
    if presence is None or facts.on_leave:
        return
    for entry in facts.entries:
        minutes = length(outside([entry.span], [presence, *facts.overtime]))
        if minutes:
            yield Found(
                _("%(minutes)s menit kegiatan di luar kehadiran %(in_clock)s–%(out_clock)s."),
                {"minutes": minutes, "in_clock": presence[0], "out_clock": presence[1]},
                (entry.id,),
                str(entry.id),
            )
