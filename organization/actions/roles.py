"""Roles granted and ended; a grant is dated and never deleted."""

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from kinerja.errors import DomainError
from organization import policies
from organization.actions.conflicts import save_checked
from organization.models import Employee, Role, RoleGrant, UnitKind
from organization.models.unit import Unit


@transaction.atomic
def grant_role(
    *,
    by: Employee | None,
    employee_id: int,
    role: str,
    start: date,
    unit_id: int | None = None,
    end: date | None = None,
) -> RoleGrant:
    """Give a person a role from ``start`` to ``end``; a monitor's is for one OPD. ``by`` None is the command line."""
    _check_granter(by, role, employee_id)
    employee = Employee.objects.select_for_update().get(pk=employee_id)
    if role == Role.MONITOR:
        if unit_id is None or not Unit.objects.filter(pk=unit_id, kind=UnitKind.OPD).exists():
            raise DomainError("role_unit", _("Pilih OPD yang dipantau."))
    elif unit_id is not None:
        raise DomainError("role_unit", _("Hanya pemantau yang ditugasi untuk OPD tertentu. Kosongkan pilihan OPD."))
    same_unit = Q(unit__isnull=True) if unit_id is None else Q(unit_id=unit_id)
    running = employee.grants.filter(same_unit, Q(end__isnull=True) | Q(end__gte=start), role=role)
    if end is not None:
        running = running.filter(start__lte=end)
    if running.exists():
        raise DomainError("role_granted_already", _("%(name)s sudah mempunyai peran ini.") % {"name": employee.name})
    grant = RoleGrant(employee=employee, role=role, unit_id=unit_id, start=start, end=end)
    save_checked(grant)
    return grant


@transaction.atomic
def end_role(*, by: Employee | None, grant_id: int, end: date) -> RoleGrant:
    """Make ``end`` the last day of a grant. Raises ``DomainError``."""
    grant = RoleGrant.objects.select_for_update().select_related("employee").get(pk=grant_id)
    _check_granter(by, grant.role, grant.employee_id)
    if grant.end is not None and grant.end < end:
        raise DomainError("role_ended_already", _("Peran ini sudah berakhir lebih dahulu."))
    grant.end = end
    save_checked(grant)
    return grant


def _check_granter(by: Employee | None, role: str, employee_id: int) -> None:
    if by is None or policies.may_grant(by, role=role, employee_id=employee_id):
        return
    if by.pk == employee_id:
        raise DomainError("role_own", _("Peran sendiri tidak dapat diubah. Mintalah kepada petugas lain."))
    raise DomainError("role_forbidden", _("Hanya operator yang dapat mengatur peran operator."))
