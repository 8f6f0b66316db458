"""Tasks as whoever gave or got them sees them."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from dailylog.models import Task
from dailylog.queries.team import Team
from organization.models import Employee, Unit

#: How many tasks a page lists.
MOST = 100


def still_coming(day: date) -> Q:
    """Tasks of this day or a later one, and recurring ones that have not ended."""
    return Q(date__gte=day) | Q(date__isnull=True) & (Q(last__isnull=True) | Q(last__gte=day))


def given_by(employee: Employee, day: date) -> QuerySet[Task]:
    """Tasks in force that a person gave and that still come."""
    rows = Task.objects.in_force().filter(still_coming(day), author=employee)
    return rows.select_related("employee", "unit").order_by("date", "pk")[:MOST]


def got_by(employee: Employee, unit_ids: list[int], day: date) -> QuerySet[Task]:
    """Tasks in force that a person got from others and that still come."""
    rows = Task.objects.in_force().for_person(employee.pk, unit_ids).filter(still_coming(day))
    return rows.exclude(author=employee).select_related("author", "unit").order_by("date", "pk")[:MOST]


def people_under(team: Team) -> list[Employee]:
    """The people who answer to the team's superior today, by name; one query."""
    keys = [key for key in team.employee_ids() if team.post_for(key, team.today) is not None]
    return list(Employee.objects.filter(pk__in=keys, is_active=True).order_by("name", "pk"))


def units_led(team: Team) -> list[Unit]:
    """The units that the team's superior leads today, by name; one query."""
    keys = [holding.unit_id for holding in team.own if holding.covers(team.today)]
    return list(Unit.objects.filter(pk__in=keys).order_by("name"))
