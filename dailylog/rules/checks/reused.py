"""The same picture shown twice."""

from __future__ import annotations

from collections.abc import Iterator

from dailylog.rules.checks.facts import DayFacts, Found
from kinerja.text import gettext_noop as _


def reused_photo(facts: DayFacts) -> Iterator[Found]:
    """A photograph that is the same or near-same as earlier evidence of anyone for another entry (§8)."""
    for entry in facts.entries:
        for photo in entry.photos:
            if photo.matches:
                first = min(photo.matches, key=lambda match: match.date)
                message = (
                    _("Foto sama dengan foto pegawai lain tanggal %(on_date)s.")
                    if first.foreign
                    else _("Foto sama dengan foto sendiri tanggal %(on_date)s.")
                )
                yield Found(message, {"on_date": str(first.date)}, (entry.id,), str(photo.evidence_id))
