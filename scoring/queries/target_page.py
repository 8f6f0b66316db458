"""What a target's realisation of a month was made of: the activities, the cases, or the reading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet, Sum

from contracts.models import Target
from dailylog.models import Activity, ActivityStatus
from kinerja.days import last_of_month
from organization.access import access_for, units_below
from organization.models import Assignment, Holiday
from scoring.models import Achievement, Case, IndividualScore, OrganizationScore, Reading, Revision
from scoring.periods import to_local
from scoring.queries.cascade import counted_by
from scoring.rules.calendar import WorkCalendar
from scoring.rules.clocks import deadline, decided_at, on_time


def achievement_of(revision: Revision, target: Target) -> Achievement | None:
    """The target in a revision."""
    row = Achievement.objects.filter(revision=revision, target=target).first()
    if row is not None:
        row.revision, row.target = revision, target
    return row


def enters_own_figures(user: Any, revision: Revision | None, target: Target) -> bool:
    """Whether the target is part of the IKO of a unit whose figures the user sees: it enters the own score."""
    access = access_for(user)
    units = access.unit_ids | access.own_unit_ids
    scores = OrganizationScore.objects.filter(unit_id__in=units, agreement_id=target.agreement_id)
    return revision is not None and scores.filter(revision=revision).exists()


def activities_of(target: Target, month: date) -> QuerySet[Activity]:
    """The approved activities of a month that the target counts, with those of direct contributions below it."""
    return (
        Activity.objects.filter(
            target_id__in=counted_by(target.pk),
            date__range=(month, last_of_month(month)),
            status=ActivityStatus.APPROVED,
        )
        .select_related("employee", "target")
        .order_by("-date", "start", "employee__nip")
    )


def visible_activities(activities: QuerySet[Activity], user: Any) -> QuerySet[Activity]:
    """Those whose daily logs the user sees: the own ones, those of the people of one's units, or all."""
    access = access_for(user)
    if access.sees_city_logs:
        return activities
    inside = Assignment.objects.on(access.day).filter(position__unit_id__in=access.unit_ids).values("employee_id")
    return activities.filter(Q(employee_id=access.employee_id) | Q(employee_id__in=inside))


def total_of(activities: QuerySet[Activity]) -> tuple[int, Decimal]:
    """(number of activities, sum of their quantities)."""
    found = activities.order_by().aggregate(total=Sum("quantity"))
    return activities.count(), found["total"] or Decimal(0)


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case that was decided in the month: its clock and whether it was kept; local times without zone."""

    case: Case
    opened: datetime
    deadline: datetime
    closed: datetime | None
    decided: datetime
    kept: bool


def cases_of(target: Target, month: date, unit_id: int, as_of: datetime) -> list[CaseLine]:
    """The cases that the target counts in a month, late ones first: of the unit and of those below (rules §2)."""
    cases = Case.objects.filter(
        register__code=target.register,
        unit_id__in=units_below(frozenset({unit_id})),
        opened_at__date__lte=last_of_month(month),
    ).exclude(closed_at__date__lt=month)
    if target.case_class:
        cases = cases.filter(case_class__code=target.case_class)
    # A limit of working days reaches at most some weeks back; nobody is asked for older holidays.
    around = (month - timedelta(days=400), last_of_month(month) + timedelta(days=400))
    calendar = WorkCalendar(set(Holiday.objects.filter(date__range=around).values_list("date", flat=True)))
    lines = _lines(cases.select_related("case_class", "unit"), calendar)
    found = [line for line in lines if line.decided.date().replace(day=1) == month and line.decided <= as_of]
    return sorted(found, key=lambda line: (line.kept, line.decided, line.case.number))


def _lines(cases: QuerySet[Case], calendar: WorkCalendar) -> Iterator[CaseLine]:
    for case in cases:
        opened = to_local(case.opened_at)
        closed = to_local(case.closed_at) if case.closed_at else None
        due = deadline(opened, case.limit, case.limit_unit, calendar)
        yield CaseLine(case, opened, due, closed, decided_at(closed, due), on_time(closed, due))


def holder_unit(revision: Revision, target: Target) -> int | None:
    """The unit of the holder's deciding assignment, as the revision kept it."""
    scored = IndividualScore.objects.filter(revision=revision, employee_id=target.agreement.holder_id)
    unit = scored.values_list("unit_id", flat=True).first()
    if unit is not None:
        return unit
    posts = Assignment.objects.on(last_of_month(revision.month_id)).filter(employee_id=target.agreement.holder_id)
    return posts.order_by("-kind", "-start").values_list("position__unit_id", flat=True).first()


def reading_of(target: Target, month: date) -> Reading | None:
    """The value reported for a month."""
    return Reading.objects.filter(target=target, month=month).first()
