"""What is missing in a cascade: objectives nobody carries, targets that hang on nothing, shares that do not add up."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, overload

from django.db.models import QuerySet

from contracts.models import Objective, Target
from contracts.queries import cascade_sql
from contracts.queries.cascade import TABLES, Look, dress, page_text
from contracts.rules.cascade import Shares, Twig
from kinerja.unchanged import until_changed
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


@until_changed(*TABLES, most=8)
def _found(look: Look, kind: str) -> list[tuple[Any, ...]]:
    """All gaps of a kind, as the statement gives them: finding them costs, a few thousand ids more or less do not."""
    more = _levels() if kind == WITHOUT else {}
    return look.rows(statement_of(kind, look.part), **more)


class Gaps(Sequence[Any]):
    """The gaps of one kind, to be paged: found at once and kept, and told in detail as far as it is asked for.

    Objectives, ``Branch``es or ``UnitGap``s, by kind.
    """

    def __init__(self, look: Look, kind: str) -> None:
        self.look = look
        self.kind = kind

    @cached_property
    def _rows(self) -> list[tuple[Any, ...]]:
        return _found(self.look, self.kind)

    def __len__(self) -> int:
        """How many there are; one query, once."""
        return len(self._rows)

    @overload
    def __getitem__(self, part: int) -> Any: ...
    @overload
    def __getitem__(self, part: slice) -> list[Any]: ...
    def __getitem__(self, part: int | slice) -> Any:
        if isinstance(part, int):
            return self._dressed([self._rows[part]])[0]
        return self._dressed(self._rows[part])

    def by_indicator(self, most: int) -> list[tuple[str, str, int]]:
        """The most frequent indicators of targets that hang on nothing: code, name, how many; one query more."""
        first: dict[str, int] = {}
        for one, code in self._rows:
            first.setdefault(code, one)
        numbers = Counter(code for _one, code in self._rows)
        # Of equally frequent ones the lower code comes first: the rows are in that order.
        common = numbers.most_common(most)
        names = dict(Target.objects.filter(pk__in=[first[code] for code, _n in common]).values_list("pk", "indicator"))
        return [(code, names[first[code]], number) for code, number in common]

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


def counts(look: Look) -> dict[str, int]:
    """Kind of gap → how many there are; 8 queries, and at most 4 for the scope."""
    return {kind: len(Gaps(look, kind)) for kind in KINDS}


@until_changed(*TABLES, most=256)
def known_counts(look: Look) -> dict[str, int]:
    """``counts``, kept until something changes: one query then."""
    return counts(look)


@dataclass(frozen=True, slots=True)
class Told:
    """What the page of a cascade tells: a ``page_text``, whether it is of a ``large`` city, how many gaps there are.

    The gaps of a large city are not counted with its page.
    """

    text: str
    large: bool
    gaps: dict[str, int] | None


@until_changed(*TABLES, most=32)
def told(look: Look) -> Told:
    """What the page tells, kept until something changes: one query then."""
    return Told(page_text(look), look.large, None if look.large else counts(look))
