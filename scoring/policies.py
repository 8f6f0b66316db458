"""Who may see which figures. What one may not know of is 404; what one may know of but not open is 403."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone

from organization.access import Access, access_for
from organization.models import Assignment, Employee, Role

#: Offices that read people's figures and attendance by their duty (mission, "Who uses it").
FIGURE_ROLES = frozenset({Role.BKPSDM.value, Role.INSPECTORATE.value})
#: Offices that keep the pledges besides the region's leaders (ux S-43).
PLEDGE_ROLES = frozenset({Role.ORTALA.value, Role.INSPECTORATE.value})


@dataclass(frozen=True, slots=True)
class Sight:
    """What a viewer sees of one person: that the person exists, figures with attendance, and daily logs."""

    known: bool
    figures: bool
    logs: bool


def sees_all_figures(access: Access) -> bool:
    """Everyone's figures: the region's leaders, BKPSDM and the inspectorate; not Ortala, not the operator."""
    return access.leads_region or bool(access.roles & FIGURE_ROLES)


def sight_of(user: Any, employee: Employee, day: date) -> Sight:
    """What ``user`` sees of ``employee`` on ``day``: oneself, the people of one's units then or now, or everyone."""
    access = access_for(user)
    own = employee.pk == access.employee_id or _in_units(access, employee, day)
    return Sight(
        known=own or access.sees_city,
        figures=own or sees_all_figures(access),
        logs=own or access.sees_city_logs,
    )


def _in_units(access: Access, employee: Employee, day: date) -> bool:
    if not access.answers_for_units:
        return False
    covers = Q()
    for moment in {day, timezone.localdate()}:
        covers |= Q(start__lte=moment) & (Q(end__isnull=True) | Q(end__gte=moment))
    posts = Assignment.objects.filter(covers, employee=employee, position__unit_id__in=access.unit_ids)
    return posts.exists()


def may_see_people_of(user: Any, unit_id: int) -> bool:
    """The figures of the people of a unit: its head and those above, its monitor, and whoever sees all figures."""
    access = access_for(user)
    return unit_id in access.unit_ids or sees_all_figures(access)


def may_see_ranking(user: Any) -> bool:
    """The ranking of the OPDs: whoever answers for more than himself."""
    access = access_for(user)
    return access.sees_city or access.answers_for_units


def may_run_months(user: Any) -> bool:
    """Start and repeat the scoring of months: the operator."""
    return Role.OPERATOR in access_for(user).roles


def may_see_all_pledges(user: Any) -> bool:
    """Every pledge: the region's leaders, Ortala and the inspectorate. Others see their own only."""
    access = access_for(user)
    return access.leads_region or bool(access.roles & PLEDGE_ROLES)


def has_own_month(user: Any) -> bool:
    """Whether the person's own month is worth a place in the menu: everyone with a post below the region's leaders."""
    access = access_for(user)
    return access.assignment is not None and not access.leads_region
