"""Letterheads as their pages list and change them; which one a paper gets is said in ``deed``."""

from contracts.models import Letterhead
from organization.models import Unit


def letterheads_by_unit() -> list[Letterhead]:
    """All of them with their units, by name; the region's has none."""
    return list(Letterhead.objects.select_related("unit").order_by("unit__name"))


def letterhead_of(unit: Unit | None) -> Letterhead | None:
    """The own letterhead of a unit, or the region's (None), with its coat of arms."""
    return Letterhead.objects.select_related("logo").filter(unit=unit).first()
