"""Runs the cross-checks and keeps what they find (rules §8)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from dailylog.limits import Limits, limits_on, month_of
from dailylog.models import Activity, Attendance, Decision, Finding, FindingKind, FindingState, Verdict
from dailylog.queries.check_facts import PersonDay, person_days
from dailylog.rules.checks import check
from dailylog.rules.checks.bulk import bulk_approvals
from dailylog.rules.checks.facts import Found
from kinerja.text import gettext_noop

#: People whose day is looked at together.
BATCH = 500
#: Days before today that the nightly run looks at again: marks of machines and corrections come late.
NIGHTLY_DAYS = 7
#: The first half of the advisory lock under which a person's findings are written.
_LOCK = 8
_ANSWERABLE = [FindingState.OPEN, FindingState.EXPLAINED]
_BULK_KIND = FindingKind.APPROVED_IN_BULK_UNREAD.value
_BULK = gettext_noop("%(count)s kegiatan disetujui dalam %(seconds)s detik.")


def check_days(
    employee_ids: Collection[int], day: date, *, now: datetime, month: tuple[Limits, bool] | None = None
) -> int:
    """Look at a day of these people and keep what contradicts; how many findings stand open there afterwards.

    The same again finds the same rows. What no longer contradicts is marked as gone unless it was upheld; nothing is
    deleted, and in a closed month nothing is found any more. ``month``: its limits, and whether it is closed, if known.
    """
    limits, closed = month or month_of(day)
    if not employee_ids or closed:
        return 0
    looks = [_Look(each) for each in person_days(employee_ids, day, limits)]
    changing = [look.person.employee_id for look in looks if look.changes]
    if changing:
        with transaction.atomic():
            # What was seen without the lock may be old news: whoever writes looks again.
            _take_turns(changing)
            again = {each.employee_id: _Look(each) for each in person_days(changing, day, limits)}
            _store(again.values(), day, now)
        looks = [again.get(look.person.employee_id, look) for look in looks]
    return sum(look.open for look in looks)


class _Look:
    """What the checks find about a person's day, beside what is stored."""

    def __init__(self, person: PersonDay) -> None:
        self.person = person
        stored = {(row.kind, row.mark): row for row in person.known if row.kind != _BULK_KIND}
        pairs = [(kind, found, stored.pop((kind, found.mark), None)) for kind, found in check(person.facts)]
        self.new = [(kind, found) for kind, found, row in pairs if row is None]
        self.changed = [(row, found) for _kind, found, row in pairs if row and (row.gone or row.facts != _said(found))]
        self.gone = [row.id for row in stored.values() if row.state in _ANSWERABLE and not row.gone]
        self.open = len(self.new) + sum(row is not None and row.state == FindingState.OPEN for _k, _f, row in pairs)

    @property
    def changes(self) -> bool:
        """Whether anything is to be written."""
        return bool(self.new or self.changed or self.gone)


def _take_turns(employee_ids: Collection[int]) -> None:
    """Let nobody else write findings of these people until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s, id) FROM unnest(%s::int[]) AS one(id) ORDER BY id",
            [_LOCK, list(employee_ids)],
        )


def _store(looks: Iterable[_Look], day: date, now: datetime) -> None:
    looks = list(looks)
    new = [(look.person.employee_id, kind, found) for look in looks for kind, found in look.new]
    rows = Finding.objects.bulk_create(
        Finding(employee_id=employee_id, date=day, kind=kind, mark=found.mark, facts=_said(found))
        for employee_id, kind, found in new
    )
    concerned = Finding.activities.through
    concerned.objects.bulk_create(
        concerned(finding_id=row.pk, activity_id=entry)
        for row, (_employee_id, _kind, found) in zip(rows, new, strict=True)
        for entry in found.entries
    )
    for known, found in (pair for look in looks for pair in look.changed):
        _renew(Finding.objects.get(pk=known.id), found)
    if gone := [key for look in looks for key in look.gone]:
        Finding.objects.filter(pk__in=gone).update(gone_at=now)


def check_night(*, today: date, now: datetime) -> int:
    """Look at the last days of everyone who was present or wrote something; how many findings stand open there."""
    found = 0
    for back in range(1, NIGHTLY_DAYS + 1):
        day = today - timedelta(days=back)
        people = sorted(
            {
                *Attendance.objects.filter(date=day).values_list("employee_id", flat=True),
                *Activity.objects.filter(date=day).values_list("employee_id", flat=True),
            }
        )
        for start in range(0, len(people), BATCH):
            found += check_days(people[start : start + BATCH], day, now=now)
        check_bulk(day)
    return found


def check_bulk(day: date) -> None:
    """Superiors who approved faster on a day than anybody reads (``approved_in_bulk_unread``)."""
    limits = limits_on(day)
    begin = timezone.make_aware(datetime.combine(day, datetime.min.time()))
    rows = Decision.objects.filter(verdict=Verdict.APPROVE, at__gte=begin, at__lt=begin + timedelta(days=1))
    moments: dict[int, list[datetime]] = {}
    for decided_by, at in rows.order_by("at").values_list("decided_by_id", "at"):
        moments.setdefault(decided_by, []).append(at)
    for employee_id, series in moments.items():
        for began, count in bulk_approvals(series, entries=limits.bulk_entries, seconds=limits.bulk_seconds):
            found = Found(_BULK, {"count": count, "seconds": limits.bulk_seconds}, (), f"{began:%H%M%S}")
            known = Finding.objects.filter(employee_id=employee_id, date=day, kind=_BULK_KIND, mark=found.mark).first()
            _keep(known, employee_id, day, _BULK_KIND, found)


def _keep(row: Finding | None, employee_id: int, day: date, kind: str, found: Found) -> None:
    if row is None:
        row = Finding.objects.create(employee_id=employee_id, date=day, kind=kind, mark=found.mark, facts=_said(found))
        row.activities.set(found.entries)
    elif row.facts != _said(found) or row.gone_at is not None:
        _renew(row, found)


def _renew(row: Finding, found: Found) -> None:
    """What was explained or decided stays so: only the figures in the sentence may be newer."""
    row.facts, row.gone_at = _said(found), None
    row.save(update_fields=["facts", "gone_at"])
    row.activities.set(found.entries)


def _said(found: Found) -> dict[str, Any]:
    return {"message": found.message, "params": dict(found.params)}
