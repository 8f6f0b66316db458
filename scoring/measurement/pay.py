"""What a person's posts are worth in a month: the base of the allowance (rules §7)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from organization.rules.holding import Holding, Span, spans
from scoring.queries.scene import Scene
from scoring.rules import tpp as tpp_rules

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Pay:
    """The base of the month in whole rupiah, the workdays and the posts that it is the mean of, the acting posts."""

    base: Decimal
    workdays: int
    pieces: list[tuple[int, Decimal]]
    acting: list[tuple[str, Decimal]]


class Pays:
    """The bases of a scene's people; what is alike is worked out once."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._plain: dict[tuple[int | None, Decimal], Pay] = {}

    def of(self, found: list[Span]) -> Pay:
        """What the posts of the month's workdays are worth (rules §7); the same for all who kept a post all month."""
        scene, holding = self._scene, found[-1].holding
        schedule = scene.units[holding.unit_id].schedule_id
        # A roster is one's own.
        ruled = holding.employee_id in scene.roster.turns
        plain = not ruled and len(scene.holdings[holding.employee_id]) == 1 and holding.covers(scene.month, scene.last)
        if plain and (schedule, holding.tpp_base) in self._plain:
            return self._plain[schedule, holding.tpp_base]
        days = scene.workdays(holding.employee_id, schedule)
        pieces = [(sum(span.first <= day.date <= span.last for day in days), span.holding.tpp_base) for span in found]
        # Before the first workday of the month nothing can be averaged: the deciding post's base stands.
        total = sum((count * base for count, base in pieces), ZERO) if days else holding.tpp_base
        acting = self._acting(holding)
        base = tpp_rules.tpp_base(
            daily_total=total,
            workdays=len(days),
            acting_bases=[amount for _, amount in acting],
            policy=scene.policy,
        )
        pay = Pay(base, len(days), pieces, acting)
        if plain:
            self._plain[schedule, holding.tpp_base] = pay
        return pay

    def _acting(self, holding: Holding) -> list[tuple[str, Decimal]]:
        """Acting posts held every day of the month beside a definitive deciding assignment (rules §7)."""
        holdings = self._scene.holdings[holding.employee_id]
        if not holding.definitive or len(holdings) < 2:
            return []
        posts: dict[str, list[Holding]] = {}
        for other in holdings:
            if not other.definitive:
                posts.setdefault(other.position_code, []).append(other)
        return [
            (code, held[0].tpp_base)
            for code, held in sorted(posts.items())
            if _covered(held, self._scene.month, self._scene.last)
        ]


def _covered(held: Collection[Holding], first: date, last: date) -> bool:
    """Whether the holdings of a post, one after the other, span every day from ``first`` to ``last``."""
    if any(holding.covers(first, last) for holding in held):
        return True
    covered = spans(list(held), first, last)
    days = sum((span.last - span.first).days + 1 for span in covered)
    return days == (last - first).days + 1
