"""Runs the cross-checks and keeps what they find (rules §8)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from dailylog.limits import is_closed, limits_on
from dailylog.models import Activity, Attendance, Decision, Finding, FindingKind, FindingState, Verdict
from dailylog.queries.check_facts import facts_of
from dailylog.rules.checks import check
from dailylog.rules.checks.bulk import bulk_approvals
from dailylog.rules.checks.facts import Found
from kinerja.text import gettext_noop

#: People whose day is looked at together.
BATCH = 500
#: Days before today that the nightly run looks at again: marks of machines and corrections come late.
NIGHTLY_DAYS = 7
_ANSWERABLE = [FindingState.OPEN, FindingState.EXPLAINED]
_BULK_KIND = FindingKind.APPROVED_IN_BULK_UNREAD.value
_BULK = gettext_noop("%(count)s kegiatan disetujui dalam %(seconds)s detik.")


def check_days(employee_ids: Collection[int], day: date, *, now: datetime) -> int:
    """Look at a day of these people and keep what contradicts; how many findings stand open there afterwards.

    The same again finds the same rows. What no longer contradicts is marked as gone unless it was upheld; nothing is
    deleted, and in a closed month nothing is found any more.
    """
    if not employee_ids or is_closed(day):
        return 0
    with transaction.atomic():
        known = Finding.objects.select_for_update().filter(employee_id__in=employee_ids, date=day)
        stored = {(row.employee_id, row.kind, row.mark): row for row in known if row.kind != _BULK_KIND}
        open_ones = 0
        for employee_id, facts in facts_of(employee_ids, day).items():
            for kind, found in check(facts):
                row = _keep(stored.pop((employee_id, kind, found.mark), None), employee_id, day, kind, found)
                open_ones += row.state == FindingState.OPEN
        gone = [row.pk for row in stored.values() if row.state in _ANSWERABLE and row.gone_at is None]
        Finding.objects.filter(pk__in=gone).update(gone_at=now)
    return open_ones


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


def _keep(row: Finding | None, employee_id: int, day: date, kind: str, found: Found) -> Finding:
    facts = {"message": found.message, "params": dict(found.params)}
    if row is None:
        row = Finding.objects.create(employee_id=employee_id, date=day, kind=kind, mark=found.mark, facts=facts)
        row.activities.set(found.entries)
    elif row.facts != facts or row.gone_at is not None:
        # What was explained or decided stays so: only the figures in the sentence may be newer.
        row.facts, row.gone_at = facts, None
        row.save(update_fields=["facts", "gone_at"])
        row.activities.set(found.entries)
    return row
