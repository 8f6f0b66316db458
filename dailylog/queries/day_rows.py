"""A person's day as it is stored, in one query."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import prefetch_related_objects
from django.utils import timezone

from contracts.models import Target
from dailylog.models import Activity, ActivityDraft, Attendance, Evidence, Leave, Overtime, PresenceTap
from dailylog.queries.day_sql import PAGE, WORK
from dailylog.queries.plan import MOST_USUAL, USUAL_DAYS, YESTERDAY_DAYS, Usual
from kinerja.rows import instances, read_json
from organization.models import Holiday

#: Days after the day whose holidays decide when it must be filed, and days before that are looked at for entries.
AROUND, MISSING_DAYS = 45, 7


class WorkRows(NamedTuple):
    """What a day is made of. ``holidays`` are those from the day on."""

    holidays: Sequence[Holiday]
    leave: Leave | None
    attendance: Attendance | None
    overtime: Sequence[Overtime]


class PageRows(NamedTuple):
    """Everything that the page of a day shows; ``found`` and ``planned`` say whether findings and tasks are to be read.

    ``missing`` are days of presence without any entry, ``last_day`` the last one with entries before the day.
    """

    work: WorkRows
    activities: Sequence[Activity]
    usual: Sequence[Usual]
    last_day: date | None
    targets: Sequence[Target]
    missing: Sequence[date]
    found: bool
    tap: PresenceTap | None
    draft: ActivityDraft | None
    planned: bool


def work_rows(employee_id: int, day: date) -> WorkRows:
    """What a person's day is made of; one query."""
    return _work(_ask(WORK, {"person": employee_id, "day": day, "around": AROUND}))


def page_rows(employee_id: int, day: date, *, unit_ids: Collection[int]) -> PageRows:
    """A person's day with all that stands around it; one query, and one more where there are photographs.

    ``unit_ids`` are the units in which the person holds a post.
    """
    row = _ask(
        PAGE,
        {
            "person": employee_id,
            "day": day,
            "today": timezone.localdate(),
            "around": AROUND,
            "usual_days": USUAL_DAYS,
            "yesterday_days": YESTERDAY_DAYS,
            "missing_days": MISSING_DAYS,
            "units": list(unit_ids),
        },
    )
    return PageRows(
        work=_work(row),
        activities=_activities(read_json(row[4]) or []),
        usual=[Usual(*values) for values in (read_json(row[5]) or [])[:MOST_USUAL]],
        last_day=row[6],
        targets=instances(Target, read_json(row[7])),
        missing=[date.fromisoformat(each) for each in read_json(row[8]) or []],
        found=row[9],
        tap=_one(PresenceTap, row[10]),
        draft=_one(ActivityDraft, row[11]),
        planned=row[12],
    )


def _ask(statement: str, values: dict[str, Any]) -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row: tuple[Any, ...] = cursor.fetchone()
    return row


def _work(row: tuple[Any, ...]) -> WorkRows:
    holidays, overtime = instances(Holiday, read_json(row[0])), instances(Overtime, read_json(row[3]))
    return WorkRows(holidays, _one(Leave, row[1]), _one(Attendance, row[2]), overtime)


def _one(model: Any, text: str | None) -> Any:
    return None if text is None else instances(model, [read_json(text)])[0]


def _activities(rows: list[dict[str, Any]]) -> list[Activity]:
    """Entries with their targets and photographs at hand."""
    activities = instances(Activity, rows)
    shown = []
    for activity, row in zip(activities, rows, strict=True):
        if row["serves"]:
            (activity.target,) = instances(Target, [row["serves"]])
        if row["shown"]:
            shown.append(activity)
        else:
            # Known to have none: nobody asks again.
            activity._prefetched_objects_cache = {"evidence": Evidence.objects.none()}  # type: ignore[attr-defined]  # noqa: SLF001 -- where Django's own prefetching keeps it
    if shown:
        prefetch_related_objects(shown, "evidence")
    return activities
