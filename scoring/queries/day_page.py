"""One day of a person: marks, schedule, entries, and what it did to the month's TPP."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from dailylog.models import Activity, Attendance, Leave, Overtime
from organization.models import Employee, Holiday
from scoring.models import IndividualScore
from scoring.queries.person_days import WorkDay
from scoring.rules.discipline import discipline
from scoring.rules.policy import Policy
from scoring.rules.tpp import HUNDRED, productivity, tpp


def attendance_on(employee: Employee, day: date) -> Attendance | None:
    """The marks of a day as the machine gave them."""
    return Attendance.objects.filter(employee=employee, date=day).first()


def activities_on(employee: Employee, day: date) -> QuerySet[Activity]:
    """The entries of a day with the targets that they serve."""
    return Activity.objects.filter(employee=employee, date=day).select_related("target").order_by("start")


def leave_on(employee: Employee, day: date) -> Leave | None:
    """The approved leave or duty travel that covers a day."""
    return Leave.objects.filter(employee=employee, start__lte=day, end__gte=day).first()


def overtime_on(employee: Employee, day: date) -> QuerySet[Overtime]:
    """The approved overtime of a day."""
    return Overtime.objects.filter(employee=employee, date=day).order_by("start")


def holiday_on(day: date) -> Holiday | None:
    """Why nobody is required to work on a day."""
    return Holiday.objects.filter(date=day).first()


def cost_of(score: IndividualScore, day: WorkDay, policy: Policy, points: Decimal) -> Decimal:
    """Rupiah by which the month's TPP would be higher without the events of the day.

    ``points`` are those of the whole month. The rest of the month stays as it is: what was done on an absent day
    cannot be known.
    """
    own = sum((event.points for event in day.events), Decimal(0))
    earned = score.productivity
    if day.absent:
        kept = score.breakdown
        earned = productivity(
            iki=score.iki, iko=score.iko, required=kept["required"], absent=kept["absent"] - 1, policy=policy
        )
    without = tpp(
        base=score.tpp_base,
        productivity=earned,
        discipline=min(HUNDRED, discipline(points - own)),
        sanction_percent=score.sanction_percent,
        policy=policy,
    )
    return without - score.tpp
