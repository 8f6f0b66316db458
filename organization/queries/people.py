"""Lists of people with their posts of the day, and the history of one person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from organization.access import units_below
from organization.models import Assignment, AssignmentKind, Employee, Unit, UnitKind

#: What the list of people can be narrowed to.
STATES = ("", "acting", "unplaced", "inactive")


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person with the assignment of the day (rules §1), if any."""

    employee: Employee
    assignment: Assignment | None


def find_people(
    user: Any, *, day: date, text: str = "", opd_id: int | None = None, state: str = ""
) -> QuerySet[Employee]:
    """The people in the user's scope by name, narrowed by a part of NIP, name or unit, by OPD and by state."""
    today = Assignment.objects.on(day).filter(employee_id=OuterRef("pk"))
    people = Employee.objects.visible_to(user).order_by("name", "nip")
    if text:
        people = people.filter(_matches(text, day))
    if opd_id is not None:
        people = people.filter(Exists(today.filter(position__unit_id__in=units_below(frozenset({opd_id})))))
    if state == "acting":
        return people.filter(Exists(today.exclude(kind=AssignmentKind.DEFINITIVE)))
    if state == "unplaced":
        return people.filter(~Exists(today), is_active=True)
    return people.filter(is_active=state != "inactive")


def _matches(text: str, day: date) -> Q:
    digits = text.replace(" ", "")
    if digits.isdigit():
        return Q(nip__startswith=digits)
    units = Assignment.objects.on(day).filter(position__unit__name__icontains=text)
    return Q(name__icontains=text) | Q(pk__in=units.values("employee_id"))


def with_assignments(employees: Iterable[Employee], day: date) -> list[PersonRow]:
    """People with their assignment of the day, in the order given; one query."""
    people = list(employees)
    found = assignments_of([person.pk for person in people], day)
    return [PersonRow(person, found.get(person.pk)) for person in people]


def assignments_of(employee_ids: Iterable[int], day: date) -> dict[int, Assignment]:
    """Employee id → the assignment of the day: the definitive one, else the acting one that began latest (rules §1)."""
    rows = (
        Assignment.objects.on(day)
        .filter(employee_id__in=list(employee_ids))
        .select_related("position__unit__parent")
        # The one that counts comes last and stays; a tie leaves the lower code of the post.
        .order_by("start", "-position__code")
    )
    found: dict[int, Assignment] = {}
    for row in sorted(rows, key=lambda row: row.kind == AssignmentKind.DEFINITIVE):
        found[row.employee_id] = row
    return found


def history_of(employee: Employee) -> QuerySet[Assignment]:
    """Every post a person has held, holds or will hold, latest first."""
    return employee.assignments.select_related("position__unit").order_by("-start", "position__code")


def opds() -> QuerySet[Unit]:
    """The OPDs by name, for filters."""
    return Unit.objects.filter(kind=UnitKind.OPD).order_by("name")
