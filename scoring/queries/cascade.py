"""Sums of activities up the cascade: what is promised below a target adds to it, at any depth (rules §3).

A target that succeeds one of the official before also counts what is promised below that one, so that a change of
officials does not cut the cascade.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db import connection

from contracts.models import Contribution, Target
from kinerja.days import last_of_month

ZERO = Decimal(0)
Sums = dict[int, dict[int, Decimal]]


class Links(NamedTuple):
    """The direct contributions by the target that they add to, and the target that each one succeeds."""

    below: dict[int, list[int]]
    before: dict[int, int]


# An edge leads from a target to a contribution below it, or to the one that it succeeds.
LINKS = """
WITH RECURSIVE reached (id, above, before) AS (
    SELECT t.id, NULL::int8, false FROM contracts_target t WHERE t.id = ANY (%s)
    UNION
    SELECT edge.* FROM reached r CROSS JOIN LATERAL (
        SELECT c.id, r.id, false FROM contracts_target c WHERE c.parent_id = r.id AND c.contribution = 'direct'
        UNION ALL
        SELECT t.succeeds_id, r.id, true FROM contracts_target t WHERE t.id = r.id AND t.succeeds_id IS NOT NULL
    ) edge
)
SELECT id, above, before FROM reached WHERE above IS NOT NULL
"""

# One month at a time: to tell the months apart would cost as much again as to add up.
SUMS = """
SELECT a.target_id, sum(a.quantity)
FROM dailylog_activity a
WHERE a.date BETWEEN %s AND %s AND a.status = 'approved' AND a.target_id IS NOT NULL {narrow}
GROUP BY a.target_id
"""


def links_below(target_ids: Collection[int]) -> Links:
    """The links from these targets downward."""
    with connection.cursor() as cursor:
        cursor.execute(LINKS, [list(target_ids)])
        return _links(cursor.fetchall())


def links_of(year: int) -> Links:
    """All links of a year; a target hangs on targets of its own year."""
    targets = Target.objects.filter(agreement__year=year).order_by()
    below = targets.filter(parent__isnull=False, contribution=Contribution.DIRECT).values_list("id", "parent_id")
    before = targets.filter(succeeds__isnull=False).values_list("succeeds_id", "id")
    return _links([*((*edge, False) for edge in below), *((*edge, True) for edge in before)])


def _links(edges: Iterable[tuple[int, int | None, bool]]) -> Links:
    found = Links(defaultdict(list), {})
    for target, above, before in edges:
        if above is None:
            continue
        if before:
            found.before[above] = target
        else:
            found.below[above].append(target)
    return found


def counted_by(target_id: int) -> set[int]:
    """The targets whose activities a target counts: its own and those of direct contributions below it."""
    return counted(links_below([target_id]), [target_id])


def counted(links: Links, roots: Iterable[int]) -> set[int]:
    """The roots and every target that adds to one; what a target merely succeeds adds nothing of its own."""
    return {*roots, *(child for children in links.below.values() for child in children)}


def own_sums(months: Iterable[date], target_ids: Collection[int] | None = None) -> Sums:
    """Sum of approved quantities by target and number of the months given; of these targets (None: of all)."""
    narrow, params = ("", []) if target_ids is None else ("AND a.target_id = ANY(%s)", [list(target_ids)])
    own: Sums = defaultdict(dict)
    with connection.cursor() as cursor:
        for month in months:
            cursor.execute(SUMS.format(narrow=narrow), [month, last_of_month(month), *params])
            for target, total in cursor.fetchall():
                own[target][month.month] = total or ZERO
    return own


def activity_sums(roots: Collection[int], months: Iterable[date]) -> Sums:
    """``own_sums`` of the targets given with what the cascade adds; those without an entry may be missing."""
    if not roots:
        return {}
    links = links_below(roots)
    return added_up(roots, own_sums(months, counted(links, roots)), links)


def added_up(roots: Iterable[int], own: Sums, links: Links) -> Sums:
    """The sums of the roots with what these links add to them."""
    known: Sums = {}
    return {root: _total(root, own, links, known) for root in roots}


def _total(target: int, own: Sums, links: Links, known: Sums) -> dict[int, Decimal]:
    """Own sums and those of everything below, computed once for each target; the database forbids loops."""
    if target not in links.below and target not in links.before:
        return own.get(target, {})
    if target not in known:
        found = dict(own.get(target, {}))
        at: int | None = target
        while at is not None:
            for child in links.below.get(at, ()):
                for month, total in _total(child, own, links, known).items():
                    found[month] = found.get(month, ZERO) + total
            at = links.before.get(at)
        known[target] = found
    return known[target]
