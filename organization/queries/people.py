"""Lists of people with their posts of the day, and the history of one person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from kinerja.reading import parsed, read_text
from kinerja.unchanged import until_changed
from organization.access import units_below
from organization.models import Assignment, AssignmentKind, Employee, Unit, UnitKind
from organization.noted import STRUCTURE
from organization.queries.nips import former_numbers

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
        return Q(nip__startswith=digits) | former_numbers(digits)
    units = Assignment.objects.on(day).filter(position__unit__name__icontains=text)
    return Q(name__icontains=text) | Q(pk__in=units.values("employee_id"))


# A page of the people whom a query selects, with the assignment of the day: the definitive one, else the acting one
# that began latest, a tie leaves the lower code of the post (rules §1).
_PAGE = """
WITH counted AS (
    SELECT count(*) AS count, greatest(1, (count(*) + {size} - 1) / {size}) AS pages FROM ({found}) everyone
), asked AS (
    SELECT count, CASE WHEN %s BETWEEN 1 AND pages THEN %s ELSE pages END AS page FROM counted
)
SELECT json_build_object('count', count, 'page', page, 'rows', (
    SELECT coalesce(json_agg(
        json_build_array(person.nip, person.name, post.kind, post.title, post.unit, post.above)
        ORDER BY person.name, person.nip
    ), '[]')
    FROM (
        SELECT id, nip, name FROM ({found}) everyone ORDER BY name, nip LIMIT {size} OFFSET (asked.page - 1) * {size}
    ) person
    LEFT JOIN LATERAL (
        SELECT a.kind, p.title, u.name AS unit, CASE WHEN u.kind <> 'opd' THEN above.name END AS above
        FROM organization_assignment a
        JOIN organization_position p ON p.id = a.position_id
        JOIN organization_unit u ON u.id = p.unit_id
        LEFT JOIN organization_unit above ON above.id = u.parent_id
        WHERE a.employee_id = person.id AND a.start <= %s AND (a."end" IS NULL OR a."end" >= %s)
        ORDER BY a.kind = 'definitive' DESC, a.start DESC, p.code
        LIMIT 1
    ) post ON true
))::text
FROM asked
"""


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """A line of a list: ``kind`` is that of the assignment, None without a post; ``above`` the unit above."""

    nip: str
    name: str
    kind: str | None
    title: str | None
    unit: str | None
    above: str | None


def page_text(found: QuerySet[Employee], day: date, *, page: int, size: int) -> str:
    """A page of people by name, with their posts of the day, as JSON; one query, a short one while nothing changes.

    A page that is not is the last. ``found`` may look at nothing but the structure.
    """
    chosen, values = found.order_by().values("id", "nip", "name").query.sql_with_params()
    statement = _PAGE.format(found=chosen, size=int(size))
    return _read(statement, tuple(tuple(each) if isinstance(each, list) else each for each in values), day, page)


@until_changed(*STRUCTURE)
def _read(statement: str, chosen: tuple[Any, ...], day: date, page: int) -> str:
    values = [list(each) if isinstance(each, tuple) else each for each in chosen]
    return read_text(statement, [*values, page, page, *values, day, day])


def read_page(text: str) -> tuple[list[ListedPerson], int, int]:
    """A ``page_text``: its people, the number of the page, and how many people there are on all pages."""
    read = parsed(text)
    return [ListedPerson(*row) for row in read["rows"]], read["page"], read["count"]


def listed(row: PersonRow) -> ListedPerson:
    """A person as a line of a list."""
    post = row.assignment.position if row.assignment else None
    above = post.unit.parent if post and post.unit.kind != UnitKind.OPD else None
    return ListedPerson(
        nip=row.employee.nip,
        name=row.employee.name,
        kind=row.assignment.kind if row.assignment else None,
        title=post.title if post else None,
        unit=post.unit.name if post else None,
        above=above.name if above else None,
    )


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


def opd_choices() -> tuple[tuple[int, str], ...]:
    """Key and name of the OPDs by name; one query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, name FROM organization_unit WHERE kind = 'opd' ORDER BY name")
        return tuple(cursor.fetchall())


def active_person(employee_id: int) -> Employee | None:
    """A person who may still log in."""
    return Employee.objects.filter(pk=employee_id, is_active=True).first()
