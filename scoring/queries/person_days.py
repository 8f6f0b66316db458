"""A person's month day by day: what each workday was, what it cost, and why the others were free."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dailylog.models.leave import LeaveKind
from kinerja.days import days_between, days_of_month, last_of_month
from scoring.models import IndividualScore
from scoring.rules.discipline import DayMarks, Event, day_events
from scoring.rules.policy import Policy

#: All deadlines of a month have passed so many days after its first.
DEADLINES_WITHIN = timedelta(days=75)


@dataclass(frozen=True, slots=True)
class WorkDay:
    """One required workday as its revision kept it; clock times in minutes since midnight."""

    date: date
    marks: DayMarks
    filed: bool
    log_due: bool
    counted: int
    expected: int
    events: Sequence[Event]

    @property
    def absent(self) -> bool:
        """Neither check-in nor check-out."""
        return self.marks.check_in is None and self.marks.check_out is None


def work_days(score: IndividualScore, policy: Policy) -> list[WorkDay]:
    """The required workdays of a person's month, from what the revision kept."""
    return [_work_day(kept, policy) for kept in score.days]


def _work_day(kept: Sequence[Any], policy: Policy) -> WorkDay:
    day, start, end, break_minutes, mark_in, mark_out, mode, filed, log_due, counted, expected = kept
    marks = DayMarks(
        check_in=mark_in,
        check_out=mark_out,
        mode=mode,
        start=start,
        end=end,
        break_minutes=break_minutes,
        unfiled=bool(log_due and not filed),
    )
    events = day_events(marks, policy)
    return WorkDay(date.fromisoformat(day), marks, bool(filed), bool(log_due), counted, expected, events)


@dataclass(frozen=True, slots=True)
class DayCell:
    """A day of the calendar: ``kind`` is work, leave, holiday, free or ahead; ``why`` names a leave or holiday."""

    date: date
    kind: str
    work: WorkDay | None = None
    why: str = ""


def calendar_cells(
    month: date, days: Iterable[WorkDay], holidays: Mapping[date, str], leave: Mapping[date, str], until: date
) -> list[DayCell]:
    """Every day of a month; days after ``until`` are ahead. Holidays and leave are given by their names."""
    worked = {day.date: day for day in days}
    return [_cell(day, worked.get(day), leave, holidays, until) for day in days_of_month(month)]


def _cell(
    day: date, work: WorkDay | None, leave: Mapping[date, str], holidays: Mapping[date, str], until: date
) -> DayCell:
    if work is not None:
        return DayCell(day, "work", work)
    if day in leave:
        return DayCell(day, "leave", why=leave[day])
    if day in holidays:
        return DayCell(day, "holiday", why=holidays[day])
    return DayCell(day, "ahead" if day > until else "free")


def leave_days(spans: Iterable[tuple[str, date, date]], month: date) -> dict[date, str]:
    """Day of a month → name of the approved leave or duty travel that covers it, from (kind, first, last day)."""
    first, last = month, last_of_month(month)
    return {
        day: str(LeaveKind(kind).label)
        for kind, start, end in spans
        for day in days_between(max(start, first), min(end, last))
    }
