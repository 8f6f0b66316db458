"""A picture that was taken on another day."""

from __future__ import annotations

from collections.abc import Iterator

from dailylog.rules.checks.facts import DayFacts, Found
from kinerja.text import gettext_noop as _


def photo_far_or_old(facts: DayFacts) -> Iterator[Found]:
    """A photograph whose camera names another day than the entry's (§8); one without notes says nothing."""
    for entry in facts.entries:
        for photo in entry.photos:
            if photo.taken_on is not None and photo.taken_on != facts.date:
                yield Found(
                    _("Menurut kameranya, foto diambil pada %(on_date)s."),
                    {"on_date": str(photo.taken_on)},
                    (entry.id,),
                    str(photo.evidence_id),
                )
