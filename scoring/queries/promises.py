"""The year's targets, with what each realised month by month (rules §3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from django.db import connection
from django.db.models import F, TextField
from django.db.models.functions import Cast
from django.utils.timezone import get_current_timezone, make_naive

from contracts.models import Agreement
from contracts.models.agreement import precedence
from scoring.models import Achievement, Case, Justification, Reading, RevisionState
from scoring.queries.scene import Scene
from scoring.rules.clocks import deadline, decided_at, on_time


class Counting(NamedTuple):
    """The agreement of a holder that counts in a month."""

    id: int
    holder_id: int
    signed_on: date | None
    pledge: bool


class Terms(NamedTuple):
    """What a target promises; ``monthly`` are its twelve values, None = not due."""

    polarity: str
    accumulation: str
    source: str
    register: str
    case_class: str
    weight: Decimal
    monthly: tuple[Decimal | None, ...]


class Promise(NamedTuple):
    """A target. Targets whose terms are alike share one object."""

    id: int
    agreement: Counting
    terms: Terms


def counting(last: date, holder_ids: Collection[int] | None = None) -> dict[int, Counting]:
    """By holder the agreement that counts in the month that ends on ``last``, signed or not.

    As ``Agreement.objects.counting`` finds it, for many at a time.
    """
    found = Agreement.objects.filter(year=last.year).exclude(ended_on__lt=last)
    if holder_ids is not None:
        found = found.filter(holder_id__in=holder_ids)
    latest_first = (precedence(last).desc(), F("ended_on").desc(nulls_first=True), "-id")
    rows = found.order_by(*latest_first).values_list(*Counting._fields)
    return {row[1]: Counting(*row) for row in rows}


# The terms as one text: a city has ninety thousand targets and a handful of terms, each of which is read once.
TARGETS = """
SELECT t.id, t.agreement_id,
       concat_ws(E'\x1f', t.polarity, t.accumulation, t.source, t.register, t.case_class, t.weight, t.monthly)
FROM contracts_target t {of}
"""
OF_YEAR = "JOIN contracts_agreement a ON a.id = t.agreement_id WHERE a.year = %s"
OF_AGREEMENTS = "WHERE t.agreement_id = ANY (%s)"


def load_promises(agreements: Mapping[int, Counting], *, year: int | None = None) -> list[Promise]:
    """The targets of these agreements by holder; ``year``: they are all there are in it."""
    by_id = {agreement.id: agreement for agreement in agreements.values()}
    terms: dict[str, Terms] = {}
    found = []
    with connection.cursor() as cursor:
        if year is None:
            cursor.execute(TARGETS.format(of=OF_AGREEMENTS), [list(by_id)])
        else:
            cursor.execute(TARGETS.format(of=OF_YEAR), [year])
        for target_id, agreement_id, text in cursor.fetchall():
            agreement = by_id.get(agreement_id)
            if agreement is None:
                continue
            if text not in terms:
                terms[text] = _terms(text)
            found.append(Promise(target_id, agreement, terms[text]))
    return found


def _terms(text: str) -> Terms:
    polarity, accumulation, source, register, case_class, weight, monthly = text.split("\x1f")
    values = tuple(None if value == "NULL" else Decimal(value) for value in monthly.strip("{}").split(","))
    return Terms(polarity, accumulation, source, register, case_class, Decimal(weight), values)


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


#: Register, class, unit, opened and closed in local time, limit and what it counts.
CaseRow = tuple[str, str, int, datetime, datetime | None, int, str]


def _cases(scene: Scene, registers: Collection[str], units: set[int]) -> Iterator[CaseRow]:
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


class Closed(NamedTuple):
    """The latest closed month of a year: its number (0: none is closed), and its revision."""

    number: int = 0
    revision_id: int | None = None


def latest_closed(month: date) -> Closed:
    """The latest closed month of the year before ``month``.

    A closed month is not measured again: its figures stand, and the work of a month does not grow with the year.
    """
    locked = Achievement.objects.filter(
        revision__state=RevisionState.LOCKED, revision__month__month__year=month.year, revision__month__month__lt=month
    )
    latest = locked.order_by("-revision__month").values_list("revision__month", "revision_id").first()
    return Closed(latest[0].month, latest[1]) if latest else Closed()


def kept_months(closed: Closed, target_ids: Collection[int] | None) -> dict[int, str]:
    """What a closed month kept of the year up to it, by target, as JSON."""
    if closed.revision_id is None:
        return {}
    rows = Achievement.objects.filter(revision_id=closed.revision_id)
    if target_ids is not None:
        rows = rows.filter(target_id__in=target_ids)
    return dict(rows.values_list("target_id", Cast("months", TextField())))
