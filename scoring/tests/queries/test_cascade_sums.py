"""Sums up the cascade, with officials who succeed each other: the query and a plain recursion agree on random trees."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from random import Random

import pytest

from contracts.models import Agreement, Target
from dailylog.models import Activity
from scoring.queries.cascade import activity_sums, added_up, counted_by, links_of, own_sums
from tests.cast import Cast

YEAR = 2026
MONTHS = [date(YEAR, month, 1) for month in (1, 2, 3)]
LEVELS, WIDTH, ENTRIES = 5, 5, 150


@dataclass(frozen=True, slots=True)
class Entry:
    """What somebody logged for a target."""

    target: int
    month: int
    quantity: Decimal | None
    approved: bool


def total_plainly(at: Target, month: int, targets: Sequence[Target], entries: Sequence[Entry]) -> Decimal:
    """Own approved quantities, with what direct contributions below it or its predecessors come to (rules §3)."""
    own = [each for each in entries if each.target == at.pk and each.month == month and each.approved]
    total = sum((each.quantity or Decimal(0) for each in own), Decimal(0))
    ancestor: Target | None = at
    by_id = {each.pk: each for each in targets}
    while ancestor is not None:
        for child in targets:
            if child.parent_id == ancestor.pk and child.contribution == "direct":
                total += total_plainly(child, month, targets, entries)
        ancestor = by_id.get(ancestor.succeeds_id or 0)
    return total


def random_tree(cast: Cast, rng: Random) -> list[Target]:
    """Levels of targets; each hangs on one a level higher, some succeed one of their own level."""
    people = list(cast.people.values())
    levels: list[list[Target]] = []
    for level in range(LEVELS):
        row: list[Target] = []
        for at in range(WIDTH):
            agreement = Agreement.objects.create(
                year=YEAR,
                holder=people[(level * WIDTH + at) % len(people)],
                ended_on=date(YEAR, 12, rng.randint(1, 31)),
            )
            parent = rng.choice(levels[-1]) if levels and rng.random() < 0.9 else None
            row.append(
                Target.objects.create(
                    agreement=agreement,
                    indicator_code=f"T{level}{at}",
                    objective="o",
                    indicator="i",
                    unit_of_measure="berkas",
                    polarity="maximize",
                    accumulation="sum",
                    source="activities",
                    weight=100,
                    parent=parent,
                    contribution=rng.choice(["direct", "direct", "support"]) if parent else "support",
                    succeeds=rng.choice(row) if row and rng.random() < 0.4 else None,
                )
            )
        levels.append(row)
    return [target for row in levels for target in row]


def random_entries(cast: Cast, rng: Random, targets: Sequence[Target]) -> list[Entry]:
    entries = []
    for serial in range(ENTRIES):
        entry = Entry(
            rng.choice(targets).pk,
            rng.choice(MONTHS).month,
            rng.choice([None, Decimal(1), Decimal("2.5"), Decimal(7)]),
            rng.random() < 0.7,
        )
        Activity.objects.create(
            employee=cast.staff,
            date=date(YEAR, entry.month, 1 + serial % 28),
            start=time(8, serial % 60),
            end=time(9, serial % 60),
            description=f"Pekerjaan {serial}",
            output="Berkas",
            quantity=entry.quantity,
            target_id=entry.target,
            status="approved" if entry.approved else "submitted",
        )
        entries.append(entry)
    return entries


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(5))
def test_sums_are_those_of_a_plain_recursion(cast: Cast, seed: int) -> None:
    rng = Random(seed)
    targets = random_tree(cast, rng)
    entries = random_entries(cast, rng, targets)
    plain = {
        target.pk: {month.month: total_plainly(target, month.month, targets, entries) for month in MONTHS}
        for target in targets
    }
    assert any(total for months in plain.values() for total in months.values())
    ids = [target.pk for target in targets]
    for found in (activity_sums(ids, MONTHS), added_up(ids, own_sums(MONTHS), links_of(YEAR))):
        assert {pk: {month.month: found[pk].get(month.month, 0) for month in MONTHS} for pk in ids} == plain
    for root in targets[:: WIDTH + 1]:
        alone = activity_sums([root.pk], MONTHS)[root.pk]
        assert {month.month: alone.get(month.month, 0) for month in MONTHS} == plain[root.pk]


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(5))
def test_what_counts_is_what_the_recursion_reads(cast: Cast, seed: int) -> None:
    targets = random_tree(cast, Random(seed))
    for root in targets:
        one_each = [Entry(each.pk, 1, Decimal(1), approved=True) for each in targets]
        reached = {entry.target for entry in one_each if total_plainly(root, 1, targets, [entry]) > 0}
        assert counted_by(root.pk) == reached
