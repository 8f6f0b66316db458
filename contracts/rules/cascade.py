"""How targets hang on each other: a cascade from the top of the region down to its staff (PermenPANRB 89/2021)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import cast


@dataclass
class Twig:
    """A target by its id, with those that are derived from it."""

    id: int
    children: list[Twig] = field(default_factory=list)

    def walk(self) -> Iterator[Twig]:
        """The twig and everything below, from the top."""
        yield self
        for child in self.children:
            yield from child.walk()


def plant(pairs: Iterable[tuple[int, int | None]]) -> list[Twig]:
    """Trees from (id, parent id) in the order given; each id stands in them exactly once.

    What hangs on an id that is not among them is a root. Where ids hang on each other in a ring, which the tables
    refuse, the first of them becomes a root, so that nothing is lost and nobody walks in circles.
    """
    parents = dict(pairs)
    below: dict[int | None, list[int]] = defaultdict(list)
    for one, parent in parents.items():
        below[parent].append(one)
    placed: set[int] = set()
    roots = [one for one, parent in parents.items() if parent not in parents]
    trees = [_grow(root, below, placed) for root in roots]
    trees += [_grow(_first_of_ring(one, parents), below, placed) for one in parents if one not in placed]
    return trees


def _first_of_ring(one: int, parents: dict[int, int | None]) -> int:
    """The first, in the order given, of the ring to which the way up from ``one`` leads: it leads to no root."""
    way = [one]
    while (above := cast(int, parents[way[-1]])) not in way:
        way.append(above)
    members = set(way[way.index(above) :])
    return next(each for each in parents if each in members)


def _grow(root: int, below: dict[int | None, list[int]], placed: set[int]) -> Twig:
    tree = Twig(root)
    placed.add(root)
    waiting = [tree]
    while waiting:
        twig = waiting.pop()
        for child in below[twig.id]:
            if child not in placed:
                placed.add(child)
                twig.children.append(Twig(child))
        waiting += twig.children
    return tree


@dataclass(frozen=True, slots=True)
class Shares:
    """What direct contributions below promise together of a target's year; both in its unit of measure."""

    whole: Decimal
    together: Decimal

    @property
    def missing(self) -> Decimal:
        """How much nobody has taken over; less than zero where more is promised than asked."""
        return self.whole - self.together

    @property
    def fit(self) -> bool:
        """Whether the shares are exactly the whole."""
        return self.whole == self.together
