"""Two hundred times: a person corrects an entry while the superior looks at it and approves. Nothing unseen passes."""

from collections.abc import Generator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import time as clock
from random import Random

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
from tests.races import kept_waiting, session, until

pytestmark = pytest.mark.django_db(transaction=True)

TIMES = 200
#: What somebody does, one step at a time.
Steps = Generator[None, None, None]


class Side:
    """Somebody with a connection of his own, who takes a step when told to."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(1)
        self._step: Future[bool] | None = None
        self._steps: Steps | None = None
        self.session = self._pool.submit(session).result()

    def begin(self, steps: Steps) -> None:
        self._steps = steps

    @property
    def busy(self) -> bool:
        """Whether the step before is not done: it stands before a lock."""
        return self._step is not None and not self._step.done()

    def go_on(self) -> None:
        """Take the next step, if there is one, and no step is under way."""
        if not self.busy and self._steps is not None:
            steps = self._steps
            self._step = self._pool.submit(lambda: next(steps, True) is None)

    def settle(self, other: "Side") -> None:
        """Wait until the step is done, or stands before a lock of the other side."""
        until(lambda: self._soon() or self.session in kept_waiting(other.session), "the step is done, or kept waiting")

    def _soon(self) -> bool:
        """Whether the step is done, or is so within the time that steps take. Whoever asks too early asks again."""
        return self._step is None or bool(wait([self._step], 0.02).done)

    def finish(self) -> None:
        """Take what steps are left."""
        while self._step is None or self._step.result():
            self.go_on()
        self._step = None

    def close(self) -> None:
        """Close the connection, so that the database of the tests can go."""
        self._pool.submit(lambda: connection.close()).result()
        self._pool.shutdown()


@dataclass(frozen=True)
class Outcome:
    """Whether the superior's approval was taken, and whether it stands under words that he did not see."""

    approved: bool
    unseen: bool


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()


def correct(activity: Activity, times: int) -> Steps:
    """Correct the entry so often; one that was approved refuses that."""
    for number in range(times):
        try:
            with transaction.atomic():
                version = Activity.objects.values_list("version", flat=True).get(pk=activity.pk)
                yield
                said = replace(ENTRY, start=activity.start, end=activity.end, output=f"Keluaran {number}")
                change_activity(
                    activity_id=activity.pk, employee_id=activity.employee_id, version=version, entry=said, now=NOW
                )
                yield
        except DomainError as error:
            if error.code != "activity_decided":
                raise
        yield


def look_and_approve(activity: Activity, superior_id: int, approved: list[str]) -> Steps:
    """Look, then approve what was seen; the words that were approved, if that was taken."""
    words, version = Activity.objects.values_list("output", "version").get(pk=activity.pk)
    yield
    if approve(user_id=superior_id, seen=[Seen(activity.pk, version)], today=DAY).decided:
        approved.append(words)


def play(cast: Cast, seed: int) -> Generator[Outcome, None, None]:
    """An entry after the other, each with the steps of both sides in an order of its own."""
    day = {"employee": cast.staff, "date": DAY, "description": "Rapat", "status": "submitted", "filed_at": NOW}
    entries = Activity.objects.bulk_create(
        Activity(**day, start=clock(n // 60, n % 60), end=clock(9), output="Semula") for n in range(TIMES)
    )
    dice = Random(seed)
    with closing(Side()) as person, closing(Side()) as superior:
        for entry in entries:
            approved: list[str] = []
            times = dice.randint(1, 2)
            person.begin(correct(entry, times))
            superior.begin(look_and_approve(entry, cast.lead.pk, approved))
            turns = [person] * 3 * times + [superior] * 2
            dice.shuffle(turns)
            for side in turns:
                side.go_on()
                person.settle(superior)
                superior.settle(person)
            person.finish()
            superior.finish()
            stored = Activity.objects.values_list("output", "status").get(pk=entry.pk)
            yield Outcome(bool(approved), bool(approved) and stored != (approved[0], "approved"))


def test_nothing_is_approved_in_words_that_nobody_saw(cast: Cast) -> None:
    outcomes = list(play(cast, seed=1))
    approved = sum(each.approved for each in outcomes)
    # Both happen often, so that the two really met.
    assert TIMES // 4 < approved < TIMES - TIMES // 4
    assert not any(each.unseen for each in outcomes)


def test_control_without_the_check_of_the_version_unseen_words_are_approved(cast: Cast) -> None:
    table = "ALTER TABLE dailylog_decision"
    with (
        without(f"{table} DISABLE TRIGGER decision_checked", f"{table} ENABLE ALWAYS TRIGGER decision_checked"),
        closing(play(cast, seed=1)) as outcomes,
    ):
        assert any(each.unseen for each in outcomes)
