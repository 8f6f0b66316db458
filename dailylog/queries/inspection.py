"""What the cross-checks found in the whole region, as the inspectorate goes through it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Case, F, IntegerField, OuterRef, Q, QuerySet, Subquery, When

from dailylog.models import Activity, Evidence, Finding, FindingKind, FindingState, PresenceTap
from dailylog.queries.check_facts import alike
from dailylog.queries.inspection_sql import OVERVIEW
from dailylog.queries.workday import deadlines_of
from kinerja.days import last_of_month
from kinerja.ui.fragments import kept
from organization.access import units_below
from organization.models import Assignment, AssignmentKind

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

DECIDED = frozenset({FindingState.CLEARED.value, FindingState.UPHELD.value})
#: The columns of the overview, in the order in which a finding goes through them.
STATES = (FindingState.OPEN, FindingState.EXPLAINED, FindingState.CLEARED, FindingState.UPHELD)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: a month (its first day), an OPD, a kind, a state, words of name or NIP; empty means all."""

    month: date
    opd_id: int | None = None
    kind: str = ""
    state: str = ""
    text: str = ""


class Opd(NamedTuple):
    """An OPD to choose."""

    pk: int
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Line:
    """How many findings of an OPD stand in which state; ``opd`` None are people outside every OPD."""

    opd: Opd | None
    counts: Sequence[int]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.counts)

    @property
    def shown(self) -> list[tuple[int, StrPromise | str]]:
        """Each count with the word for its state."""
        return list(zip(self.counts, (state.label for state in STATES), strict=True))


def superiors_until(day: date) -> datetime:
    """Until when only superiors decide on findings of a day, local time: the approval deadline of its month (§11)."""
    return turns_of(day)[0]


def turns_of(day: date) -> tuple[datetime, bool]:
    """``superiors_until``, and whether the month of the day is closed; three queries."""
    deadlines = deadlines_of(day)
    return deadlines.deciding_of(()), deadlines.closed


def findings_asked(user: Any, asked: Asked) -> QuerySet[Any]:
    """The findings that fit, oldest first, each with ``unit_id``, the unit of its person on that day (rules §1)."""
    rows = _of_month(user, asked.month)
    if asked.kind in FindingKind.values:
        rows = rows.filter(kind=asked.kind)
    if asked.state in FindingState.values:
        rows = rows.filter(state=asked.state)
    if asked.text:
        rows = rows.filter(Q(employee__name__icontains=asked.text) | Q(employee__nip__startswith=asked.text))
    if asked.opd_id is not None:
        rows = rows.filter(unit_id__in=units_below(frozenset({asked.opd_id})))
    return rows.select_related("employee", "decided_by").order_by("date", "employee__name", "pk")


class Overview(NamedTuple):
    """How a month's findings stand, by OPD, most findings first; and the OPDs by code."""

    lines: Sequence[Line]
    opds: Sequence[Opd]


def overview_text(month: date) -> str:
    """The findings of a month in the whole region, counted; one query. Only for who reads the logs of all."""
    ((text,),) = OVERVIEW.rows({"first": month, "last": last_of_month(month)})
    return str(text)


@kept(64)
def overview(text: str) -> Overview:
    """What an ``overview_text`` says."""
    said = json.loads(text)
    opds = [Opd(*row) for row in said["opds"] or ()]
    names = {opd.pk: opd for opd in opds}
    found: dict[int | None, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for opd, state, count in said["counts"] or ():
        found[opd][state] += count
    lines = [
        Line(names[opd] if opd is not None else None, [by_state[state] for state in STATES])
        for opd, by_state in found.items()
    ]
    return Overview(sorted(lines, key=lambda line: (-line.total, line.opd.code if line.opd else "")), opds)


def twins_of(photos: Sequence[Evidence]) -> dict[int, Evidence]:
    """The earliest photograph that looks like each of these, for another entry, with its entry; two queries."""
    matches = alike([photo.pk for photo in photos])
    first = {key: min(found, key=lambda match: match.date).evidence_id for key, found in matches.items()}
    rows = Evidence.objects.select_related("activity__employee").in_bulk(list(first.values()))
    return {key: rows[twin] for key, twin in first.items()}


def _of_month(user: Any, month: date) -> QuerySet[Any]:
    during = Q(end__isnull=True) | Q(end__gte=OuterRef("date")), Q(start__lte=OuterRef("date"))
    acting = Case(When(kind=AssignmentKind.DEFINITIVE, then=0), default=1, output_field=IntegerField())
    # The assignment of a day (rules §1): the definitive one, else the acting one that began latest.
    held = Assignment.objects.filter(*during, employee_id=OuterRef("employee_id")).order_by(acting, F("start").desc())
    rows = Finding.objects.visible_to(user).filter(date__range=(month, last_of_month(month)), gone_at__isnull=True)
    return rows.annotate(unit_id=Subquery(held.values("position__unit_id")[:1]))


class Proof(NamedTuple):
    """What shows a finding: the entries of the day, which of them it concerns, their photographs, the day's taps."""

    entries: list[Activity]
    concerned: frozenset[int]
    photos: list[Evidence]
    taps: list[PresenceTap]


def proof_of(finding: Finding) -> Proof:
    """The day of the person whom a finding is about; five queries."""
    of_day = Activity.objects.filter(employee=finding.employee_id, date=finding.date)
    concerned = frozenset(finding.activities.values_list("pk", flat=True))
    return Proof(
        entries=list(of_day.order_by("start").prefetch_related("evidence")),
        concerned=concerned,
        photos=list(Evidence.objects.filter(activity__in=concerned).select_related("activity__employee")),
        taps=list(PresenceTap.objects.of(finding.employee_id, finding.date).standing()),
    )
