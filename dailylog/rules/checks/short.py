"""A day of work from anywhere that was too short."""

from __future__ import annotations

from collections.abc import Iterator

from dailylog.rules.checks.facts import DayFacts, Found
from kinerja.text import gettext_noop as _


def short_wfa_day(facts: DayFacts) -> Iterator[Found]:
    """Mode ``wfa``, both marks, and a presence without the break short of what the day demands (§6, §8)."""
    if facts.mode != "wfa" or not facts.required or facts.check_in is None or facts.check_out is None:
        return
    if facts.day_start is None or facts.day_end is None or not facts.over:
        return
    due = min(facts.day_end - facts.day_start - facts.break_minutes, facts.wfa_max_minutes)
    short = due - (facts.check_out - facts.check_in - facts.break_minutes)
    if short > 0:
        yield Found(
            _("Bekerja dari mana saja kurang %(short)s menit dari %(due)s menit yang dituntut."),
            {"short": short, "due": due},
        )
