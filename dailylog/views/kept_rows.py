"""What was typed into rows that the page of a day has no longer, added to those that it has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dailylog.forms.kept import gone, kept_row
from dailylog.forms.row import Row
from dailylog.queries.day_page import DayPage
from dailylog.queries.kept import why_gone


def with_kept(rows: list[Row], page: DayPage, typed: Mapping[str, str], *, data: Any = None) -> list[Row]:
    """The rows, and one for each task or suggestion that has gone while its row held something.

    One query where a task has gone, else none. ``data`` binds what is added.
    """
    lost = gone(typed, {row.prefix for row in rows})
    if not lost:
        return rows
    why = why_gone(lost, employee_id=page.day.employee.pk, unit_ids=page.day.post_units)
    return [*rows, *(kept_row(prefix, why[prefix], typed=typed, targets=page.targets, data=data) for prefix in lost)]
