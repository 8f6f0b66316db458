"""The form of a day: its tasks, what is usual, and room to write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any
from zlib import crc32

from contracts.models import Target
from dailylog.forms.row import HIDDEN, Row, amount, row_form, values_of
from dailylog.models import Activity
from dailylog.queries.plan import Habits, PlannedTask, Usual
from dailylog.rules.intervals import DAY, Interval, allot, clock_of

#: Minutes that work is taken to last when nothing says so.
USUAL_MINUTES = 60
FREE_ROWS = 3


@dataclass(frozen=True, slots=True)
class DaySources:
    """Everything that rows are made from. ``window`` and ``busy`` bound the hours that are proposed."""

    tasks: Sequence[PlannedTask]
    habits: Habits
    targets: Sequence[Target]
    window: Interval
    busy: Sequence[Interval]
    copies: Sequence[Activity] = ()


@dataclass(frozen=True, slots=True)
class _Seed:
    prefix: str
    kind: str
    initial: dict[str, Any]
    minutes: int
    planned: PlannedTask | None = None


def make_rows(
    sources: DaySources, *, data: Any = None, files: Any = None, draft: Mapping[str, str] | None = None
) -> list[Row]:
    """The rows of a day: bound to what was sent (``data``), or filled from the draft, else from where they come."""
    seeds = [*_tasks(sources), *_copies(sources), *_usual(sources), *_free(draft or data or {})]
    slots = allot([seed.minutes for seed in seeds if seed.minutes], window=sources.window, busy=sources.busy)
    proposed = iter(slots)
    posted = {name.split("-")[0] for name in data or {}}
    rows = []
    for seed in seeds:
        slot = next(proposed) if seed.minutes else None
        drafted = _drafted(seed, draft)
        initial = seed.initial | _clocks(slot) | drafted
        sent = seed.prefix in posted
        make = partial(
            row_form,
            seed.prefix,
            initial,
            targets=sources.targets,
            # A row of which nothing was sent is shown as it comes.
            data=data if sent else None,
            files=files,
            written=seed.kind == "free",
        )
        row = Row(seed.prefix, seed.kind, make, title=seed.initial.get("description", ""), initial=initial)
        row.fresh = not sent and not drafted and seed.kind in {"usual", "free"}
        row.first = seed.prefix == "f1"
        if seed.planned is not None:
            row.task, row.planned = seed.planned.task, seed.planned.planned
        if slot is not None:
            row.slot = (clock_of(slot[0]), clock_of(slot[1]))
        rows.append(row)
    return rows


def copying(typed: Mapping[str, Any]) -> bool:
    """Whether something was typed into copies of an earlier day, so that the page has to show them."""
    return any(name.startswith("c") and name[1:].partition("-")[0].isdecimal() for name in typed)


def fill_hours(rows: Sequence[Row], *, window: Interval, busy: Sequence[Interval]) -> list[tuple[Row, Interval | None]]:
    """Hours for the rows that were sent without: the next free stretches of the day, in turn; None: none is left."""
    given = [
        (values["start"].hour * 60 + values["start"].minute, values["end"].hour * 60 + values["end"].minute)
        for values in (row.form.cleaned_data for row in rows)
        if values.get("start") and values.get("end")
    ]
    empty = [row for row in rows if not row.form.cleaned_data.get("start")]
    wishes = [row.task.estimate_minutes or USUAL_MINUTES if row.task else USUAL_MINUTES for row in empty]
    return list(zip(empty, allot(wishes, window=window, busy=[*busy, *given]), strict=True))


def _tasks(sources: DaySources) -> Iterator[_Seed]:
    for planned in sources.tasks:
        task = planned.task
        if planned.planned.answered is not None:
            continue
        serves = task.target if _is_own(task.target_id, sources) else None
        initial = {
            "description": task.title,
            "output": task.output,
            "quantity": amount(task.quantity),
            # An amount that serves a promise is counted in the unit of the promise.
            "unit_of_measure": serves.unit_of_measure if serves else task.unit_of_measure,
            "place": task.place,
            "target": serves.pk if serves else "",
        }
        yield _Seed(f"t{task.pk}", "task", initial, task.estimate_minutes or USUAL_MINUTES, planned)


def _copies(sources: DaySources) -> Iterator[_Seed]:
    for activity in sources.copies:
        initial = values_of(activity) | {"quantity": "", "start": None, "end": None}
        initial["target"] = activity.target_id if _is_own(activity.target_id, sources) else ""
        yield _Seed(f"c{activity.pk}", "copy", initial, activity.minutes)


def _usual(sources: DaySources) -> Iterator[_Seed]:
    copied = {activity.description for activity in sources.copies}
    for usual in sources.habits.usual:
        if usual.description in copied:
            continue
        initial = {
            "description": usual.description,
            "unit_of_measure": usual.unit_of_measure,
            "target": usual.target_id if _is_own(usual.target_id, sources) else "",
        }
        yield _Seed(_usual_prefix(usual), "usual", initial, 0)


def _usual_prefix(usual: Usual) -> str:
    """The same for the same work on every page: what was typed must not move into the next row when the list does."""
    said = usual.description.casefold(), usual.unit_of_measure.casefold(), str(usual.target_id or "")
    return f"u{crc32(chr(0).join(said).encode())}"


def _free(typed: Mapping[str, Any]) -> Iterator[_Seed]:
    # As many as somebody has filled, and always one more than that.
    used = sum(bool(str(typed.get(f"f{at}-description", "")).strip()) for at in range(1, 20))
    for at in range(1, max(FREE_ROWS, used + 1) + 1):
        yield _Seed(f"f{at}", "free", {}, 0)


def _is_own(target_id: int | None, sources: DaySources) -> bool:
    return any(target.pk == target_id for target in sources.targets)


def _clocks(slot: Interval | None) -> dict[str, Any]:
    return {} if slot is None else {"start": clock_of(slot[0]), "end": clock_of(slot[1])}


def _drafted(seed: _Seed, draft: Mapping[str, str] | None) -> dict[str, Any]:
    """What the draft says of a row, by field; its key as well, so that it is filed once whatever happened."""
    lead = f"{seed.prefix}-"
    said = {name.removeprefix(lead): value for name, value in (draft or {}).items() if name.startswith(lead)}
    # What the person did not type comes from the task or suggestion as it is now.
    own = HIDDEN - {"key"} if seed.kind != "free" else frozenset()
    return {name: value for name, value in said.items() if name not in own}


def free_window(window: Interval, day: date, today: date, minute: int) -> Interval:
    """The window of a day, cut at midnight, and at the present minute when the day is today.

    Empty when it has not begun.
    """
    start, end = window[0], min(window[1], DAY)
    return (start, max(start, min(end, minute))) if day == today else (start, end)
