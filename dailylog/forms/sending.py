"""The rows of a day that somebody sends: made from what was sent, and from nothing that no row asks for."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date, timedelta
from functools import cached_property, partial
from typing import Any

from django.http import QueryDict
from django.utils import timezone

from contracts.models import Target
from dailylog.forms.day import free_window
from dailylog.forms.kept import kept_row
from dailylog.forms.row import DONE, NOT_DONE, Row, row_form
from dailylog.limits import Limits
from dailylog.models import Activity
from dailylog.queries.check_facts import person_days
from dailylog.queries.kept import why_gone
from dailylog.queries.plan import PlannedTask, targets_of, tasks_on
from dailylog.rules.deadlines import nth_workday_after
from dailylog.rules.intervals import NOON, Interval, minutes_of
from organization.models import Employee, Holiday

#: The window of a day that has neither marks nor working hours.
USUAL_DAY = (8 * 60, 16 * 60)
#: No stretch without a workday is longer, in days.
LONGEST_REST = 45
_PREFIX = re.compile(r"(?P<kind>[tcuf])(?P<key>\d{1,12})\Z", re.ASCII)
_KINDS = {"t": "task", "c": "copy", "u": "usual", "f": "free"}


class Sending:
    """What sent rows of a person's day may need; each part is read when a row first asks for it."""

    def __init__(self, employee: Employee, day: date, *, unit_ids: Collection[int], limits: Limits) -> None:
        self.employee = employee
        self.day = day
        self.limits = limits
        self.unit_ids = unit_ids

    @cached_property
    def tasks(self) -> dict[int, PlannedTask]:
        """The tasks of the day that are not answered yet, by id."""
        rows = tasks_on(self.employee, self.unit_ids, self.day)
        return {row.task.pk: row for row in rows if row.planned.answered is None}

    @cached_property
    def filed_keys(self) -> set[str]:
        """The keys of the forms that were filed for the day."""
        rows = Activity.objects.filter(employee=self.employee, date=self.day, form_key__isnull=False)
        return {str(key) for key in rows.values_list("form_key", flat=True)}

    @cached_property
    def targets(self) -> list[Target]:
        """The targets that an entry may serve."""
        return targets_of(self.employee, self.day.year)

    @cached_property
    def room(self) -> tuple[Interval, list[Interval]]:
        """The window of the day up to now, and what is taken in it: what is filed, and the break."""
        (found,) = person_days([self.employee.pk], self.day, self.limits)
        facts, now = found.facts, timezone.localtime()
        known = facts.day_start is not None and facts.day_end is not None
        working = (facts.day_start or 0, facts.day_end or 0) if known else USUAL_DAY
        busy = [entry.span for entry in facts.entries]
        if facts.break_minutes:
            # Nobody is proposed to have worked through the break; whoever did says so.
            busy.append((NOON, NOON + facts.break_minutes))
        window, minute = facts.presence or working, minutes_of(now.time())
        night = facts.night
        if night and ((self.day == now.date() and minute < night.end) or not (facts.presence or known)):
            window = night.presence or (0, night.end)
        return free_window(window, self.day, now.date(), minute), busy

    @cached_property
    def next_workday(self) -> date:
        """The day to which tasks are carried."""
        around = Holiday.objects.filter(date__range=(self.day, self.day + timedelta(days=LONGEST_REST)))
        return nth_workday_after(self.day, 1, set(around.values_list("date", flat=True)))


def sent_rows(sending: Sending, data: QueryDict, files: Any) -> list[Row]:
    """The rows that were answered or written, as they were sent."""
    found = [_row(sending, prefix, data, files) for prefix in _answered(data)]
    return [row for row in found if row is not None]


def _answered(data: QueryDict) -> list[str]:
    """The prefixes of rows with an answer, or with a description where that is typed."""
    return list(dict.fromkeys(name.split("-")[0] for name, value in data.items() if _answers(name, str(value))))


def _answers(name: str, value: str) -> bool:
    _prefix, _dash, field = name.partition("-")
    if name.startswith("f"):
        return field == "description" and bool(value.strip())
    return field == "done" and value in {DONE, NOT_DONE}


def _row(sending: Sending, prefix: str, data: QueryDict, files: Any) -> Row | None:
    match = _PREFIX.match(prefix)
    if match is None:
        return None
    kind = _KINDS[match["kind"]]
    planned = sending.tasks.get(int(match["key"])) if kind == "task" else None
    if kind == "task" and planned is None:
        return _kept(sending, prefix, data, files)
    targets: Sequence[Target] = sending.targets if data.get(f"{prefix}-target") else ()
    make = partial(row_form, prefix, {}, targets=targets, data=data, files=files, written=kind == "free")
    row = Row(prefix, kind, make)
    if planned is not None:
        row.task, row.planned, row.title = planned.task, planned.planned, planned.task.title
    elif kind != "free":
        row.title = str(data.get(f"{prefix}-description", ""))
    return row


def _kept(sending: Sending, prefix: str, data: QueryDict, files: Any) -> Row | None:
    """The row of a task that was answered or withdrawn meanwhile; None where there is nothing to keep of it."""
    if data.get(f"{prefix}-done") != DONE or data.get(f"{prefix}-key") in sending.filed_keys:
        return None
    why = why_gone([prefix], employee_id=sending.employee.pk, unit_ids=sending.unit_ids)[prefix]
    return kept_row(prefix, why, typed=data.dict(), targets=sending.targets, data=data, files=files)
