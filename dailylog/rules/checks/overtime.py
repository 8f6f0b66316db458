"""Checked out long after the day's end, and nothing filed for that time."""

from __future__ import annotations

from collections.abc import Iterator

from dailylog.rules.checks.facts import DayFacts, Found
from dailylog.rules.intervals import DAY
from kinerja.text import gettext_noop as _


def overtime_without_activity(facts: DayFacts) -> Iterator[Found]:
    """Checked out at least ``overtime_minutes`` after the day's end, and no entry reaches beyond that end (§8)."""
    if facts.day_end is None or facts.check_out is None or not facts.over:
        return
    late = facts.check_out - facts.day_end
    ends = [entry.span[1] for entry in facts.own] + [end for begin, end in facts.later if begin < facts.check_out]
    if late >= facts.overtime_minutes and all(end <= facts.day_end for end in ends):
        yield Found(
            _("Pulang pukul %(out_clock)s, %(minutes)s menit setelah jam kerja berakhir, tanpa kegiatan yang dicatat."),
            {"out_clock": facts.check_out % DAY, "minutes": late},
        )
