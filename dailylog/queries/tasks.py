"""Tasks as whoever gave or got them sees them."""

from __future__ import annotations

from typing import Any, NamedTuple

from dailylog.models import Task
from dailylog.queries.team import Team
from kinerja.prepared import Prepared
from kinerja.rows import instances, read_json
from organization.access import Access
from organization.models import Employee, Unit

#: How many tasks a page lists.
MOST = 100

# Tasks in force of this day or a later one, and recurring ones that have not ended: those that a person gave, and those
# that the person got from others, for himself or for everyone of a unit in which he holds a post.
_COMING = """t.withdrawn_at IS NULL
          AND (t.date >= %(day)s OR (t.date IS NULL AND (t.last IS NULL OR t.last >= %(day)s)))"""
_TASKS = Prepared(
    "dailylog_tasks",
    f"""
SELECT (SELECT jsonb_agg(row ORDER BY row->>'date', (row->>'id')::bigint) FROM (
            SELECT to_jsonb(t) || jsonb_build_object('whose', e.name, 'everyone', u.name) AS row
            FROM dailylog_task t LEFT JOIN organization_employee e ON e.id = t.employee_id
            LEFT JOIN organization_unit u ON u.id = t.unit_id
            WHERE t.author_id = %(person)s AND {_COMING}
            ORDER BY t.date, t.id LIMIT %(most)s) given),
       (SELECT jsonb_agg(row ORDER BY row->>'date', (row->>'id')::bigint) FROM (
            SELECT to_jsonb(t) || jsonb_build_object('giver', e.name) AS row
            FROM dailylog_task t JOIN organization_employee e ON e.id = t.author_id
            WHERE (t.employee_id = %(person)s OR t.unit_id = ANY(%(units)s)) AND t.author_id <> %(person)s AND {_COMING}
            ORDER BY t.date, t.id LIMIT %(most)s) got)
""",  # noqa: S608 -- all parts stand above
    person="bigint",
    units="bigint[]",
    day="date",
    most="integer",
)
_NAMES = Prepared(
    "dailylog_names",
    "SELECT id, name FROM organization_employee WHERE id = ANY(%(people)s) AND is_active ORDER BY name, id",
    people="bigint[]",
)


class Tasks(NamedTuple):
    """What still comes of the tasks that a person gave, and of those that the person got; those of a day first."""

    given: list[Task]
    got: list[Task]


def tasks_of(access: Access) -> Tasks:
    """The tasks of a user that still come; one query."""
    values = {"person": access.employee_id, "units": sorted(access.held), "day": access.day, "most": MOST}
    ((given, got),) = _TASKS.rows(values)
    return Tasks(_given(read_json(given) or []), _got(read_json(got) or []))


def _given(rows: list[dict[str, Any]]) -> list[Task]:
    found = instances(Task, rows)
    for task, row in zip(found, rows, strict=True):
        if row["unit_id"]:
            task.unit = Unit(pk=row["unit_id"], name=row["everyone"])
        else:
            task.employee = Employee(pk=row["employee_id"], name=row["whose"])
    return found


def _got(rows: list[dict[str, Any]]) -> list[Task]:
    found = instances(Task, rows)
    for task, row in zip(found, rows, strict=True):
        task.author = Employee(pk=row["author_id"], name=row["giver"])
    return found


def people_under(team: Team) -> list[Employee]:
    """The people who answer to the team's superior today, by name, with id and name only; one query."""
    keys = [key for key in team.employee_ids() if team.post_for(key, team.today) is not None]
    return [Employee(pk=pk, name=name) for pk, name in _NAMES.rows({"people": keys})]


def units_led(access: Access, team: Team) -> list[Unit]:
    """The units that the team's superior leads today, by name."""
    led = {holding.unit_id for holding in team.own if holding.covers(team.today)}
    units = {post.position.unit_id: post.position.unit for post in access.posts if post.position.unit_id in led}
    return sorted(units.values(), key=lambda unit: unit.name)
