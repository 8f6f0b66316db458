"""Two hundred times: a person corrects an entry while the superior looks at it and approves. Nothing unseen passes."""

import time
from collections.abc import Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import time as clock
from random import Random
from threading import Barrier, Semaphore

import pytest
from django.db import connection, transaction

from dailylog.actions.decide import Seen, approve
from dailylog.actions.filing import change_activity
from dailylog.models import Activity
from dailylog.tests.actions.test_filing import ENTRY
from dailylog.tests.actions.test_races import without
from dailylog.tests.conftest import DAY, NOW
from kinerja.errors import DomainError
from tests.cast import Cast, make_cast

pytestmark = pytest.mark.django_db(transaction=True)

TIMES = 200
#: The longest pause between two steps, in seconds: about what a step takes.
LONGEST = 0.005


@dataclass(frozen=True)
class Schedule:
    """When each side takes its steps.

    ``corrections``: the pauses before each correction and before it is committed. The superior waits until the person
    is through with ``after`` of them, pauses for ``looks``, reads, pauses for ``presses``, and approves.
    """

    corrections: Sequence[tuple[float, float]]
    after: int
    looks: float
    presses: float


@dataclass(frozen=True)
class Outcome:
    """Whether the superior's approval was taken, and whether it stands under words that he did not see."""

    approved: bool
    unseen: bool


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()


def schedules(seed: int) -> list[Schedule]:
    dice = Random(seed)

    def pause() -> float:
        return dice.uniform(0, LONGEST)

    found = []
    for _ in range(TIMES):
        corrections = [(pause(), pause()) for _ in range(dice.randint(1, 2))]
        found.append(Schedule(corrections, dice.randint(0, len(corrections)), pause(), pause()))
    return found


def correct(activity: Activity, schedule: Schedule, done: Semaphore) -> None:
    """Correct the entry as often as the schedule says; one that was approved refuses that."""
    for number, (before, inside) in enumerate(schedule.corrections):
        time.sleep(before)
        try:
            with transaction.atomic():
                version = Activity.objects.values_list("version", flat=True).get(pk=activity.pk)
                said = replace(ENTRY, start=activity.start, end=activity.end, output=f"Keluaran {number}")
                change_activity(
                    activity_id=activity.pk, employee_id=activity.employee_id, version=version, entry=said, now=NOW
                )
                time.sleep(inside)
        except DomainError as error:
            if error.code != "activity_decided":
                raise
        finally:
            done.release()


def look_and_approve(activity_id: int, superior_id: int, schedule: Schedule, done: Semaphore) -> str | None:
    """The words that the superior saw and approved; None when the approval was refused."""
    for _ in range(schedule.after):
        done.acquire(timeout=10)
    time.sleep(schedule.looks)
    words, version = Activity.objects.values_list("output", "version").get(pk=activity_id)
    time.sleep(schedule.presses)
    outcome = approve(user_id=superior_id, seen=[Seen(activity_id, version)], today=DAY)
    return words if outcome.decided else None


def play(cast: Cast, seed: int) -> Generator[Outcome, None, None]:
    """Every schedule on an entry of its own, both sides on a connection of their own."""
    day = {"employee": cast.staff, "date": DAY, "description": "Rapat", "status": "submitted", "filed_at": NOW}
    entries = Activity.objects.bulk_create(
        Activity(**day, start=clock(n // 60, n % 60), end=clock(9), output="Semula") for n in range(TIMES)
    )
    with ThreadPoolExecutor(max_workers=2) as sides:
        try:
            for entry, schedule in zip(entries, schedules(seed), strict=True):
                done = Semaphore(0)
                person = sides.submit(correct, entry, schedule, done)
                superior = sides.submit(look_and_approve, entry.pk, cast.lead.pk, schedule, done)
                person.result(timeout=10)
                words = superior.result(timeout=10)
                stored = Activity.objects.values_list("output", "status").get(pk=entry.pk)
                yield Outcome(words is not None, words is not None and stored != (words, "approved"))
        finally:
            _hang_up(sides)


def _hang_up(sides: ThreadPoolExecutor) -> None:
    """Close the connection of either side, so that the database of the tests can go."""
    both = Barrier(2)

    def close() -> None:
        both.wait(timeout=10)
        connection.close()

    for done in [sides.submit(close) for _ in range(2)]:
        done.result(timeout=10)


def test_nothing_is_approved_in_words_that_nobody_saw(cast: Cast) -> None:
    outcomes = list(play(cast, seed=1))
    approved = sum(each.approved for each in outcomes)
    # Both happen often, so that the two really met.
    assert TIMES // 20 < approved < TIMES - TIMES // 20
    assert not any(each.unseen for each in outcomes)


def test_control_without_the_check_of_the_version_unseen_words_are_approved(cast: Cast) -> None:
    table = "ALTER TABLE dailylog_decision"
    with (
        without(f"{table} DISABLE TRIGGER decision_checked", f"{table} ENABLE TRIGGER decision_checked"),
        closing(play(cast, seed=1)) as outcomes,
    ):
        assert any(each.unseen for each in outcomes)
