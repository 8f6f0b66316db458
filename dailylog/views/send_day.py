"""What becomes of the rows that were sent: each is filed on its own, so that one that is wrong holds up none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.utils.translation import gettext as _

from dailylog.actions.filing import Entry, file_activity
from dailylog.actions.tasks import answer_task
from dailylog.forms.day import fill_hours
from dailylog.forms.row import DONE, NOT_DONE, Row
from dailylog.forms.sending import Sending
from dailylog.rules.intervals import Interval, clock_of
from kinerja.errors import DomainError


@dataclass
class Outcome:
    """``settled`` are the prefixes of rows that are done with; ``wrong`` carry sentences at their fields."""

    filed: int = 0
    put_off: int = 0
    settled: set[str] = field(default_factory=set)
    wrong: list[Row] = field(default_factory=list)


def send(rows: Sequence[Row], sending: Sending, *, now: datetime) -> Outcome:
    """File the rows that were answered with "done", and carry the tasks that were not to the next workday."""
    outcome = Outcome()
    chosen = [row for row in rows if row.form.answer == DONE]
    for row in chosen:
        if row.unasked and row.form.is_valid():
            row.form.add_error(None, row.notice)
    right = [row for row in chosen if row.form.is_valid()]
    outcome.wrong = [row for row in chosen if row not in right]
    hours = _hours(right, sending)
    for row in right:
        if _file(row, hours, sending, now=now):
            outcome.filed += 1
            outcome.settled.add(row.prefix)
        else:
            outcome.wrong.append(row)
    for row in rows:
        if row.task is not None and row.form.answer == NOT_DONE:
            answer_task(
                task_id=row.task.pk,
                employee_id=sending.employee.pk,
                day=sending.day,
                carried_to=sending.next_workday,
            )
            outcome.put_off += 1
            outcome.settled.add(row.prefix)
    return outcome


def _hours(rows: Sequence[Row], sending: Sending) -> dict[int, Interval | None]:
    """Hours for the rows that were sent without, by the identity of the row."""
    if all(row.form.cleaned_data.get("start") for row in rows):
        return {}
    window, busy = sending.room
    return {id(row): slot for row, slot in fill_hours(rows, window=window, busy=busy)}


def _file(row: Row, hours: dict[int, Interval | None], sending: Sending, *, now: datetime) -> bool:
    form = row.form
    entry = _timed(row, hours)
    if entry is None:
        form.add_error("start", _("Isi jam mulai dan selesai; tidak ada lagi waktu luang pada hari ini."))
        return False
    pictures = form.pictures()
    if form.errors:
        return False
    try:
        file_activity(
            employee_id=sending.employee.pk,
            day=sending.day,
            entry=entry,
            form_key=form.cleaned_data["key"],
            now=now,
            task_id=row.task.pk if row.task else None,
            pictures=pictures,
            posts=sending.unit_ids,
        )
    except DomainError as error:
        form.add_domain_error(error)
        return False
    return True


def _timed(row: Row, hours: dict[int, Interval | None]) -> Entry | None:
    if id(row) not in hours:
        return row.form.entry()
    slot = hours[id(row)]
    if slot is None:
        return None
    row.form.cleaned_data |= {"start": clock_of(slot[0]), "end": clock_of(slot[1])}
    return replace(row.form.entry(), start=clock_of(slot[0]), end=clock_of(slot[1]))
