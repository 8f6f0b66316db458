"""Background scoring: rows are the truth, a lost or doubled message loses and doubles nothing."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import timezone

from organization.models import Unit
from scoring.actions import jobs
from scoring.actions.score import score_month, score_scope
from scoring.measurement.figures import UnitFigure
from scoring.models import IndividualScore, Job, JobKind, JobState, Revision
from scoring.queries.scene import Scene
from tests.figures import stored_figures

MARCH = date(2025, 3, 1)


def run_all() -> None:
    for job_id in jobs.jobs_to_wake():
        jobs.run_job(job_id)


def test_parts_make_the_same_rows_as_the_whole(golden: Path) -> None:
    score_month(month=MARCH)
    whole = stored_figures()
    Revision.objects.all().delete()

    parent = jobs.request_scoring(month=MARCH)
    run_all()

    parent.refresh_from_db()
    assert parent.state == JobState.DONE
    assert stored_figures() == whole
    assert parent.revision is not None
    assert parent.revision.finished_at is not None


def test_there_is_one_part_for_each_opd_and_one_for_the_rest(golden: Path) -> None:
    parent = jobs.request_scoring(month=MARCH)
    assert sorted(parent.children.values_list("unit_code", flat=True)) == ["", "OPD01", "OPD02"]


def test_a_second_request_gives_back_the_open_one(golden: Path) -> None:
    assert jobs.request_scoring(month=MARCH) == jobs.request_scoring(month=MARCH)
    assert Job.objects.filter(kind=JobKind.SCORE_MONTH).count() == 1


def test_a_message_that_comes_twice_works_once(golden: Path) -> None:
    jobs.request_scoring(month=MARCH)
    first, *_ = jobs.jobs_to_wake()

    assert jobs.run_job(first) is True
    assert jobs.run_job(first) is False
    assert Job.objects.get(pk=first).attempts == 1


def test_a_job_is_woken_once_until_its_message_may_be_lost(golden: Path) -> None:
    jobs.request_scoring(month=MARCH)
    now = timezone.now()
    assert len(jobs.jobs_to_wake(now)) == 3
    assert jobs.jobs_to_wake(now + timedelta(seconds=59)) == []
    assert len(jobs.jobs_to_wake(now + timedelta(seconds=61))) == 3


def test_a_part_that_dies_half_way_leaves_nothing_and_is_done_again(
    golden: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    score_month(month=MARCH)
    whole = stored_figures()
    Revision.objects.all().delete()
    parent = jobs.request_scoring(month=MARCH)

    def die_after_writing(scene: Scene, revision: Revision, *, above: Mapping[int, UnitFigure]) -> None:
        score_scope(scene, revision, above=above)
        raise MemoryError("killed")

    with monkeypatch.context() as patch:
        patch.setattr(jobs, "score_scope", die_after_writing)
        run_all()
    assert stored_figures() == []
    assert set(parent.children.values_list("state", "attempts")) == {(JobState.PENDING, 1)}

    run_all()
    assert stored_figures() == whole


def test_a_poisonous_part_is_given_up_and_says_why(golden: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parent = jobs.request_scoring(month=MARCH)

    def fail(*_args: object, **_options: object) -> None:
        raise ValueError("racun")

    monkeypatch.setattr(jobs, "score_scope", fail)
    for _attempt in range(jobs.MAX_ATTEMPTS + 1):
        run_all()
    jobs.finish_parents()

    parent.refresh_from_db()
    assert parent.state == JobState.FAILED
    assert set(parent.children.values_list("state", "attempts", "error")) == {
        (JobState.FAILED, jobs.MAX_ATTEMPTS, "ValueError: racun")
    }


def test_what_lies_above_the_opds_is_found_once(golden: Path) -> None:
    """A mark left in place of what the first part found comes back in the figures of the second."""
    parent = jobs.request_scoring(month=MARCH)
    first, second = Job.objects.filter(parent=parent).exclude(unit_code="").order_by("unit_code")
    region = Unit.objects.get(kind="region")

    assert jobs.run_job(first.pk)
    parent.refresh_from_db()
    assert list(parent.above) == [str(region.pk)]

    Job.objects.filter(pk=parent.pk).update(above={str(region.pk): [None, None, "12.34", None, ""]})
    assert jobs.run_job(second.pk)
    heads = IndividualScore.objects.filter(level="opd_head", unit_score=Decimal("12.34"))
    assert [score.unit.code for score in heads] == [second.unit_code]


def test_failed_parts_get_another_chance(golden: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parent = jobs.request_scoring(month=MARCH)
    Job.objects.filter(parent=parent).update(state=JobState.FAILED, attempts=3, error="racun")
    jobs.finish_parents()

    Job.objects.filter(pk=parent.pk).update(above={"1": [None, None, None, None, "no_head"]})
    assert jobs.retry_failed(parent) == 3
    parent.refresh_from_db()
    assert parent.above == {}
    run_all()

    parent.refresh_from_db()
    assert (parent.state, parent.error) == (JobState.DONE, "")


def test_a_part_without_a_revision_is_not_worked_on(golden: Path) -> None:
    parent = jobs.request_scoring(month=MARCH)
    part = parent.children.first()
    assert part is not None
    Job.objects.filter(pk=part.pk).update(revision=None)
    assert jobs.run_job(part.pk) is False
    assert not IndividualScore.objects.exists()
