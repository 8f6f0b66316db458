"""Tasks are for somebody, go forward only, and are taken back by whoever gave them."""

from datetime import timedelta

import pytest

from dailylog.actions.tasks import Work, answer_task, give_task, withdraw_task
from dailylog.models import Task
from dailylog.tests.conftest import DAY, NOW
from kinerja.errors import DomainError
from tests.cast import Cast

WORK = Work(title="Menyusun laporan", date=DAY)


def test_task_is_for_somebody(cast: Cast) -> None:
    with pytest.raises(DomainError) as refused:
        give_task(author_id=cast.lead.pk, work=WORK)
    assert refused.value.code == "task_for_nobody"


def test_task_of_several_people_is_one_batch_and_that_of_a_unit_stands_alone(cast: Cast) -> None:
    both = give_task(author_id=cast.lead.pk, work=WORK, employee_ids=[cast.staff.pk, cast.colleague.pk, cast.staff.pk])
    assert [task.employee_id for task in both] == sorted([cast.staff.pk, cast.colleague.pk])
    assert both[0].batch == both[1].batch is not None
    [unit] = give_task(author_id=cast.lead.pk, work=WORK, unit_id=cast.units["dki-1a"].pk)
    assert (unit.employee_id, unit.batch) == (None, None)


def test_task_is_carried_to_a_later_day_only(cast: Cast) -> None:
    [task] = give_task(author_id=cast.lead.pk, work=WORK, employee_ids=[cast.staff.pk])
    with pytest.raises(DomainError) as refused:
        answer_task(task_id=task.pk, employee_id=cast.staff.pk, day=DAY, carried_to=DAY)
    assert refused.value.code == "task_carried_back"
    answer_task(task_id=task.pk, employee_id=cast.staff.pk, day=DAY, carried_to=DAY + timedelta(days=1))
    assert answer_task(task_id=task.pk, employee_id=cast.staff.pk, day=DAY, carried_to=None).carried_to is None
    assert task.answers.count() == 1


def test_task_is_withdrawn_once_and_by_its_author(cast: Cast) -> None:
    [task] = give_task(author_id=cast.lead.pk, work=WORK, employee_ids=[cast.staff.pk])
    with pytest.raises(DomainError) as refused:
        withdraw_task(task_id=task.pk, author_id=cast.kabid.pk, now=NOW)
    assert refused.value.code == "task_of_another"
    withdraw_task(task_id=task.pk, author_id=cast.lead.pk, now=NOW)
    withdraw_task(task_id=task.pk, author_id=cast.lead.pk, now=NOW + timedelta(hours=1))
    assert Task.objects.get(pk=task.pk).withdrawn_at == NOW
