"""Everything that the page of a day shows; a fixed number of queries whatever the age of the system."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from contracts.models import Target
from dailylog.models import Activity, ActivityDraft, ActivityStatus, Finding, PresenceTap
from dailylog.queries.day_rows import page_rows
from dailylog.queries.findings import findings_about
from dailylog.queries.plan import Habits, PlannedTask, tasks_on
from dailylog.queries.taps import last_tap
from dailylog.queries.workday import WorkDay, work_day
from kinerja.days import ONE_DAY
from organization.models import Employee
from organization.queries.authority import chart_around


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
    draft: ActivityDraft | None = None

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
        until = self.tap.undo_until if self.tap else None
        return until if until and until > now else None


def read(employee: Employee, day: date) -> DayPage:
    """The page of a person's day."""
    chart = chart_around([employee.pk], day)
    units = [holding.unit_id for holding in chart.holdings() if holding.employee_id == employee.pk]
    superior = chart.superior(employee.pk)
    rows = page_rows(employee.pk, day, superior_id=superior.employee_id if superior else None, unit_ids=units)
    found = work_day(employee, day, chart=chart, rows=rows.work)
    return DayPage(
        day=found,
        activities=rows.activities,
        tasks=tasks_on(employee, units, day) if rows.planned else [],
        habits=Habits(rows.usual, rows.last_day),
        targets=rows.targets,
        missing=rows.missing,
        findings=findings_about(employee, day) if rows.found else [],
        tap=rows.tap or _tap_of_night(found),
        draft=rows.draft,
    )


def _tap_of_night(day: WorkDay) -> PresenceTap | None:
    """After a night the last tap, the only one that can still be taken back, may be of the evening before."""
    if day.night is None or day.date != timezone.localdate():
        return None
    return last_tap(day.employee.pk, day.date - ONE_DAY)


def copies_of(employee: Employee, page: DayPage) -> list[Activity]:
    """The entries of the last day before the page's that have no like on the page's day, to be copied; one query."""
    last = page.habits.last_day
    if last is None:
        return []
    there = Counter(each.description for each in page.activities)
    found = []
    for each in Activity.objects.filter(employee=employee, date=last).order_by("start"):
        there[each.description] -= 1
        if there[each.description] < 0:
            found.append(each)
    return found
