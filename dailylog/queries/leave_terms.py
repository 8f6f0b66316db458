"""What stands against leave that is asked for, and what whoever decides on it must look at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext

from dailylog.models import Leave, LeaveKind, LeaveRequest, OpeningBalance
from dailylog.queries.leave import entitlements
from dailylog.rules.leave_balance import by_contract, served_since
from dailylog.rules.leave_terms import Asked, Remark, Span, remarks
from kinerja.ui import wording

#: Kinds without conditions of their own here: the balance rules the one, the order of travel the other.
_FREE = frozenset({LeaveKind.ANNUAL, LeaveKind.DINAS_LUAR})


def remarks_on(rows: Sequence[LeaveRequest]) -> dict[int, list[Remark]]:
    """The remarks about requests by ``id(row)``, which may not be stored yet; two queries, six with long leave."""
    asked = [row for row in rows if row.kind not in _FREE]
    if not asked:
        return {}
    people = {row.employee_id: row.employee for row in asked}
    since = {person.pk: served_since(person.nip) for person in people.values()}
    entered = OpeningBalance.objects.filter(employee_id__in=people, served_since__isnull=False).order_by("year")
    since.update({key: day for key, day in entered.values_list("employee_id", "served_since") if day is not None})
    earlier: dict[tuple[int, str], list[Span]] = defaultdict(list)
    leave = Leave.objects.filter(employee_id__in=people, kind__in={row.kind for row in asked})
    for employee_id, kind, start, end in leave.values_list("employee_id", "kind", "start", "end"):
        earlier[employee_id, kind].append((start, end))
    annual = _annual_taken([row for row in asked if row.kind == LeaveKind.LONG])
    return {
        id(row): remarks(
            Asked(
                kind=row.kind,
                start=row.start,
                end=row.end,
                since=since[row.employee_id],
                by_contract=by_contract(row.employee.nip),
                male=row.employee.nip[14] == "1",
                earlier=[span for span in earlier[row.employee_id, row.kind] if span[0] < row.start],
                annual_taken=annual.get(id(row), 0),
            )
        )
        for row in asked
    }


def sentence_of(remark: Remark) -> str:
    """A remark in the language of the page."""
    words = {key: wording.day(value) if isinstance(value, date) else value for key, value in remark.values.items()}
    return gettext(remark.sentence) % words if words else gettext(remark.sentence)


def _annual_taken(rows: Sequence[LeaveRequest]) -> dict[int, int]:
    """Days of annual leave granted in the year in which each long leave begins."""
    if not rows:
        return {}
    known = entitlements([row.employee for row in rows], {row.start.year for row in rows})
    return {id(row): known[row.employee_id].balances[row.start.year].taken for row in rows}
