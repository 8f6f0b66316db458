"""Which agreements somebody can begin: those that running rounds ask for, else a formal one of a year."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from contracts.models import AgreementKind, Period, Round
from kinerja.prepared import Prepared
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


_ASKED = Prepared(
    "agreements_asked",
    """
SELECT (SELECT coalesce(json_agg(json_build_array(r.year, r.kind, r.period, r.id) ORDER BY r.year, r.kind, r.period),
        '[]') FROM contracts_round r
        WHERE r.year IN (%(year)s, %(year)s + 1) AND r.levels @> ARRAY[%(level)s]::varchar[]
            AND r.opened_at IS NOT NULL AND r.closed_at IS NULL),
    (SELECT coalesce(json_agg(json_build_array(a.year, a.kind)), '[]') FROM contracts_agreement a
        WHERE a.year IN (%(year)s, %(year)s + 1) AND a.holder_id = %(person)s AND a.ended_on IS NULL)
""",
    year="int",
    level="text",
    person="bigint",
)


def beginnings(access: Access, day: date) -> list[Beginning]:
    """What the reader can begin on a day, by year, the formal one first; one query."""
    if access.assignment is None:
        return []
    [(rounds, held)] = _ASKED.rows({"year": day.year, "level": access.level, "person": access.employee_id})
    there = {(year, kind) for year, kind in held}
    asked = [Beginning(*row) for row in rounds]
    unasked = _unasked((day.year, day.year + 1), {each.year for each in asked} | {year for year, _kind in there})
    found = [each for each in asked if (each.year, each.kind) not in there] + unasked
    return sorted(found, key=lambda each: each.year)


def _unasked(years: Collection[int], known: Collection[int]) -> list[Beginning]:
    """The years of which there is nothing yet."""
    return [Beginning(year, AgreementKind.PK, Period.YEAR, None) for year in years if year not in known]


def round_of(beginning: Beginning) -> Round | None:
    """The round that asks for it; None where nobody does."""
    return Round.objects.get(pk=beginning.round_id) if beginning.round_id else None
