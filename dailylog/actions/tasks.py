"""Tasks given, answered and withdrawn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from decimal import Decimal
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from dailylog.models import Task, TaskAnswer
from kinerja.errors import DomainError
from organization.actions.conflicts import save_checked


@dataclass(frozen=True, slots=True)
class Work:
    """What a task asks for, and when: on ``date``, or on ``weekdays`` (1 = Monday) from ``first`` to ``last``."""

    title: str
    output: str = ""
    quantity: Decimal | None = None
    unit_of_measure: str = ""
    place: str = ""
    estimate_minutes: int | None = None
    target_id: int | None = None
    weekdays: list[int] = field(default_factory=list)
    first: date | None = None
    last: date | None = None
    date: date | None = None


@transaction.atomic
def give_task(
    *, author_id: int, work: Work, employee_ids: Iterable[int] = (), unit_id: int | None = None
) -> list[Task]:
    """Give a task to these people, or to everyone of a unit. Raises ``DomainError``."""
    people = sorted(set(employee_ids))
    if not people and unit_id is None:
        raise DomainError("task_for_nobody", _("Pilih pegawai atau tim yang diberi tugas."))
    batch = uuid4() if len(people) > 1 else None
    tasks = [Task(author_id=author_id, employee_id=person, batch=batch, **asdict(work)) for person in people]
    if unit_id is not None:
        tasks.append(Task(author_id=author_id, unit_id=unit_id, **asdict(work)))
    for task in tasks:
        save_checked(task)
    return tasks


@transaction.atomic
def answer_task(*, task_id: int, employee_id: int, day: date, carried_to: date | None) -> TaskAnswer:
    """Say of a task that it was not done on ``day``: carried to a later day, or dropped. The last answer counts."""
    if carried_to is not None and carried_to <= day:
        raise DomainError("task_carried_back", _("Tugas hanya dapat dilanjutkan pada hari sesudahnya."))
    answer, _new = TaskAnswer.objects.update_or_create(
        task_id=task_id, employee_id=employee_id, date=day, defaults={"carried_to": carried_to}
    )
    return answer


@transaction.atomic
def withdraw_task(*, task_id: int, author_id: int, now: datetime) -> None:
    """Take back a task; entries that name it stay. Raises ``DomainError`` for whoever did not give it."""
    task = Task.objects.select_for_update().get(pk=task_id)
    if task.author_id != author_id:
        raise DomainError("task_of_another", _("Tugas hanya dapat ditarik oleh pemberinya."))
    if task.withdrawn_at is None:
        task.withdrawn_at = now
        task.save(update_fields=["withdrawn_at"])
