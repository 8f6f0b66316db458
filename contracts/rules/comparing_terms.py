"""What changed between two statements of the same promise, for the comparison beside an amendment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from contracts.rules.deed import Row

#: The fields of a line whose change matters to who signs, in the order of the page.
COMPARED = (
    "indicator",
    "objective",
    "unit_of_measure",
    "weight",
    "year_target",
    "monthly",
    "polarity",
    "accumulation",
    "definition",
    "formula",
    "data_source",
    "contribution",
    "parent",
)
ADDED, CHANGED, DROPPED = "added", "changed", "dropped"


@dataclass(frozen=True, slots=True)
class Difference:
    """One field with its old and its new value; ``month`` 1–12 where it is a month's target."""

    field: str
    old: Any
    new: Any
    month: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """A line that was added, changed or dropped."""

    kind: str
    code: str
    indicator: str
    differences: tuple[Difference, ...] = ()


def compare(old: Sequence[Row], new: Sequence[Row]) -> list[Change]:
    """The changes from old to new: changed and added in the order of the new lines, dropped at the end."""
    before = {row.code: row for row in old}
    after = {row.code for row in new}
    found = []
    for row in new:
        if row.code not in before:
            found.append(Change(ADDED, row.code, row.indicator, differences(None, row)))
        elif differences(before[row.code], row):
            found.append(Change(CHANGED, row.code, row.indicator, differences(before[row.code], row)))
    return found + [Change(DROPPED, row.code, row.indicator) for row in old if row.code not in after]


def differences(old: Row | None, new: Row) -> tuple[Difference, ...]:
    """The fields in which a line differs; of an added one weight and the year's figure are told."""
    if old is None:
        return (Difference("weight", None, new.weight), Difference("year_target", None, new.year_target))
    found: list[Difference] = []
    for name in COMPARED:
        before, now = getattr(old, name), getattr(new, name)
        if name == "monthly":
            found += _months(before, now)
        elif before != now:
            found.append(Difference(name, before, now))
    return tuple(found)


def _months(old: Sequence[Decimal | None], new: Sequence[Decimal | None]) -> list[Difference]:
    pairs = enumerate(zip(old, new, strict=True), 1)
    return [Difference("monthly", before, now, month) for month, (before, now) in pairs if before != now]
