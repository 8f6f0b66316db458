"""More than anybody does in a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from dailylog.rules.checks.facts import DayFacts, Found
from kinerja.text import gettext_noop as _


def impossible_quantity(facts: DayFacts) -> Iterator[Found]:
    """A day's sum for a target above ``quantity_factor`` times the person's own median day (§8); none without one."""
    sums: dict[int, Decimal] = defaultdict(Decimal)
    keys: dict[int, list[int]] = defaultdict(list)
    for entry in facts.entries:
        if entry.target_id is not None and entry.quantity:
            sums[entry.target_id] += entry.quantity
            keys[entry.target_id].append(entry.id)
    for target_id, total in sums.items():
        median = facts.medians.get(target_id)
        if median and total > facts.quantity_factor * median:
            yield Found(
                _("Jumlah sehari %(total_number)s, biasanya %(median_number)s."),
                {"total_number": f"{total:f}", "median_number": f"{median:f}"},
                tuple(keys[target_id]),
                f"t{target_id}",
            )
