"""The year's targets, with what each realised month by month (rules §3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db import connection
from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils.timezone import get_current_timezone, make_naive

from contracts.models import Target
from scoring.models import Achievement, Case, Justification, Reading, RevisionState
from scoring.periods import last_day
from scoring.queries.scene import Scene
from scoring.rules.clocks import deadline, decided_at, on_time

ZERO = Decimal(0)


class Promise(NamedTuple):
    """A target of the year with its agreement's parties and date of signature.

    ``monthly`` is the array of the twelve target values as PostgreSQL writes it: most are alike, and read once.
    """

    id: int
    agreement_id: int
    holder_id: int
    polarity: str
    accumulation: str
    source: str
    register: str
    case_class: str
    weight: Decimal
    monthly: str
    signed_on: date | None
    pledge: bool


FIELDS = (
    "id", "agreement_id", "agreement__holder_id", "polarity", "accumulation", "source", "register", "case_class",
    "weight", "monthly_text", "agreement__signed_on", "agreement__pledge",
)  # fmt: skip


def load_promises(year: int, holder_ids: Collection[int] | None) -> list[Promise]:
    """The targets of the year's agreements, of everybody or of the holders given."""
    targets = Target.objects.filter(agreement__year=year).annotate(monthly_text=Cast("monthly", TextField()))
    if holder_ids is not None:
        targets = targets.filter(agreement__holder_id__in=holder_ids)
    same: dict[object, object] = {}
    keep = same.setdefault
    rows = targets.order_by().values_list(*FIELDS).iterator(chunk_size=5000)
    # A city has ninety thousand targets and a handful of each of these values: one object serves them all.
    return [Promise._make((*row[:3], *(keep(value, value) for value in row[3:-1]), row[-1])) for row in rows]


def monthly_values(text: str) -> list[Decimal | None]:
    """The twelve target values of an array that PostgreSQL wrote; None = not due."""
    return [None if value == "NULL" else Decimal(value) for value in text.strip("{}").split(",")]


# One month at a time: to tell the months apart would cost as much again as to add up.
SUMS = """
SELECT a.target_id, sum(a.quantity)
FROM dailylog_activity a
WHERE a.date BETWEEN %s AND %s AND a.status = 'approved' AND a.target_id IS NOT NULL {narrow}
GROUP BY a.target_id
"""

CASCADE = """
WITH RECURSIVE cascade AS (
    SELECT t.id, NULL::int8 AS parent_id FROM contracts_target t WHERE t.id = ANY(%s)
    UNION
    SELECT c.id, c.parent_id FROM contracts_target c JOIN cascade p ON c.parent_id = p.id
    WHERE c.contribution = 'direct'
)
SELECT id, parent_id FROM cascade WHERE parent_id IS NOT NULL
"""


def activity_sums(
    promises: Iterable[Promise], months: Iterable[date], *, everybody: bool
) -> dict[int, dict[int, Decimal]]:
    """Sum of approved quantities by target and number of the months given, with what the cascade adds (rules §3).

    Only direct contributions count, at any depth. Targets without an entry are missing.
    """
    roots = [promise.id for promise in promises if promise.source == "activities"]
    if not roots:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(CASCADE, [roots])
        children: dict[int, list[int]] = defaultdict(list)
        for child, parent in cursor.fetchall():
            children[parent].append(child)
        wanted = sorted({*roots, *(child for below in children.values() for child in below)})
        narrow, params = ("", []) if everybody else ("AND a.target_id = ANY(%s)", [wanted])
        own: dict[int, dict[int, Decimal]] = defaultdict(dict)
        for month in months:
            cursor.execute(SUMS.format(narrow=narrow), [month, last_day(month), *params])
            for target, total in cursor.fetchall():
                own[target][month.month] = total or ZERO
    totals: dict[int, dict[int, Decimal]] = {}
    return {root: _gather(root, own, children, totals) if root in children else own.get(root, {}) for root in roots}


def _gather(
    target: int,
    own: dict[int, dict[int, Decimal]],
    children: dict[int, list[int]],
    totals: dict[int, dict[int, Decimal]],
) -> dict[int, Decimal]:
    """Own sums and those of everything below, computed once for each target; the database forbids loops."""
    if target not in totals:
        found = dict(own.get(target, {}))
        for child in children.get(target, ()):
            for month, total in _gather(child, own, children, totals).items():
                found[month] = found.get(month, ZERO) + total
        totals[target] = found
    return totals[target]


CaseKey = tuple[str, str, int, date]


def case_counts(scene: Scene, registers: Collection[str], units: set[int]) -> dict[CaseKey, tuple[int, int]]:
    """(on time, decided) of the year's cases by (register, class, unit, month), rolled up the tree (rules §2).

    The class "" stands for all. A case belongs to the month of its decision, up to the as-of instant. Only the cases
    of ``units`` and of the units below them are read.
    """
    counts: dict[CaseKey, list[int]] = defaultdict(lambda: [0, 0])
    for register, case_class, unit_id, opened, closed, limit, limit_unit in _cases(scene, registers, units):
        due = deadline(opened, limit, limit_unit, scene.calendar)
        decided = decided_at(closed, due)
        if decided.year != scene.month.year or decided > scene.as_of:
            continue
        month = decided.date().replace(day=1)
        good = int(on_time(closed, due))
        for unit in (unit_id, *scene.units[unit_id].ancestors):
            for found_class in (case_class, ""):
                count = counts[register, found_class, unit, month]
                count[0] += good
                count[1] += 1
    return {key: (good, decided) for key, (good, decided) in counts.items()}


def _cases(scene: Scene, registers: Collection[str], units: set[int]) -> Iterable[tuple]:  # type: ignore[type-arg]
    """Cases that may be decided in the year: closed in it, or open (their deadline decides)."""
    start = date(scene.month.year, 1, 1)
    below = [unit.id for unit in scene.units.values() if not units.isdisjoint((unit.id, *unit.ancestors))]
    cases = Case.objects.filter(register__code__in=registers, unit_id__in=below, opened_at__date__lte=scene.last)
    cases = cases.exclude(closed_at__date__lt=start).order_by()
    rows = cases.values_list(
        "register__code", "case_class__code", "unit_id", "opened_at", "closed_at", "limit", "limit_unit"
    )
    zone = get_current_timezone()
    for register, case_class, unit, opened, closed, limit, limit_unit in rows.iterator(chunk_size=5000):
        yield (
            register,
            case_class,
            unit,
            make_naive(opened, zone),
            closed and make_naive(closed, zone),
            limit,
            limit_unit,
        )


def readings(year: int, target_ids: Collection[int] | None) -> dict[tuple[int, int], tuple[Decimal, bool | None]]:
    """(value, verified) of the year's readings by (target, month number)."""
    found = Reading.objects.filter(month__year=year)
    if target_ids is not None:
        found = found.filter(target_id__in=target_ids)
    rows = found.order_by().values_list("target_id", "month", "value", "verified")
    return {(target, month.month): (value, verified) for target, month, value, verified in rows}


def excused(year: int) -> set[tuple[int, int]]:
    """(target, month number) of the misses whose evidence was accepted (rules §9)."""
    rows = Justification.objects.filter(month__year=year, accepted=True).order_by().values_list("target_id", "month")
    return {(target, month.month) for target, month in rows}


def locked_history(month: date, target_ids: Collection[int] | None) -> tuple[int, dict[int, str]]:
    """What the latest closed month before ``month`` kept of the year so far: its number; the months by target, as JSON.

    A closed month is not measured again: its figures stand, and the work of a month does not grow with the year.
    """
    locked = Achievement.objects.filter(
        revision__state=RevisionState.LOCKED, revision__month__month__year=month.year, revision__month__month__lt=month
    )
    latest = locked.order_by("-revision__month").values_list("revision_id", "revision__month").first()
    if latest is None:
        return 0, {}
    rows = Achievement.objects.filter(revision_id=latest[0])
    if target_ids is not None:
        rows = rows.filter(target_id__in=target_ids)
    return latest[1].month, dict(rows.values_list("target_id", Cast("months", TextField())))
