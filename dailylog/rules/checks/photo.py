"""A picture that was taken on another day, or far from where its person was."""

from __future__ import annotations

from collections.abc import Iterator

from dailylog.rules.checks.facts import DayFacts, Entry, Found, Photo
from kinerja.text import gettext_noop as _

#: The rules name no distance: taps are rounded to about a kilometre, and a town's offices lie closer than this.
FAR_KM = 5
#: Taps of these days say where their person works; in the field people move about.
_SETTLED = frozenset({"wfo", "wfa"})


def photo_far_or_old(facts: DayFacts) -> Iterator[Found]:
    """A photograph whose camera names another day than the entry's, or a place far from its person's (§8).

    One without notes says nothing. Places are compared only where the person let a tap say one, and where the entry
    names no place of its own.
    """
    for entry in facts.entries:
        for photo in entry.photos:
            if photo.taken_on is not None and photo.taken_on != facts.date:
                yield Found(
                    _("Menurut kameranya, foto diambil pada %(on_date)s."),
                    {"on_date": str(photo.taken_on)},
                    (entry.id,),
                    str(photo.evidence_id),
                )
            elif (away := _kilometres_away(facts, entry, photo)) > FAR_KM:
                yield Found(
                    _("Menurut kameranya, foto diambil sekitar %(away)s km dari tempat menandai hadir."),
                    {"away": away},
                    (entry.id,),
                    str(photo.evidence_id),
                )


def _kilometres_away(facts: DayFacts, entry: Entry, photo: Photo) -> int:
    """Whole kilometres to the nearest place of the day's taps; 0 where nothing can be said."""
    if photo.place is None or entry.placed or not facts.places or facts.mode not in _SETTLED:
        return 0
    return int(min(photo.place.kilometres_to(place) for place in facts.places))
