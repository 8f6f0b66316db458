"""Work written down for a day on which the person was away."""

from __future__ import annotations

from collections.abc import Iterator

from dailylog.rules.checks.facts import DayFacts, Found
from kinerja.text import gettext_noop as _


def activity_on_absent_or_leave_day(facts: DayFacts) -> Iterator[Found]:
    """Entries on a day of leave, or on a past required workday without any mark (§8).

    Duty travel is work, and on a free day nobody is absent: neither is meant.
    """
    keys = tuple(entry.id for entry in facts.entries)
    if not keys:
        return
    if facts.on_leave:
        yield Found(_("%(count)s kegiatan dicatat pada hari cuti."), {"count": len(keys)}, keys)
    elif facts.required and facts.over and not facts.marked:
        yield Found(
            _("%(count)s kegiatan dicatat, tetapi tidak ada absen masuk atau pulang."), {"count": len(keys)}, keys
        )
