"""A person's day as it is stored, in one query."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
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
    """What a day is made of. ``holidays`` are those from the day on; ``superior`` is a name, empty without one."""

    holidays: Sequence[Holiday]
    leave: Leave | None
    attendance: Attendance | None
    overtime: Sequence[Overtime]
    superior: str


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


def work_rows(employee_id: int, day: date, *, superior_id: int | None) -> WorkRows:
    """What a person's day is made of; one query."""
    return _work(WORK.row({"person": employee_id, "day": day, "around": AROUND, "superior": superior_id}))


def page_rows(employee_id: int, day: date, *, superior_id: int | None, unit_ids: Collection[int]) -> PageRows:
    """A person's day with all that stands around it; one query, and one more where there are photographs.

    ``unit_ids`` are the units in which the person holds a post.
    """
    row = PAGE.row(
        {
            "person": employee_id,
            "day": day,
            "today": timezone.localdate(),
            "around": AROUND,
            "superior": superior_id,
            "usual_days": USUAL_DAYS,
            "yesterday_days": YESTERDAY_DAYS,
            "missing_days": MISSING_DAYS,
            "units": list(unit_ids),
        },
    )
    return PageRows(
        work=_work(row),
        activities=_activities(read_json(row["activities"]) or []),
        usual=[Usual(*values) for values in (read_json(row["usual"]) or [])[:MOST_USUAL]],
        last_day=row["last_day"],
        targets=instances(Target, read_json(row["targets"])),
        missing=[date.fromisoformat(each) for each in read_json(row["missing"]) or []],
        found=row["found"],
        tap=_one(PresenceTap, row["tap"]),
        draft=_one(ActivityDraft, row["draft"]),
        planned=row["planned"],
    )


def ask(statement: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The one row of the statement by column."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        names = [column.name for column in cursor.description]
        return dict(zip(names, cursor.fetchone(), strict=True))


def _work(row: Mapping[str, Any]) -> WorkRows:
    return WorkRows(
        holidays=instances(Holiday, read_json(row["holidays"])),
        leave=_one(Leave, row["leave"]),
        attendance=_one(Attendance, row["attendance"]),
        overtime=instances(Overtime, read_json(row["overtime"])),
        superior=row["superior"] or "",
    )


def _one(model: Any, text: str | None) -> Any:
    return None if text is None else instances(model, [read_json(text)])[0]


def _activities(rows: list[dict[str, Any]]) -> list[Activity]:
    """Entries with their targets and photographs at hand."""
    activities = instances(Activity, rows)
    for activity, row in zip(activities, rows, strict=True):
        if row["serves"]:
            (activity.target,) = instances(Target, [row["serves"]])
    with_evidence(activities, [row["shown"] for row in rows])
    return activities


def with_evidence(activities: Sequence[Activity], shown: Iterable[bool]) -> None:
    """Have the photographs of these entries at hand; ``shown`` says which have any. One query, none without any."""
    having = []
    none = Evidence.objects.none()
    none._result_cache = []  # noqa: SLF001 -- else each look builds the query before it finds out that it is empty
    for activity, has in zip(activities, shown, strict=True):
        if has:
            having.append(activity)
        else:
            # Where prefetching keeps photographs: no template asks again.
            activity._prefetched_objects_cache = {"evidence": none}  # type: ignore[attr-defined]  # noqa: SLF001 -- what prefetch_related sets
    if having:
        prefetch_related_objects(having, "evidence")
