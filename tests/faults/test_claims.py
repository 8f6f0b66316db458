"""What keeps a part of a month from being done twice or by half, and what happens without it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.db import transaction
from django.db.models import QuerySet

from scoring.actions import jobs
from scoring.actions.score import score_scope
from scoring.measurement.figures import UnitFigure
from scoring.models import IndividualScore, Job, JobState, Revision
from scoring.queries.scene import Scene
from tests.races import Race

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "kota-contoh"
MARCH = date(2025, 3, 1)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def job(db: None) -> Job:
    """A part of March of the golden city that nobody has done."""
    call_command("import_city", str(GOLDEN), verbosity=0)
    parent = jobs.request_scoring(month=MARCH)
    return parent.children.exclude(unit_code="").order_by("unit_code")[0]


def done_by_two(job: Job, monkeypatch: pytest.MonkeyPatch) -> set[object]:
    """Two workers get the same message; each waits inside its part for the other. Who says it did the part."""
    race = Race(2)

    def meet(_scene: Scene, _revision: Revision, *, above: object) -> list[UnitFigure]:
        race.meet()
        return []

    monkeypatch.setattr(jobs, "score_scope", meet)
    return set(race.run(*[lambda: jobs.run_job(job.pk)] * 2))


def test_a_part_whose_message_came_twice_is_done_once(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    assert done_by_two(job, monkeypatch) == {False, True}


def test_control_without_the_lock_of_its_row_a_part_is_done_twice(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_how: rows.all())
    assert done_by_two(job, monkeypatch) == {True}


def left_by_a_failure(job: Job, monkeypatch: pytest.MonkeyPatch) -> int:
    """The rows that are there after a part has been written and its worker failed before it was marked as done."""

    def write_and_fail(scene: Scene, revision: Revision, *, above: Mapping[int, UnitFigure]) -> list[UnitFigure]:
        score_scope(scene, revision, above=above)
        raise RuntimeError("just before the end")

    monkeypatch.setattr(jobs, "score_scope", write_and_fail)
    assert jobs.run_job(job.pk) is False
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.PENDING, 1)
    assert "just before the end" in job.error
    return IndividualScore.objects.count()


def test_a_part_that_fails_after_writing_leaves_no_row(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    assert left_by_a_failure(job, monkeypatch) == 0


@contextmanager
def keeping() -> Iterator[None]:
    """A transaction that keeps what was written although it failed."""
    failure = None
    with transaction.atomic():
        try:
            yield
        except RuntimeError as error:
            failure = error
    if failure is not None:
        raise failure


def test_control_without_one_transaction_a_part_stays_half_done(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "transaction", SimpleNamespace(atomic=keeping))
    assert left_by_a_failure(job, monkeypatch) > 0
