"""The scores of units over the twelve months up to one, for sparklines and changes of rank."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal

from scoring.models import OrganizationScore
from scoring.periods import month_before
from scoring.queries.published import CURRENT

#: (first day of the month, IKO) oldest first; months without a score are left out.
History = list[tuple[date, Decimal]]


def unit_histories(unit_ids: Collection[int], month: date, *, to_date: bool = False) -> Mapping[int, History]:
    """Unit id → its scores of twelve months, by the revisions that count; one query whatever the number of units."""
    field = "iko_ytd" if to_date else "iko"
    rows = (
        OrganizationScore.objects.filter(
            unit_id__in=unit_ids,
            revision__state__in=CURRENT,
            revision__month__lte=month,
            revision__month__gt=month.replace(year=month.year - 1),
        )
        .order_by("revision__month")
        .values_list("unit_id", "revision__month", field)
    )
    found: dict[int, History] = defaultdict(list)
    for unit_id, scored, value in rows:
        if value is not None:
            found[unit_id].append((scored, value))
    return found


def score_before(history: History, month: date) -> Decimal | None:
    """The score of the month before, None when there is none."""
    return dict(history).get(month_before(month))
