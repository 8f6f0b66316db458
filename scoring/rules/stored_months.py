"""A target's month as ``Achievement.months`` keeps it, and back: the same digits, years later (rules §0)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from scoring.rules.targets import State, TargetMonth

#: In force, state, target, realised, cases on time, cases decided.
StoredMonth = list[str | int | None]
#: A state is kept as its place here; what is new goes to the end.
STATES: tuple[State, ...] = ("not_due", "unreported", "measured")


def to_stored(month: TargetMonth) -> StoredMonth:
    """A month as a revision keeps it; values as plain digits, so that nothing is rounded."""
    return [
        int(month.in_force),
        STATES.index(month.state),
        None if month.target is None else format(month.target, "f"),
        None if month.realised is None else format(month.realised, "f"),
        month.on_time,
        month.decided,
    ]


def from_stored(stored: Sequence[str | int | None]) -> TargetMonth:
    """The month that ``to_stored`` kept."""
    in_force, state, target, realised, good, decided = stored
    return TargetMonth(
        bool(in_force),
        STATES[int(state or 0)],
        None if target is None else Decimal(str(target)),
        None if realised is None else Decimal(str(realised)),
        int(good or 0),
        int(decided or 0),
    )
