"""What a day is for a person: hours, free days, marks, deadline, superior."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import connection

from dailylog.limits import Limits, month_of
from dailylog.models import Attendance, Leave, Overtime
from dailylog.queries.day_rows import WorkRows, work_rows
from dailylog.queries.ledger import ledger_between
from dailylog.rules.deadlines import approval_deadline, filing_deadline, nth_workday_after
from dailylog.rules.intervals import Interval, minutes_of
from dailylog.rules.outages import Ledger, Outage
from organization.models import Employee, Holiday, Level
from organization.queries.authority import chart_around
from organization.rules.authority import Chart
from organization.rules.holding import Holding

# The hours of the nearest unit with a schedule, going up from the unit; of the rows valid on the day the one that
# begins latest (rules §1).
_HOURS = """
WITH RECURSIVE above AS (
    SELECT id, parent_id, schedule_id, 0 AS steps FROM organization_unit WHERE id = %(unit)s
    UNION ALL
    SELECT u.id, u.parent_id, u.schedule_id, above.steps + 1
    FROM above JOIN organization_unit u ON u.id = above.parent_id
    WHERE above.schedule_id IS NULL AND above.steps < 20
)
SELECT h.start, h."end", h.break_minutes
FROM above JOIN organization_schedulehours h ON h.schedule_id = above.schedule_id
WHERE h.weekday = %(weekday)s AND coalesce(h.valid_from, '-infinity') <= %(day)s
  AND coalesce(h.valid_to, 'infinity') >= %(day)s
ORDER BY h.valid_from DESC NULLS LAST LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Hours:
    """The working hours of a weekday."""

    start: time
    end: time
    break_minutes: int

    @property
    def window(self) -> Interval:
        """From start to end in minutes since midnight."""
        return minutes_of(self.start), minutes_of(self.end)

    @property
    def effective(self) -> int:
        """Effective minutes: end − start − break (rules §1)."""
        return minutes_of(self.end) - minutes_of(self.start) - self.break_minutes


@dataclass(frozen=True)
class WorkDay:
    """One day of one person. ``hours`` is None on a day without working hours; ``deadline`` is local time.

    ``undisturbed`` is the deadline as it would be without outages; ``outages`` are those that moved it.
    """

    employee: Employee
    next_workday: date
    date: date
    own: Holding | None
    superior: Holding | None
    hours: Hours | None
    holiday: Holiday | None
    leave: Leave | None
    attendance: Attendance | None
    overtime: Sequence[Overtime]
    closed: bool
    deadline: datetime
    limits: Limits
    post_units: Sequence[int] = ()
    undisturbed: datetime | None = None
    outages: Sequence[Outage] = ()
    superior_name: str = ""

    @property
    def required(self) -> bool:
        """Whether the person has to work that day (rules §1)."""
        return self.hours is not None and self.holiday is None and self.leave is None

    @property
    def disturbed(self) -> bool:
        """Whether an outage moved the deadline."""
        return self.undisturbed is not None and self.deadline != self.undisturbed

    @property
    def is_top(self) -> bool:
        """Whether nobody can be above the person: the head of region."""
        return self.own is not None and self.own.level == Level.HEAD_OF_REGION

    @property
    def lacks_superior(self) -> bool:
        """Whether somebody should be above the person, but nobody is."""
        return self.superior is None and not self.is_top

    def presence(self) -> Interval | None:
        """[check-in, check-out] with a missing mark replaced by the schedule's; None without any mark (rules §4)."""
        marks = self.attendance
        if marks is None or (marks.check_in is None and marks.check_out is None):
            return None
        start = marks.check_in or (self.hours.start if self.hours else marks.check_out)
        end = marks.check_out or (self.hours.end if self.hours else marks.check_in)
        return (minutes_of(start), minutes_of(end)) if start and end else None

    def allowed(self) -> list[Interval]:
        """Where entries of the day belong: presence and approved overtime."""
        presence = self.presence()
        extra = [(minutes_of(order.start), minutes_of(order.end)) for order in self.overtime]
        return ([presence] if presence else []) + extra


def work_day(employee: Employee, day: date, *, chart: Chart | None = None, rows: WorkRows | None = None) -> WorkDay:
    """What a day is for a person; five queries, fewer when the ``chart`` or the ``rows`` of the day are at hand."""
    if chart is None:
        chart = chart_around([employee.pk], day)
    own = chart.assignment(employee.pk)
    limits, closed = month_of(day)
    superior = chart.superior(employee.pk)
    rows = rows or work_rows(employee.pk, day, superior_id=superior.employee_id if superior else None)
    holidays = {row.date: row for row in rows.holidays}
    deadline = filing_deadline(day, limits.filing_workdays, holidays)
    ledger, upward = ledger_between(deadline), upward_of(chart, own)
    return WorkDay(
        employee=employee,
        date=day,
        own=own,
        superior=superior,
        superior_name=rows.superior,
        hours=hours_of(own.unit_id, day) if own else None,
        holiday=holidays.get(day),
        leave=rows.leave,
        attendance=rows.attendance,
        overtime=rows.overtime,
        closed=closed,
        deadline=ledger.extended(deadline, upward),
        limits=limits,
        next_workday=nth_workday_after(day, 1, holidays),
        undisturbed=deadline,
        outages=ledger.movers(deadline, upward),
        post_units=[holding.unit_id for holding in chart.holdings() if holding.employee_id == employee.pk],
    )


def hours_of(unit_id: int, day: date) -> Hours | None:
    """The working hours of a unit on a day; None when its schedule has none for the weekday, or it has no schedule."""
    with connection.cursor() as cursor:
        cursor.execute(_HOURS, {"unit": unit_id, "weekday": day.isoweekday(), "day": day})
        row = cursor.fetchone()
    return Hours(*row) if row else None


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Until when a day's entries are filed in time, and until when they are to be decided; local time (rules §11).

    Outages move both: the first for the unit of whoever files, the second for the unit of the post that decides. A
    unit is given as the ids of itself and of all above it.
    """

    filing: datetime
    deciding: datetime
    ledger: Ledger

    def filing_of(self, upward: Collection[int]) -> datetime:
        """Until when the people of a unit file in time."""
        return self.ledger.extended(self.filing, upward)

    def deciding_of(self, upward: Collection[int]) -> datetime:
        """Until when a post of a unit decides."""
        return self.ledger.extended(self.deciding, upward)


def deadlines_of(day: date) -> Deadlines:
    """The deadlines of a day with the outages around them; three queries."""
    first = day.replace(day=1)
    around = Holiday.objects.filter(date__range=(first, first + timedelta(days=75)))
    holidays = set(around.values_list("date", flat=True))
    limits, _closed = month_of(day)
    filing = filing_deadline(day, limits.filing_workdays, holidays)
    deciding = approval_deadline(day, limits.approval_workday, holidays)
    return Deadlines(filing, deciding, ledger_between(filing, deciding))


def upward_of(chart: Chart, holding: Holding | None) -> frozenset[int]:
    """The unit of a holding and all above it, by which outages concern its people; empty without a holding."""
    return frozenset(node.id for node in chart.upward(holding.unit_id)) if holding else frozenset()
