"""Which people a page over a team shows: the units in the user's scope, and the one that was chosen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from dailylog import policies
from dailylog.views.shared import person
from organization.access import access_for, units_below
from organization.models import Unit, UnitKind


@dataclass(frozen=True)
class Choice:
    """A unit in the switch, with how deep it lies below the topmost one."""

    unit: Unit
    depth: int

    @property
    def label(self) -> str:
        """The name, moved in by its depth."""
        return f"{'– ' * self.depth}{self.unit.name}"


@dataclass(frozen=True)
class Scope:
    """``unit_ids`` are the units whose people are shown; empty while a reader of the whole region has chosen none."""

    chosen: Unit | None
    choices: Sequence[Choice]
    unit_ids: frozenset[int]

    @property
    def name(self) -> str:
        """The unit on the page, when there is one."""
        return self.chosen.name if self.chosen else ""

    @property
    def query(self) -> str:
        """What an address of a neighbouring page needs to show the same unit."""
        return f"?unit={self.chosen.pk}" if self.chosen else ""


def scope_of(request: HttpRequest) -> Scope:
    """The user's units and the one in ``?unit=``; 403 for whoever answers for nobody, 404 for a unit of others.

    Who reads the logs of the whole region chooses an OPD first, so that no page holds a whole city.
    """
    if not policies.watches_others(request.user):
        raise PermissionDenied
    access = access_for(person(request))
    text = request.GET.get("unit", "")
    below = units_below(frozenset({int(text)})) if text.isdecimal() and len(text) < 10 else frozenset()
    if access.sees_city_logs:
        shown = Unit.objects.filter(kind=UnitKind.OPD) | Unit.objects.filter(pk__in=below)
    else:
        shown = Unit.objects.filter(pk__in=access.unit_ids)
    units = {unit.pk: unit for unit in shown.order_by("code")}
    if text and not (below and int(text) in units):
        raise Http404
    chosen = units[int(text)] if text else None
    everything = frozenset() if access.sees_city_logs else access.unit_ids
    # A scope of one unit has nothing to choose: it is the page's unit.
    if chosen is None and len(units) == 1 and everything:
        chosen = next(iter(units.values()))
    return Scope(chosen, list(_in_tree(units)), below if text else everything)


def _in_tree(units: dict[int, Unit]) -> Iterator[Choice]:
    """The units as a tree read line by line."""
    children: dict[int | None, list[Unit]] = defaultdict(list)
    for unit in units.values():
        children[unit.parent_id if unit.parent_id in units else None].append(unit)

    def walk(parent_id: int | None, depth: int) -> Iterator[Choice]:
        for unit in children[parent_id]:
            yield Choice(unit, depth)
            yield from walk(unit.pk, depth + 1)

    return walk(None, 0)
