"""Which people a page over a team shows: the units in the user's scope, and the one that was chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from dailylog import policies
from dailylog.queries.scope_units import Circle, Place, below, in_tree, places, scope_text
from kinerja.ui.fragments import kept
from organization.access import access_for
from organization.views.guards import person_of

#: Numbers of units have fewer digits.
LONGEST_NUMBER = 9


@dataclass(frozen=True, slots=True)
class Choice:
    """A unit in the switch, with how deep it lies below the topmost one."""

    unit: Place
    depth: int

    @property
    def label(self) -> str:
        """The name, moved in by its depth."""
        return f"{'– ' * self.depth}{self.unit.name}"


class Source(NamedTuple):
    """What a ``Scope`` is read from: a ``scope_text``, the unit asked for, and whether the whole region may be read."""

    text: str
    chosen: int | None
    city: bool


@dataclass(frozen=True, slots=True)
class Scope:
    """``unit_ids`` are the units whose people are shown; empty while a reader of the whole region has chosen none.

    ``everything`` are all units that the user looks over; ``tops`` the topmost shown, ``inside`` those right below.
    """

    chosen: Place | None
    choices: Sequence[Choice]
    unit_ids: frozenset[int]
    everything: frozenset[int]
    tops: frozenset[int]
    inside: Sequence[Place]
    source: Source

    @property
    def name(self) -> str:
        """The unit on the page, when there is one."""
        return self.chosen.name if self.chosen else ""

    @property
    def query(self) -> str:
        """What an address of a neighbouring page needs to show the same unit."""
        return f"?unit={self.chosen.pk}" if self.chosen else ""

    @property
    def circle(self) -> Circle:
        """The units as the statements want to know them."""
        return Circle(self.unit_ids, self.everything, self.tops, self.tops | {unit.pk for unit in self.inside})


def scope_of(request: HttpRequest) -> Scope:
    """The user's units and the one in ``?unit=``; 403 for whoever answers for nobody, 404 for a unit of others.

    Who reads the logs of the whole region chooses an OPD first, so that no page holds a whole city. One query.
    """
    if not policies.watches_others(request.user):
        raise PermissionDenied
    access = access_for(person_of(request))
    asked = request.GET.get("unit", "")
    chosen = int(asked) if asked.isdecimal() and len(asked) <= LONGEST_NUMBER else None
    text = scope_text(access, chosen)
    found = read_scope(Source(text, chosen, access.sees_city_logs))
    if asked and (chosen is None or found.chosen is None):
        raise Http404
    return found


@kept(256)
def read_scope(source: Source) -> Scope:
    """What a ``scope_text`` says; a unit that is not in it cannot be chosen."""
    units, chosen = places(source.text), source.chosen
    choices = tuple(Choice(unit, depth) for unit, depth in in_tree(units))
    everything = frozenset[int]() if source.city else frozenset(units)
    # A scope of one unit has nothing to choose: it is the page's unit.
    if chosen is None and len(units) == 1 and everything:
        (chosen,) = everything
    if chosen in units:
        shown, tops = below(units, chosen), frozenset({chosen})
    else:
        chosen, shown = None, everything
        tops = frozenset(choice.unit.pk for choice in choices if not choice.depth) if shown else frozenset()
    inside = tuple(choice.unit for choice in choices if choice.unit.parent_id in tops and choice.unit.pk in shown)
    return Scope(units[chosen] if chosen is not None else None, choices, shown, everything, tops, inside, source)
