"""Work written down for a day on which the person was away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dailylog.rules.checks.facts import DayFacts, Entry, Found
from kinerja.text import gettext_noop as _


def activity_on_absent_or_leave_day(facts: DayFacts) -> Iterator[Found]:
    """Entries on a day of leave, or on a past required workday without any mark (§8).

    Duty travel is work, and on a free day nobody is absent: neither is meant.
    """
    yield from _away(facts.own, on_leave=facts.on_leave, absent=facts.required and facts.over and not facts.marked)
    night = facts.night
    if night is not None:
        # The evening is over: whoever has no mark of it yet may still get that of going.
        yield from _away(
            facts.nightly, on_leave=night.away, absent=night.required and facts.over and not night.marked, mark="night"
        )


def _away(entries: Sequence[Entry], *, on_leave: bool, absent: bool, mark: str = "") -> Iterator[Found]:
    keys = tuple(entry.id for entry in entries)
    if not keys:
        return
    if on_leave:
        yield Found(_("%(count)s kegiatan dicatat pada hari cuti."), {"count": len(keys)}, keys, mark)
    elif absent:
        message = _("%(count)s kegiatan dicatat, tetapi tidak ada absen masuk atau pulang.")
        yield Found(message, {"count": len(keys)}, keys, mark)
