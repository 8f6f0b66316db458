"""What is missing in a cascade: objectives nobody carries, targets that hang on nothing, shares that do not add up."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, overload

from django.db.models import QuerySet

from contracts.models import Objective, Target
from contracts.queries import cascade_sql
from contracts.queries.cascade import Look, dress
from contracts.rules.cascade import Shares, Twig
from kinerja.tables.statements import sql
from organization.models import Assignment, Unit
from organization.queries.authority import leading
from organization.rules.authority import LEADER_LEVELS

UNCARRIED, LOOSE, UNEQUAL, WITHOUT = "uncarried", "loose", "unequal", "without"
KINDS = (UNCARRIED, LOOSE, UNEQUAL, WITHOUT)


def statement_of(kind: str, part: str) -> str:
    """The statement that finds the gaps of a kind."""
    fixed = {UNCARRIED: cascade_sql.UNCARRIED, WITHOUT: cascade_sql.WITHOUT_AGREEMENT}
    made = {LOOSE: cascade_sql.loose, UNEQUAL: cascade_sql.unequal}
    return fixed[kind] if kind in fixed else made[kind](part)


@dataclass(frozen=True, slots=True)
class UnitGap:
    """A unit whose leaders have no agreement for the year."""

    unit: Unit
    leaders: list[Assignment]


class Gaps(Sequence[Any]):
    """The gaps of one kind, to be paged: a sequence that fetches what it is asked for.

    Objectives, ``Branch``es or ``UnitGap``s, by kind.
    """

    def __init__(self, look: Look, kind: str) -> None:
        self.look = look
        self.kind = kind
        self._statement = statement_of(kind, look.part)
        self._more = _levels() if kind == WITHOUT else {}

    def __len__(self) -> int:
        """How many there are; one query."""
        counted = sql("SELECT count(*) FROM (", self._statement, ") found")
        [(number,)] = self.look.rows(counted, **self._more)
        return int(number)

    @overload
    def __getitem__(self, part: int) -> Any: ...
    @overload
    def __getitem__(self, part: slice) -> list[Any]: ...
    def __getitem__(self, part: int | slice) -> Any:
        if isinstance(part, int):
            return self[part : part + 1][0]
        start, stop = part.start or 0, len(self) if part.stop is None else part.stop
        statement = sql(self._statement, "LIMIT %(limit)s OFFSET %(offset)s")
        return self._dressed(self.look.rows(statement, limit=stop - start, offset=start, **self._more))

    def _dressed(self, rows: list[tuple[Any, ...]]) -> list[Any]:
        ids = [row[0] for row in rows]
        if self.kind == UNCARRIED:
            return _in_order(Objective.objects.select_related("unit", "parent"), ids)
        if self.kind == WITHOUT:
            return _units(self.look, ids)
        branches = dress(self.look, [Twig(one) for one in ids])
        if self.kind == UNEQUAL:
            for branch, (_id, whole, together) in zip(branches, rows, strict=True):
                branch.shares = Shares(whole, together)
        return branches


def _in_order(rows: QuerySet[Any], ids: list[int]) -> list[Any]:
    found = rows.in_bulk(ids)
    return [found[one] for one in ids]


def _units(look: Look, ids: list[int]) -> list[UnitGap]:
    posts = Assignment.objects.on(look.today).filter(leading(), position__unit__in=ids)
    leaders: dict[int, list[Assignment]] = {}
    for post in posts.select_related("employee", "position").order_by("kind", "employee__name"):
        leaders.setdefault(post.position.unit_id, []).append(post)
    return [UnitGap(unit, leaders.get(unit.pk, [])) for unit in _in_order(Unit.objects.select_related("parent"), ids)]


def _levels() -> dict[str, list[str]]:
    pairs = [(kind, level) for kind, levels in LEADER_LEVELS.items() for level in sorted(levels)]
    return {"kinds": [kind for kind, _level in pairs], "levels": [level for _kind, level in pairs]}


def counts(look: Look, *, uncarried: int | None = None) -> dict[str, int]:
    """Kind of gap → how many there are; 4 queries, one fewer where ``uncarried`` is known from the cascade."""
    known = {} if uncarried is None else {UNCARRIED: uncarried}
    return {kind: known[kind] if kind in known else len(Gaps(look, kind)) for kind in KINDS}


def loose_by_indicator(look: Look, most: int) -> list[tuple[str, str, int]]:
    """The most frequent indicators of targets that hang on nothing: code, name, how many; 2 queries."""
    grouped = sql(
        "SELECT indicator_code, min(id), count(*) FROM (",
        cascade_sql.loose(look.part),
        ") found GROUP BY indicator_code",
    )
    rows = look.rows(sql(grouped, "ORDER BY 3 DESC, 1 LIMIT %(most)s"), most=most)
    names = dict(Target.objects.filter(pk__in=[row[1] for row in rows]).values_list("pk", "indicator"))
    return [(code, names[one], number) for code, one, number in rows]
