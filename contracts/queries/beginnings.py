"""Which agreements somebody can begin: those that running rounds ask for, else a formal one of a year."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from contracts.models import Agreement, AgreementKind, Period, Round
from organization.access import Access


@dataclass(frozen=True, slots=True)
class Beginning:
    """An agreement that can be begun; ``round_id`` None: nobody asks for it yet."""

    year: int
    kind: str
    period: str
    round_id: int | None

    @property
    def words(self) -> str:
        """What it is called."""
        kind = str(AgreementKind(self.kind).label)
        return kind if self.period == Period.YEAR else f"{kind} {Period(self.period).label}"


def beginnings(access: Access, day: date) -> list[Beginning]:
    """What the reader can begin on a day, by year, the formal one first; 2 queries."""
    if access.assignment is None:
        return []
    years = (day.year, day.year + 1)
    running = Round.objects.filter(
        year__in=years, levels__contains=[access.level], opened_at__isnull=False, closed_at__isnull=True
    )
    held = Agreement.objects.filter(holder=access.employee_id, year__in=years, ended_on__isnull=True)
    there = set(held.values_list("year", "kind"))
    rounds = running.order_by("year", "kind", "period").values_list("year", "kind", "period", "pk")
    asked = [Beginning(*row) for row in rounds]
    unasked = _unasked(years, {each.year for each in asked} | {year for year, _kind in there})
    found = [each for each in asked if (each.year, each.kind) not in there] + unasked
    return sorted(found, key=lambda each: each.year)


def _unasked(years: Collection[int], known: Collection[int]) -> list[Beginning]:
    """The years of which there is nothing yet."""
    return [Beginning(year, AgreementKind.PK, Period.YEAR, None) for year in years if year not in known]
