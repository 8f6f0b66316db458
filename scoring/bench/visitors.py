"""Who visits pages in a measurement: one person of each level, one of each office."""

from __future__ import annotations

from django.test import Client

from organization.models import Employee, Role, RoleGrant, Unit, UnitKind
from scoring.bench.city import LAST, MONTH

LEVELS = ("opd_head", "division_head", "team_lead", "staff")
HOST = "localhost"


def visitors() -> dict[str, Employee]:
    """The lowest NIP of each level, and staff who hold the offices."""
    found = {}
    for level in LEVELS:
        holders = Employee.objects.filter(assignments__position__level=level, assignments__start__lte=LAST)
        found[level] = holders.order_by("nip")[0]
    staff = Employee.objects.filter(assignments__position__level="staff").exclude(pk=found["staff"].pk).order_by("nip")
    for role, person in zip(Role.values, staff[: len(Role.values)], strict=True):
        unit = Unit.objects.filter(kind=UnitKind.OPD).first() if role == Role.MONITOR else None
        RoleGrant.objects.get_or_create(employee=person, role=role, unit=unit, start=MONTH)
        found[role] = person
    return found


def visit_as(person: Employee) -> Client:
    """A browser in which the person is logged in."""
    client = Client(HTTP_HOST=HOST)
    client.force_login(person)
    return client
