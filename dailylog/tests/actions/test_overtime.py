"""Overtime is ordered by the superior, ahead, for somebody, and taken back once."""

from datetime import date, time

import pytest

from dailylog.actions.overtime import order_overtime, withdraw_overtime
from dailylog.models import Overtime, OvertimeOrder
from dailylog.tests.conftest import DAY, NOW
from kinerja.errors import DomainError
from organization.models import Employee
from tests.cast import Cast


def order(by: Employee, *people: Employee, day: date = DAY) -> list[OvertimeOrder]:
    return order_overtime(
        user_id=by.pk,
        employee_ids=[person.pk for person in people],
        day=day,
        start=time(18),
        end=time(20),
        order_number="SPL/1",
        work="Menutup laporan",
        now=NOW,
    )


def test_overtime_is_for_somebody_of_ones_own(cast: Cast) -> None:
    for people, code in (((), "overtime_for_nobody"), ((cast.other_head,), "overtime_of_another")):
        with pytest.raises(DomainError) as refused:
            order(cast.lead, *people)
        assert refused.value.code == code


def test_order_is_taken_back_once(cast: Cast) -> None:
    [row] = order(cast.lead, cast.staff)
    for _twice in range(2):
        withdraw_overtime(order_id=row.pk, user_id=cast.lead.pk, now=NOW)
    assert not Overtime.objects.exists()
    row.refresh_from_db()
    assert (row.withdrawn_at, row.overtime) == (NOW, None)


def test_order_whose_overtime_a_table_took_is_taken_back_too(cast: Cast) -> None:
    [row] = order(cast.lead, cast.staff)
    OvertimeOrder.objects.update(overtime=None)
    Overtime.objects.all().delete()
    withdraw_overtime(order_id=row.pk, user_id=cast.lead.pk, now=NOW)
    row.refresh_from_db()
    assert row.withdrawn_at == NOW
