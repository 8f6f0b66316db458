"""Overtime is ordered before it begins, by the superior; only ordered minutes count beyond the day (rules §4)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dailylog.actions.refusals import refusing
from dailylog.models import Overtime, OvertimeOrder
from dailylog.queries.team import Team
from kinerja.errors import DomainError
from organization.actions.conflicts import save_checked


@transaction.atomic
def order_overtime(
    *,
    user_id: int,
    employee_ids: Iterable[int],
    day: date,
    start: time,
    end: time,
    order_number: str,
    work: str,
    now: datetime,
) -> list[OvertimeOrder]:
    """Order people of one's own to work from ``start`` to ``end`` on a day. Raises ``DomainError``."""
    local = timezone.localtime(now)
    _check_ahead(day, start, local)
    team = Team(user_id, first=local.date(), today=local.date())
    orders = []
    for employee_id in sorted(set(employee_ids)):
        if team.post_for(employee_id, local.date()) is None:
            raise DomainError("overtime_of_another", _("Lembur diperintahkan oleh atasan pegawai yang bersangkutan."))
        span = {"employee_id": employee_id, "date": day, "start": start, "end": end, "order_number": order_number}
        overtime = Overtime(**span)
        save_checked(overtime)
        order = OvertimeOrder(**span, work=work, ordered_by_id=user_id, overtime=overtime)
        save_checked(order)
        orders.append(order)
    if not orders:
        raise DomainError("overtime_for_nobody", _("Pilih siapa yang lembur."))
    return orders


@transaction.atomic
def withdraw_overtime(*, order_id: int, user_id: int, now: datetime) -> None:
    """Take back an order that has not begun. Raises ``DomainError``."""
    order = OvertimeOrder.objects.select_for_update().get(pk=order_id, ordered_by_id=user_id)
    if order.withdrawn_at is not None:
        return
    _check_ahead(order.date, order.start, timezone.localtime(now))
    overtime = order.overtime
    order.overtime, order.withdrawn_at = None, now
    order.save(update_fields=["overtime", "withdrawn_at"])
    if overtime is not None:
        with refusing():
            overtime.delete()


def _check_ahead(day: date, start: time, local: datetime) -> None:
    if (day, start) <= (local.date(), local.time()):
        raise DomainError("overtime_begun", _("Lembur diperintahkan sebelum dimulai. Pilih jam yang belum lewat."))
