"""What a person finds to do on a day: tasks, what was left over, what is usual."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from contracts.models import Target
from dailylog.models import Activity, Task, TaskAnswer
from dailylog.rules.planning import OVERDUE_DAYS, Answer, Planned, standing
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
    """The tasks that stand on a day for a person with posts in these units, left-over ones first; 3 queries."""
    mine = Task.objects.in_force().for_person(employee.pk, list(unit_ids))
    week = Q(date__range=(day - timedelta(days=4 * OVERDUE_DAYS), day))
    carried = Q(answers__employee=employee, answers__carried_to=day)
    candidates = mine.filter(week | Q(weekdays__contains=[day.isoweekday()], first__lte=day) | carried)
    tasks = list(candidates.distinct().select_related("target", "author"))
    keys = [task.pk for task in tasks]
    answers: dict[int, list[Answer]] = defaultdict(list)
    for task_id, on, to in TaskAnswer.objects.filter(employee=employee, task__in=keys).values_list(
        "task_id", "date", "carried_to"
    ):
        answers[task_id].append(Answer(on, to))
    done: dict[int, set[date]] = defaultdict(set)
    for task_id, on in Activity.objects.filter(employee=employee, task__in=keys).values_list("task_id", "date"):
        if task_id is not None:
            done[task_id].add(on)
    found = [(task, _standing(task, day, answers[task.pk], done[task.pk])) for task in tasks]
    shown = [PlannedTask(task, planned) for task, planned in found if planned is not None]
    return sorted(shown, key=lambda row: (row.planned.since is None, row.planned.since or day, row.task.pk))


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
