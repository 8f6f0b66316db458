"""The months of people as calendars: one reading for a whole page of them, two statements and the limits."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from dailylog.models import LeaveKind
from dailylog.queries.heat_sql import MONTH, PEOPLE
from dailylog.queries.hours import Hours, HoursTable
from dailylog.queries.scope_units import Circle
from dailylog.rules.heat import Cell, DayKind, Marks, expected_minutes, late_minutes, logged_minutes
from dailylog.rules.intervals import DAY, Interval, minutes_of
from kinerja.days import days_of_month
from organization.access import Access
from organization.queries.rosters import Rosters
from organization.rules.holding import Holding, assignment_on
from organization.rules.shifts import ShiftHours, end_of


class Person(NamedTuple):
    """Somebody in the rows of a team's month."""

    id: int
    nip: str
    name: str


def people_text(access: Access, circle: Circle, *, month: date, most: int | None) -> str:
    """Whoever held a post in the units during a month and may be seen by the user; one query.

    Of more than ``most`` people only those right below; None names everybody.
    """
    days = days_of_month(month)
    values = {
        **circle.values(),
        "all": access.sees_city_logs,
        "brief": most is not None,
        "most": most or 0,
        "first": days[0],
        "last": days[-1],
        "today": access.day,
        "viewer": access.employee_id,
    }
    ((text,),) = PEOPLE.rows(values)
    return str(text)


def people_of(text: str) -> tuple[list[Person], bool]:
    """What a ``people_text`` says: the people by name, and whether these are not all."""
    said = json.loads(text)
    return [Person(*row) for row in said["people"] or ()], said["brief"]


def months_text(employee_ids: Collection[int], month: date) -> str:
    """Everything that calendars show of some people; one query."""
    days = days_of_month(month)
    ((text,),) = MONTH.rows({"people": sorted(employee_ids), "first": days[0], "last": days[-1]})
    return str(text)


def months_of(
    text: str, employee_ids: Collection[int], month: date, today: date, share: Share
) -> dict[int, list[Cell]]:
    """The calendars of people, by id, out of a ``months_text``."""
    days = days_of_month(month)
    found = _Month(json.loads(text), days[0], share)
    return {pk: [found.cell(pk, day, today) for day in days] for pk in employee_ids}


class Share(NamedTuple):
    """How much of the effective minutes is expected to be written down (rules §4)."""

    numerator: int
    denominator: int


@dataclass(frozen=True, slots=True)
class _Away:
    start: date
    end: date
    name: str


class _Month:
    """What is known of some people in a month."""

    def __init__(self, said: Mapping[str, Any], first: date, share: Share) -> None:
        self.first, self.share = first, share
        self.holidays = {date.fromisoformat(day): name for day, name in (said["holidays"] or {}).items()}
        self.holdings: dict[int, list[Holding]] = defaultdict(list)
        for row in said["posts"] or ():
            self.holdings[row[0]].append(_holding(row))
        self.away: dict[int, list[_Away]] = defaultdict(list)
        for pk, start, end, kind in said["away"] or ():
            away = _Away(date.fromisoformat(start), date.fromisoformat(end), str(LeaveKind(kind).label))
            self.away[pk].append(away)
        self.marks = {
            (pk, first + timedelta(days=at)): Marks(_clock(came), _clock(left), mode)
            for pk, days in said["marks"] or ()
            for at, came, left, mode in days
        }
        self.hours = HoursTable.known(Rosters.of(map(_turn, said["turns"] or ())), map(_hours, said["hours"] or ()))
        self.entries: dict[tuple[int, date], list[Interval]] = defaultdict(list)
        for pk, packed in said["entries"] or ():
            for each in packed:
                self._file(pk, *unpacked(each))

    def _file(self, pk: int, at: int, start: int, end: int) -> None:
        day = self.first + timedelta(days=at)
        belongs = self.hours.date_of(pk, day, start)
        self.entries[pk, belongs].append((start, end) if belongs == day else (start + DAY, end + DAY))

    def cell(self, pk: int, day: date, today: date) -> Cell:
        """One day of one person."""
        marks = self.marks.get((pk, day))
        logged = logged_minutes(self.entries.get((pk, day), ()))
        post = assignment_on(self.holdings.get(pk, ()), day)
        if post is None:
            return Cell(day, DayKind.OUTSIDE, marks=marks, logged=logged)
        away = next((each.name for each in self.away[pk] if each.start <= day <= each.end), "")
        if away:
            return Cell(day, DayKind.LEAVE, away, marks, logged=logged)
        duty = self.hours.of(pk, post.unit_id, day)
        if day in self.holidays and not duty.ruled:
            return Cell(day, DayKind.HOLIDAY, self.holidays[day], marks, logged=logged)
        hours = duty.hours
        if hours is None:
            return Cell(day, DayKind.FREE, "", marks, logged=logged)
        if day > today:
            return Cell(day, DayKind.AHEAD)
        expected = expected_minutes(hours.effective, *self.share)
        return Cell(day, DayKind.WORK, "", marks, _late(marks, hours), logged, expected)


def unpacked(number: int) -> tuple[int, int, int]:
    """An entry as the statement packs it: day from 0, start and end in minutes."""
    rest, end = divmod(number, DAY)
    return *divmod(rest, DAY), end


def _late(marks: Marks | None, hours: Hours) -> int:
    came = hours.read(marks.check_in, None)[0] if marks else None
    return late_minutes(came, marks.mode if marks else "", hours.window[0])


def _clock(text: str | None) -> time | None:
    return None if text is None else time.fromisoformat(text)


def _date(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _holding(row: Sequence[Any]) -> Holding:
    """A post of which only place and dates matter here."""
    pk, code, unit_id, definitive, start, end = row
    return Holding(pk, "", 0, code, unit_id, "", Decimal(0), definitive, date.fromisoformat(start), _date(end))


def _turn(row: Sequence[Any]) -> tuple[int, date, ShiftHours | None]:
    pk, day, code, name, starts, ends, break_minutes = row
    if starts is None:
        return pk, date.fromisoformat(day), None
    start = minutes_of(time.fromisoformat(starts))
    end = end_of(start, minutes_of(time.fromisoformat(ends)))
    return pk, date.fromisoformat(day), ShiftHours(code, name, start, end, break_minutes)


def _hours(row: Sequence[Any]) -> tuple[int, int, date | None, date | None, time, time, int]:
    unit_id, weekday, valid_from, valid_to, start, end, break_minutes = row
    return (
        unit_id,
        weekday,
        _date(valid_from),
        _date(valid_to),
        time.fromisoformat(start),
        time.fromisoformat(end),
        break_minutes,
    )
