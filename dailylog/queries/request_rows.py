"""Everything that the page of requests shows, as it is stored: one query."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.utils import timezone

from dailylog.models import Leave, LeaveRequest, LeaveReturn, OvertimeOrder, PresenceCorrection, Request
from dailylog.rules.leave_return import AFTERWARDS
from kinerja.prepared import Prepared
from kinerja.rows import instances, read_json
from organization.models import Employee

#: How far back one's own requests are listed, in days.
SINCE_DAYS = 92
_MODELS: tuple[type[Request], ...] = (PresenceCorrection, LeaveRequest, LeaveReturn)

_WHO = "jsonb_build_object('id', e.id, 'nip', e.nip, 'name', e.name)"
_OWN = """
    (SELECT jsonb_agg(to_jsonb(r) || jsonb_build_object('decider', {who}))
     FROM {table} r LEFT JOIN organization_employee e ON e.id = r.decided_by_id
     WHERE r.employee_id = %(me)s AND r.requested_at >= %(since)s)"""
_WAITING = """
    (SELECT jsonb_agg(to_jsonb(r) || jsonb_build_object('who', {who}))
     FROM {table} r JOIN organization_employee e ON e.id = r.employee_id
     WHERE r.employee_id = ANY(%(people)s) AND r.state = 'requested')"""
_OTHERS = f"""
    (SELECT jsonb_agg(to_jsonb(l) || jsonb_build_object('who', {_WHO}, 'asked', EXISTS (
                 SELECT FROM dailylog_leavereturn r WHERE r.leave_id = l.id AND r.state = 'requested'))
             ORDER BY e.name, l.start)
     FROM dailylog_leave l JOIN organization_employee e ON e.id = l.employee_id
     WHERE (l.employee_id = %(me)s OR l.employee_id = ANY(%(people)s)) AND l.start <= %(day)s AND l."end" >= %(ended)s),
    (SELECT jsonb_agg(to_jsonb(o) || jsonb_build_object('who', {_WHO}) ORDER BY o.date, o.start, e.name)
     FROM dailylog_overtimeorder o JOIN organization_employee e ON e.id = o.employee_id
     WHERE o.ordered_by_id = %(me)s AND o.date >= %(day)s AND o.withdrawn_at IS NULL)"""  # noqa: S608 -- constants
_PARTS = [part.format(who=_WHO, table=model._meta.db_table) for part in (_OWN, _WAITING) for model in _MODELS]  # noqa: SLF001 -- documented

_REQUESTS = Prepared(
    "dailylog_requests",
    f"SELECT {','.join([*_PARTS, _OTHERS])}",
    me="bigint",
    people="bigint[]",
    since="timestamptz",
    day="date",
    ended="date",
)


class RequestRows(NamedTuple):
    """One's own requests, those of one's people that wait, leave that runs, and overtime that one ordered.

    Leave is one's own until some days after its end, and that of one's people; ``asked`` are the ids of those of which
    an earlier end was asked for and waits.
    """

    own: list[Request]
    waiting: list[Request]
    running: list[Leave]
    asked: frozenset[int]
    orders: list[OvertimeOrder]


def request_rows(me: Employee, people: Collection[int], today: date) -> RequestRows:
    """What ``me`` reads about the own requests and those of ``people``; one query."""
    values = {
        "me": me.pk,
        "people": sorted(people),
        "since": timezone.now() - timedelta(days=SINCE_DAYS),
        "day": today,
        "ended": today - AFTERWARDS,
    }
    (row,) = _REQUESTS.rows(values)
    parts = [read_json(part) or [] for part in row]
    *requests, running, orders = parts
    return RequestRows(
        own=[each for model, rows in zip(_MODELS, requests[:3], strict=True) for each in _own(model, rows, me)],
        waiting=[each for model, rows in zip(_MODELS, requests[3:], strict=True) for each in _of(model, rows)],
        running=_of(Leave, running),
        asked=frozenset(each["id"] for each in running if each["asked"]),
        orders=_of(OvertimeOrder, orders),
    )


def _own(model: type[Any], rows: list[dict[str, Any]], me: Employee) -> list[Any]:
    found = instances(model, rows)
    for each, row in zip(found, rows, strict=True):
        each.employee = me
        if row["decided_by_id"]:
            (each.decided_by,) = instances(Employee, [row["decider"]])
    return found


def _of(model: type[Any], rows: list[dict[str, Any]]) -> list[Any]:
    """Rows with the person whom they concern."""
    found = instances(model, rows)
    for each, row in zip(found, rows, strict=True):
        (each.employee,) = instances(Employee, [row["who"]])
    return found
