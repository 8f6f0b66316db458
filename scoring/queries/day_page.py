"""One day of a person: marks, schedule, entries, and what it did to the month's TPP."""

from __future__ import annotations

from datetime import date, time, timedelta
from decimal import Decimal

from django.db.models import Exists, Q, QuerySet

from dailylog.models import Activity, Attendance, Leave, Overtime
from organization.models import Employee, Holiday, RosterDay
from scoring.models import IndividualScore
from scoring.queries.person_days import WorkDay
from scoring.rules.discipline import discipline
from scoring.rules.policy import Policy
from scoring.rules.tpp import HUNDRED, productivity, tpp


def attendance_on(employee: Employee, day: date) -> Attendance | None:
    """The marks of a day as the machine gave them."""
    return Attendance.objects.filter(employee=employee, date=day).first()


def activities_on(employee: Employee, day: date, morning: time | None = None) -> QuerySet[Activity]:
    """The entries of a day with the targets that they serve; of the next date those before the ``morning`` too."""
    mine = Q(date=day)
    if morning is not None:
        mine |= Q(date=day + timedelta(days=1), start__lt=morning)
    return Activity.objects.filter(mine, employee=employee).select_related("target").order_by("date", "start")


def leave_on(employee: Employee, day: date) -> Leave | None:
    """The approved leave or duty travel that covers a day."""
    return Leave.objects.filter(employee=employee, start__lte=day, end__gte=day).first()


def overtime_on(employee: Employee, day: date) -> QuerySet[Overtime]:
    """The approved overtime of a day."""
    return Overtime.objects.filter(employee=employee, date=day).order_by("start")


def holiday_on(employee: Employee, day: date) -> Holiday | None:
    """Why a person is not required to work on a day; whoever works by a roster that month is not freed by it."""
    roster = RosterDay.objects.filter(employee=employee, date__year=day.year, date__month=day.month)
    return Holiday.objects.filter(~Exists(roster), date=day).first()


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
