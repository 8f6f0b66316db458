"""What parts of the daily pages show, in plain values: alike for everyone who sees the same (kinerja.ui.fragments)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal

from dailylog.models import Activity
from dailylog.queries.day_page import DayPage


@dataclass(frozen=True, slots=True)
class EntryLine:
    """A filed entry as a row; ``photos`` are the ids of its photographs."""

    pk: int
    start: time
    end: time
    description: str
    output: str
    quantity: Decimal | None
    unit: str
    estimate_minutes: int | None
    overran: int
    status: str
    photos: tuple[int, ...]


def line_of(activity: Activity) -> EntryLine:
    """An entry as a row; its photographs are at hand."""
    return EntryLine(
        pk=activity.pk,
        start=activity.start,
        end=activity.end,
        description=activity.description,
        output=activity.output,
        quantity=activity.quantity,
        unit=activity.unit,
        estimate_minutes=activity.estimate_minutes,
        overran=activity.overran,
        status=activity.status,
        photos=tuple(photo.pk for photo in activity.evidence.all()),
    )


@dataclass(frozen=True, slots=True)
class OtherDays:
    """The days around a day; ``missing`` are those of the week that are still empty."""

    before: date
    after: date | None
    missing: tuple[date, ...]


def other_days(page: DayPage, today: date) -> OtherDays:
    """The days to which a day's page leads; none after today."""
    on = page.day.date
    after = on + timedelta(days=1) if on < today else None
    return OtherDays(on - timedelta(days=1), after, tuple(page.missing))
