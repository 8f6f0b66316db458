"""What a person finds to do on a day: tasks, what was left over, what is usual."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from contracts.models import Target
from dailylog.models import Task
from dailylog.queries.plan_sql import TASKS
from dailylog.rules.planning import OVERDUE_DAYS, Answer, Planned, standing
from kinerja.rows import instances, read_json
from organization.models import Employee

#: How far back an entry tells what is usual for a person, in days.
USUAL_DAYS = 45
#: So much usual work is suggested.
MOST_USUAL = 5
#: How far back "as yesterday" looks for a day with entries.
YESTERDAY_DAYS = 14


@dataclass(frozen=True, slots=True)
class PlannedTask:
    """A task on a day, and how it stands there."""

    task: Task
    planned: Planned


@dataclass(frozen=True, slots=True)
class Usual:
    """Work that a person does often."""

    description: str
    output: str
    unit_of_measure: str
    target_id: int | None


@dataclass(frozen=True, slots=True)
class Habits:
    """What a person's recent entries tell: usual work, the most frequent first, and the last day with entries."""

    usual: Sequence[Usual]
    last_day: date | None


def tasks_on(employee: Employee, unit_ids: Iterable[int], day: date) -> list[PlannedTask]:
    """The tasks that stand on a day for a person with posts in these units, left-over ones first; one query."""
    since = day - timedelta(days=4 * OVERDUE_DAYS)
    rows = TASKS.rows({"person": employee.pk, "units": list(unit_ids), "since": since, "day": day})
    known = [read_json(text) for (text,) in rows]
    found = []
    for task, row in zip(instances(Task, known), known, strict=True):
        (task.author,) = instances(Employee, [row["by"]])
        task.target = next(iter(instances(Target, [row["serves"]] if row["serves"] else [])), None)
        answers = [Answer(*map(_day, pair)) for pair in row["answers"] or ()]
        done = {date.fromisoformat(each) for each in row["done"] or ()}
        planned = _standing(task, day, answers, done)
        if planned is not None:
            found.append(PlannedTask(task, planned))
    return sorted(found, key=lambda row: (row.planned.since is None, row.planned.since or day, row.task.pk))


def _day(text: str | None) -> Any:
    return date.fromisoformat(text) if text else None


def _standing(task: Task, day: date, answers: list[Answer], done: set[date]) -> Planned | None:
    falls = (
        task.first is not None
        and day.isoweekday() in task.weekdays
        and task.first <= day
        and (task.last is None or day <= task.last)
    )
    return standing(day=day, once_on=task.date, falls=falls, answers=answers, done_on=done)


def targets_of(employee: Employee, year: int) -> list[Target]:
    """The person's own targets of a year, which an entry may serve; one query."""
    own = Target.objects.filter(agreement__holder=employee, agreement__year=year)
    return list(own.order_by("indicator_code").only("id", "indicator_code", "indicator", "unit_of_measure", "source"))
