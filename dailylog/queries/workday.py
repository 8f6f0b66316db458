"""What a day is for a person: hours, free days, marks, deadline, superior."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dailylog.limits import Limits, month_of
from dailylog.models import Attendance, Leave, Overtime
from dailylog.queries.day_rows import WorkRows, work_rows
from dailylog.queries.free_days import holidays_between
from dailylog.queries.hours import Hours, duty_of
from dailylog.queries.ledger import ledger_between
from dailylog.rules.deadlines import approval_deadline, filing_deadline, nth_workday_after
from dailylog.rules.intervals import DAY, Interval, minutes_of
from dailylog.rules.outages import Ledger, Outage
from kinerja.days import ONE_DAY
from organization.models import Employee, Holiday, Level
from organization.queries.authority import chart_around
from organization.rules.authority import Chart
from organization.rules.holding import Holding


@dataclass(frozen=True)
class WorkDay:
    """One day of one person. ``hours`` is None on a day without working hours; ``deadline`` is local time.

    ``undisturbed`` is the deadline as it would be without outages; ``outages`` are those that moved it. ``holiday`` is
    None for whoever works by a roster. ``night`` is the shift of the ``evening`` before that lasts into this day, with
    the marks of that date in ``night_marks``.
    """

    employee: Employee
    next_workday: date
    evening: date
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
    ruled: bool = False
    night: Hours | None = None
    night_marks: Attendance | None = None

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
        """[check-in, check-out] with a missing mark replaced by the schedule's; None without any mark (rules §4).

        Of a shift over midnight it ends beyond minute 1440.
        """
        marks = self.attendance
        if marks is None or (marks.check_in is None and marks.check_out is None):
            return None
        if self.hours is not None:
            return self.hours.presence(marks.check_in, marks.check_out)
        start, end = marks.check_in or marks.check_out, marks.check_out or marks.check_in
        return (minutes_of(start), minutes_of(end)) if start and end else None

    def night_presence(self) -> Interval | None:
        """What of the presence in the shift of the evening before lies on this date."""
        if self.night is None or self.night_marks is None:
            return None
        found = self.night.presence(self.night_marks.check_in, self.night_marks.check_out)
        return (max(0, found[0] - DAY), found[1] - DAY) if found and found[1] > DAY else None

    def allowed(self) -> list[Interval]:
        """Where entries of the day belong: presence, that of the night before, and approved overtime."""
        extra = [(minutes_of(order.start), minutes_of(order.end)) for order in self.overtime]
        return [each for each in (self.night_presence(), self.presence()) if each] + extra


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
    duty = duty_of(employee.pk, own.unit_id if own else None, day)
    return WorkDay(
        employee=employee,
        date=day,
        own=own,
        superior=superior,
        superior_name=rows.superior,
        hours=duty.hours,
        holiday=None if duty.ruled else holidays.get(day),
        leave=rows.leave,
        attendance=rows.attendance,
        overtime=rows.overtime,
        closed=closed,
        deadline=ledger.extended(deadline, upward),
        limits=limits,
        next_workday=nth_workday_after(day, 1, holidays),
        undisturbed=deadline,
        outages=ledger.movers(deadline, upward),
        ruled=duty.ruled,
        evening=day - ONE_DAY,
        night=duty.night,
        night_marks=_marks(employee, day - ONE_DAY) if duty.night else None,
        post_units=[holding.unit_id for holding in chart.holdings() if holding.employee_id == employee.pk],
    )


def _marks(employee: Employee, day: date) -> Attendance | None:
    return Attendance.objects.filter(employee=employee, date=day).first()


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Until when a day's entries are filed in time, and until when they are to be decided; local time (rules §11).

    Outages move both: the first for the unit of whoever files, the second for the unit of the post that decides. A
    unit is given as the ids of itself and of all above it. ``closed``: the month is.
    """

    filing: datetime
    deciding: datetime
    ledger: Ledger
    closed: bool

    def filing_of(self, upward: Collection[int]) -> datetime:
        """Until when the people of a unit file in time."""
        return self.ledger.extended(self.filing, upward)

    def deciding_of(self, upward: Collection[int]) -> datetime:
        """Until when a post of a unit decides."""
        return self.ledger.extended(self.deciding, upward)


def deadlines_of(day: date) -> Deadlines:
    """The deadlines of a day with the outages around them; three queries."""
    first = day.replace(day=1)
    holidays = holidays_between(first, first + timedelta(days=75))
    limits, closed = month_of(day)
    filing = filing_deadline(day, limits.filing_workdays, holidays)
    deciding = approval_deadline(day, limits.approval_workday, holidays)
    return Deadlines(filing, deciding, ledger_between(filing, deciding), closed)


def upward_of(chart: Chart, holding: Holding | None) -> frozenset[int]:
    """The unit of a holding and all above it, by which outages concern its people; empty without a holding."""
    return frozenset(node.id for node in chart.upward(holding.unit_id)) if holding else frozenset()
