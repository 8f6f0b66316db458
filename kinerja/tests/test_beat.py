"""The clock of the background work when the machine's clock jumps."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from celery import Celery
from celery.schedules import BaseSchedule, crontab
from django.conf import settings
from django.utils import timezone

from kinerja.beat import Scheduler

#: Just after the nightly work. Schedules that were read from the file go by the zone of the region.
NIGHT = datetime(2027, 1, 1, 1, 20, tzinfo=timezone.get_default_timezone())


class Clock:
    """A machine's clock that a test sets, and what the scheduler sent by it."""

    def __init__(self, folder: Path) -> None:
        self.now, self.sent = NIGHT, list[str]()
        self.app = Celery("uji", set_as_current=False)
        self.app.conf.update(
            timezone=settings.TIME_ZONE,
            # Nothing is kept that Celery would clear by itself.
            result_expires=None,
            beat_schedule={
                "often": {"task": "often", "schedule": 5.0},
                "nightly": {"task": "nightly", "schedule": crontab(hour=1, minute=15)},
            },
        )
        self.app.now = lambda: self.now
        self.file = str(folder / "beat")
        self.scheduler = self.started()

    def started(self) -> Scheduler:
        scheduler = Scheduler(app=self.app, schedule_filename=self.file)
        scheduler.producer = None
        scheduler.apply_entry = lambda entry, **_options: self.sent.append(entry.name)
        return scheduler

    def look(self) -> list[str]:
        """What is sent at this instant; more looks than there are tasks."""
        self.sent = []
        for _look in range(20):
            self.scheduler.tick()
        return sorted(self.sent)


@pytest.fixture
def clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Clock]:
    made = Clock(tmp_path)
    monkeypatch.setattr(BaseSchedule, "now", lambda _schedule: made.now)
    made.look()
    made.now += timedelta(seconds=6)
    assert made.look() == ["often"]
    yield made
    made.scheduler.close()


def test_work_goes_on_at_once_when_the_clock_is_set_back(clock: Clock) -> None:
    clock.now -= timedelta(hours=7)
    clock.look()
    clock.now += timedelta(seconds=6)
    assert clock.look() == ["often"]


def test_nor_does_a_restart_wait_for_an_instant_in_the_future(clock: Clock) -> None:
    clock.scheduler.close()
    clock.now -= timedelta(days=400)
    clock.scheduler = clock.started()
    clock.look()
    clock.now += timedelta(seconds=6)
    assert clock.look() == ["often"]


def test_the_night_comes_again_for_a_clock_that_was_a_day_ahead(clock: Clock) -> None:
    clock.now -= timedelta(hours=24, minutes=20)
    clock.look()
    clock.now += timedelta(minutes=16)
    assert clock.look() == ["nightly", "often"]


def test_a_small_correction_sends_nothing_twice(clock: Clock) -> None:
    clock.now -= timedelta(seconds=30)
    assert clock.look() == []


def test_a_machine_that_slept_two_days_catches_up_once(clock: Clock) -> None:
    clock.now += timedelta(days=2)
    assert clock.look() == ["nightly", "often"]
    assert clock.look() == []
