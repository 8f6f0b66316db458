"""What the tests of this app share."""

from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from dailylog.models import Activity
from organization.models import Employee, Holiday, Schedule, ScheduleHours
from tests.cast import Cast

ZONE = ZoneInfo("Asia/Jakarta")
#: A Tuesday.
DAY = date(2026, 3, 10)
NOW = datetime(2026, 3, 10, 16, 5, tzinfo=ZONE)

Make = Callable[..., Activity]


@pytest.fixture
def make_activity(db: None) -> Make:
    """Makes an entry of ``DAY`` that waits for its superior."""

    def make(person: Employee, **fields: Any) -> Activity:
        values: dict[str, Any] = {
            "date": DAY,
            "start": time(8),
            "end": time(9),
            "description": "Menjawab permohonan informasi",
            "output": "Jawaban terkirim",
            "status": "submitted",
            "filed_at": NOW,
        }
        return Activity.objects.create(employee=person, **(values | fields))

    return make


@pytest.fixture
def media(tmp_path: Path, settings: Any) -> Path:
    """A media folder of this test's own."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def hours(cast: Cast) -> None:
    """The region works Monday to Friday from 07.30 to 16.00; 20 March 2026 is a holiday."""
    schedule = Schedule.objects.create(code="5-hari")
    for weekday in range(1, 6):
        ScheduleHours.objects.create(
            schedule=schedule, weekday=weekday, start=time(7, 30), end=time(16), break_minutes=60
        )
    region = cast.units["kota"]
    region.schedule = schedule
    region.save()
    Holiday.objects.create(date=date(2026, 3, 20), name="Hari Raya Nyepi", kind="public")
