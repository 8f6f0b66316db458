"""Who may do what with people, posts and units: one predicate each. The rights themselves are in ``access``."""

from datetime import date
from typing import Any

from django.conf import settings

from organization.access import access_for, units_below
from organization.models import Employee, Role, Unit


def has_role(user: Any, *roles: str, day: date | None = None) -> bool:
    """Whether the user has one of these roles on a day (default: today)."""
    return bool(access_for(user, day).roles.intersection(roles))


def may_manage_people(user: Any) -> bool:
    """Move, appoint and hire people, keep units, posts, schedules and holidays: BKPSDM and the operator."""
    return has_role(user, Role.BKPSDM, Role.OPERATOR)


def may_roster_unit(user: Any, unit_id: int) -> bool:
    """Fill the rosters of a unit's people: whoever heads it or a unit above it, BKPSDM and the operator."""
    return may_manage_people(user) or unit_id in units_below(access_for(user).headed)


def may_roster(user: Any, employee: Employee) -> bool:
    """Fill a person's roster. Nobody does it for himself: it says which days are scored."""
    if employee.pk == user.pk:
        return False
    access = access_for(user)
    if may_manage_people(user):
        return True
    posts = employee.assignments.on(access.day)
    return bool(access.headed) and posts.filter(position__unit_id__in=units_below(access.headed)).exists()


def may_read_shifts(user: Any) -> bool:
    """Read the list of shifts: whoever fills rosters, and the readers of the personnel board."""
    access = access_for(user)
    return access.sees_city or bool(access.headed)


def may_manage_roles(user: Any) -> bool:
    """Grant and end roles: BKPSDM and the operator."""
    return has_role(user, Role.BKPSDM, Role.OPERATOR)


def may_grant(user: Any, *, role: str, employee_id: int) -> bool:
    """Grant or end this role of this person. Nobody does it for himself; only an operator makes an operator."""
    if employee_id == user.pk or not may_manage_roles(user):
        return False
    return role != Role.OPERATOR or has_role(user, Role.OPERATOR)


def may_change_login(user: Any, employee_id: int) -> bool:
    """Hand out a one-time password, correct a mistyped NIP: nobody his own; an operator's only by an operator."""
    if employee_id == user.pk or not may_manage_people(user):
        return False
    grants = Employee(pk=employee_id).grants.on(access_for(user).day)
    return has_role(user, Role.OPERATOR) or not grants.filter(role=Role.OPERATOR).exists()


def may_watch_delivery(user: Any) -> bool:
    """See how many mails and push messages went wrong, and have them tried again: the operator."""
    return has_role(user, Role.OPERATOR)


def may_open_back_door(user: Any) -> bool:
    """Look at raw rows, and mend the few that no page mends: the operator (docs/decisions/0032)."""
    return has_role(user, Role.OPERATOR)


def may_read_seals(user: Any) -> bool:
    """Read the seals over history and carry their heads outside: the inspectorate and the operator."""
    return has_role(user, Role.INSPECTORATE, Role.OPERATOR)


def needs_second_factor(user: Any) -> bool:
    """Whether the region demands a second step at the door of this person (``SECOND_FACTOR_FOR``, security.md)."""
    demanded = frozenset(settings.SECOND_FACTOR_FOR)
    if not demanded:
        return False
    access = access_for(user)
    return bool(access.roles & demanded) or ("heads" in demanded and bool(access.headed or access.leads_region))


def may_browse_people(user: Any) -> bool:
    """Open the lists of people and units: whoever sees more than himself."""
    access = access_for(user)
    return access.sees_city or access.answers_for_units


def may_read_board(user: Any) -> bool:
    """Read the personnel board's reports and its lists of roles, schedules and holidays."""
    return access_for(user).sees_city


def may_see_unit(user: Any, unit: Unit) -> bool:
    """Open the page of a unit with its people."""
    return access_for(user).may_see_unit(unit.pk)


def may_see_person(user: Any, employee: Employee) -> bool:
    """Open the page of a person: oneself, whoever is in one's units today, or everyone."""
    access = access_for(user)
    if access.sees_city or employee.pk == access.employee_id:
        return True
    posts = employee.assignments.on(access.day)
    return posts.filter(position__unit_id__in=access.unit_ids).exists()


def may_see_logs_of(user: Any, employee: Employee) -> bool:
    """Read a person's daily logs: not Ortala, BKPSDM or the operator, unless they head the person."""
    access = access_for(user)
    if access.sees_city_logs or employee.pk == access.employee_id:
        return True
    posts = employee.assignments.on(access.day)
    return posts.filter(position__unit_id__in=access.unit_ids).exists()
