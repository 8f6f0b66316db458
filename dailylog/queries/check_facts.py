"""Days of many people as the checks look at them: a fixed number of queries for any number of people."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from statistics import median
from typing import Any, NamedTuple

from django.db import connection
from django.utils import timezone

from dailylog.limits import Limits
from dailylog.models import Evidence, LeaveKind, PresenceTap
from dailylog.queries.check_sql import DAY, DAYS
from dailylog.queries.hours import Duty, HoursTable, duty_of
from dailylog.queries.nights import Nights, read_nights
from dailylog.rules.checks.facts import DayFacts, Entry, Match, Photo, normal
from dailylog.rules.looks import near
from dailylog.rules.places import Place, rough_place
from organization.rules.shifts import read_marks

#: How far back the person's own median day is taken from, in days.
MEDIAN_DAYS = 90
#: How far back texts are compared; twice the days that a copied text must run, weekends and leave included.
TEXT_DAYS = 21


@dataclass(frozen=True, slots=True)
class Known:
    """A finding as it is stored; ``gone``: it no longer holds."""

    id: int
    kind: str
    mark: str
    state: str
    facts: Mapping[str, Any]
    gone: bool


@dataclass(frozen=True, slots=True)
class PersonDay:
    """A day of a person as the checks look at it, and what is stored about it already."""

    employee_id: int
    facts: DayFacts
    known: Sequence[Known]


def person_days(employee_ids: Collection[int], day: date, limits: Limits) -> list[PersonDay]:
    """The day of each of these people: two queries for one person, two more where there are photographs, another
    where those name a place."""
    people = list(employee_ids)
    rows = _read(people, day, limits)
    duties = _duties(rows, day)
    nights = read_nights(duties, day)
    shown = [entry[0] for row in rows for entry in row.entries if entry[-1]]
    photos = _photos(Evidence.objects.filter(activity__in=shown), day) if shown else {}
    tapped = _places(people, day) if any(photo.place for found in photos.values() for photo in found) else {}
    found = []
    for row in rows:
        facts = _facts(row, day, limits, duties[row.id], photos, nights)
        found.append(PersonDay(row.id, replace(facts, places=tapped.get(row.id, ())), _known(row)))
    return found


def _duties(rows: Sequence[_Row], day: date) -> dict[int, Duty]:
    if len(rows) == 1:
        # One who has just filed does not wait for the whole tree of units.
        return {rows[0].id: duty_of(rows[0].id, rows[0].unit_id, day)}
    units = {row.unit_id for row in rows if row.unit_id is not None}
    table = HoursTable([row.id for row in rows], units, day, day)
    return {row.id: table.of(row.id, row.unit_id or 0, day) for row in rows}


class _Row(NamedTuple):
    """A row of ``check_sql.DAYS``; clock times as text."""

    id: int
    unit_id: int | None
    free: bool
    leave: str | None
    marks: list[str | None]
    overtime: list[list[str]]
    entries: list[list[Any]]
    earlier: list[list[str]]
    sums: list[tuple[int, str]]
    known: list[list[Any]]


def _read(people: list[int], day: date, limits: Limits) -> list[_Row]:
    values = {
        "day": day,
        "texts": limits.copied_days - 1,
        "texts_since": day - timedelta(days=max(TEXT_DAYS, limits.copied_days * 3)),
        "sums_since": day - timedelta(days=MEDIAN_DAYS),
    }
    rows = DAY.rows({"person": people[0], **values}) if len(people) == 1 else DAYS.rows({"people": people, **values})
    return [_Row(*row[:4], *(json.loads(value) if value else [] for value in row[4:])) for row in rows]


def _facts(
    row: _Row, day: date, limits: Limits, duty: Duty, photos: Mapping[int, Sequence[Photo]], nights: Nights
) -> DayFacts:
    mode, *marks = row.marks or ("wfo", None, None)
    check_in, check_out = map(_minutes, marks)
    hours = duty.hours
    start, end = hours.window if hours else (None, None)
    if start is not None and end is not None:
        check_in, check_out = read_marks(check_in, check_out, start=start, end=end)
    return DayFacts(
        date=day,
        over=day + timedelta(days=int(hours is not None and hours.overnight)) < timezone.localdate(),
        required=hours is not None and (duty.ruled or not row.free) and row.leave is None,
        on_leave=row.leave is not None and row.leave != LeaveKind.DINAS_LUAR,
        mode=mode or "wfo",
        check_in=check_in,
        check_out=check_out,
        day_start=start,
        day_end=end,
        break_minutes=hours.break_minutes if hours else 0,
        overtime=[(_at(first), _at(last)) for first, last in row.overtime],
        entries=[_entry(values, photos) for values in row.entries],
        earlier=[frozenset(map(normal, texts)) for texts in row.earlier],
        medians=_medians(row.sums),
        overtime_minutes=limits.overtime_minutes,
        wfa_max_minutes=limits.wfa_max_minutes,
        copied_days=limits.copied_days,
        quantity_factor=limits.quantity_factor,
        night=nights.before(row.id),
        later=nights.later(row.id),
    )


def _entry(values: list[Any], photos: Mapping[int, Sequence[Photo]]) -> Entry:
    key, start, end, text, target_id, quantity, arranged, placed, _shown = values
    amount = None if quantity is None else Decimal(quantity)
    return Entry(key, (_at(start), _at(end)), text, target_id, amount, arranged, placed, photos.get(key, ()))


def _medians(sums: Iterable[tuple[int, str]]) -> dict[int, Decimal]:
    """The median day by target, of days on which something was delivered."""
    days = defaultdict(list)
    for target_id, total in sums:
        days[target_id].append(Decimal(total))
    return {target_id: median(totals) for target_id, totals in days.items()}


def _known(row: _Row) -> list[Known]:
    return [Known(*values) for values in row.known]


def _at(clock: str) -> int:
    """Minutes since midnight of ``07:30:00``; seconds are cut off (rules §0)."""
    return int(clock[:2]) * 60 + int(clock[3:5])


def _minutes(clock: str | None) -> int | None:
    return None if clock is None else _at(clock)


def _photos(rows: Iterable[Evidence], day: date) -> dict[int, list[Photo]]:
    """The photographs of entries, each with earlier ones of other entries that look the same; an index finds those."""
    mine = list(rows)
    if not mine:
        return {}
    matches = alike([row.pk for row in mine])
    found: dict[int, list[Photo]] = defaultdict(list)
    for row in mine:
        taken = timezone.localtime(row.taken_at).date() if row.taken_at else None
        found[row.activity_id].append(Photo(row.pk, taken, _place(row), matches.get(row.pk, [])))
    return found


def _place(row: Evidence) -> Place | None:
    if row.latitude is None or row.longitude is None:
        return None
    return Place(float(row.latitude), float(row.longitude))


def _places(people: Sequence[int], day: date) -> dict[int, list[Place]]:
    """What the taps of a day that were not taken back say of where each person was; one query."""
    taps = PresenceTap.objects.filter(employee_id__in=people, date=day, undone_at__isnull=True).exclude(place="")
    found: dict[int, list[Place]] = defaultdict(list)
    for employee_id, text in taps.values_list("employee_id", "place"):
        found[employee_id].append(rough_place(text))
    return found


# Same bytes as sent or as kept, or a quarter of the look in common; whether near enough, Python decides.
_ALIKE = """
SELECT n.id, n.look, o.id, o.look, o.sha256 = n.sha256 OR o.source_sha256 = n.source_sha256,
       a.date, o.employee_id <> n.employee_id
FROM dailylog_evidence n
JOIN dailylog_evidence o ON o.look_parts && n.look_parts AND o.id < n.id AND o.activity_id <> n.activity_id
JOIN dailylog_activity a ON a.id = o.activity_id
WHERE n.id = ANY (%s)
ORDER BY n.id, o.id
"""


def alike(keys: list[int]) -> dict[int, list[Match]]:
    """Earlier photographs of other entries, of anyone, that look the same, by photograph; one query."""
    found: dict[int, list[Match]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_ALIKE, [keys])
        for key, look, other, other_look, same, on, foreign in cursor.fetchall():
            if same or near(look, other_look):
                found[key].append(Match(other, on, foreign))
    return found
