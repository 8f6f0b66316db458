"""Everything that the page of a day shows; a fixed number of queries whatever the age of the system."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone

from contracts.models import Target
from dailylog.actions.presence import UNDO_WITHIN, last_tap
from dailylog.models import Activity, ActivityStatus, Attendance, Finding, PresenceTap
from dailylog.queries.findings import findings_about
from dailylog.queries.plan import Habits, PlannedTask, habits_before, targets_of, tasks_on
from dailylog.queries.workday import WorkDay, work_day
from organization.models import Employee

#: Suggestions of usual work, and days that are looked at for missing entries.
MOST_USUAL = 5
MISSING_DAYS = 7


@dataclass(frozen=True)
class DayPage:
    """A day with its plan, what was filed, and what is usual. ``missing`` are days of presence without any entry."""

    day: WorkDay
    activities: Sequence[Activity]
    tasks: Sequence[PlannedTask]
    habits: Habits
    targets: Sequence[Target]
    missing: Sequence[date]
    tap: PresenceTap | None
    findings: Sequence[Finding] = ()

    @property
    def writable(self) -> bool:
        """Whether entries of the day may still be filed."""
        return not self.day.closed and self.day.own is not None

    @property
    def put_off(self) -> list[PlannedTask]:
        """The tasks of the day that were answered with "not yet"."""
        return [row for row in self.tasks if row.planned.answered is not None]

    @property
    def returned(self) -> int:
        """How many entries of the day wait for a correction."""
        return sum(each.status == ActivityStatus.RETURNED for each in self.activities)

    def undo_until(self, now: datetime) -> datetime | None:
        """Until when the last tap can be taken back; None when it cannot any more."""
        until = self.tap.at + UNDO_WITHIN if self.tap else None
        return until if until and until > now else None


def read(employee: Employee, day: date) -> DayPage:
    """The page of a person's day."""
    found = work_day(employee, day)
    return DayPage(
        day=found,
        activities=activities_on(employee, day),
        tasks=tasks_on(employee, found.post_units, day),
        habits=habits_before(employee, day, MOST_USUAL),
        targets=targets_of(employee, day.year),
        missing=missing_days(employee, day),
        findings=findings_about(employee, day),
        # Only a tap of today can still be taken back.
        tap=last_tap(employee.pk, day) if day == timezone.localdate() else None,
    )


def activities_on(employee: Employee, day: date) -> list[Activity]:
    """The entries of a day in their order, with target and photographs; two queries."""
    entries = Activity.objects.filter(employee=employee, date=day)
    return list(entries.select_related("target").prefetch_related("evidence").order_by("start"))


def missing_days(employee: Employee, day: date) -> list[date]:
    """The days of the last week on which the person was present, but has filed nothing; one query."""
    filed = Activity.objects.filter(employee_id=OuterRef("employee_id"), date=OuterRef("date"))
    there = Attendance.objects.filter(
        ~Exists(filed), employee=employee, date__range=(day - timedelta(days=MISSING_DAYS), day - timedelta(days=1))
    ).exclude(check_in__isnull=True, check_out__isnull=True)
    return list(there.order_by("date").values_list("date", flat=True))
