"""Copying in the background."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from contracts.actions import copy_jobs, copying, runs
from contracts.models import Agreement, RoundCopy
from contracts.tests.rounds import YEAR, make_round, signed_last_year
from kinerja.errors import DomainError
from tests.cast import Cast


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if every run were too large to do while the page waits."""
    monkeypatch.setattr(runs, "AT_ONCE", 0)


def test_few_people_are_copied_at_once(cast: Cast) -> None:
    signed_last_year(cast.head, cast.mayor, "A")
    copy = copy_jobs.request_copy(round_id=make_round(cast).pk, by=cast.ortala)
    assert (copy.state, copy.total, copy.done, copy.copied) == ("done", 14, 14, 1)
    assert copy.left_out == {"no_last_year": 13}


@pytest.mark.usefixtures("large")
def test_many_wait_for_a_worker_that_is_woken_up_once(cast: Cast) -> None:
    signed_last_year(cast.head, cast.mayor, "A")
    copy = copy_jobs.request_copy(round_id=make_round(cast).pk, by=cast.ortala)
    assert copy.state == "pending"
    assert copy_jobs.copies_to_wake() == [copy.pk]
    assert copy_jobs.copies_to_wake() == []
    # The message got lost.
    assert copy_jobs.copies_to_wake(timezone.now() + timedelta(seconds=61)) == [copy.pk]
    assert copy_jobs.run_copy(copy.pk)
    assert not copy_jobs.run_copy(copy.pk)
    copy.refresh_from_db()
    assert (copy.state, copy.copied) == ("done", 1)


@pytest.mark.usefixtures("large")
def test_one_run_at_a_time(cast: Cast) -> None:
    this = make_round(cast)
    copy_jobs.request_copy(round_id=this.pk, by=cast.ortala)
    with pytest.raises(DomainError) as refused:
        copy_jobs.request_copy(round_id=this.pk, by=cast.ortala)
    assert refused.value.code == "copy_running"


@pytest.mark.usefixtures("large")
def test_a_run_that_breaks_half_way_is_finished_later(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    signed_last_year(cast.mayor, None, "M")
    signed_last_year(cast.head, cast.mayor, "A")
    copy = copy_jobs.request_copy(round_id=make_round(cast).pk, by=cast.ortala)
    whole = copying.copy_in_batches

    def broken(**values: Any) -> Iterator[tuple[int, Counter[str]]]:
        yield next(whole(**values))
        raise RuntimeError("kabel putus")

    monkeypatch.setattr(copy_jobs, "copy_in_batches", broken)
    assert not copy_jobs.run_copy(copy.pk)
    copy.refresh_from_db()
    assert (copy.state, copy.copied, copy.error) == ("pending", 1, "RuntimeError: kabel putus")
    monkeypatch.setattr(copy_jobs, "copy_in_batches", whole)
    assert copy_jobs.run_copy(copy.pk)
    copy.refresh_from_db()
    assert (copy.state, copy.copied, copy.done) == ("done", 2, 14)
    assert Agreement.objects.filter(year=YEAR).count() == 2


@pytest.mark.usefixtures("large")
def test_a_run_that_always_breaks_is_given_up(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = copy_jobs.request_copy(round_id=make_round(cast).pk, by=cast.ortala)

    def broken(**values: Any) -> Iterator[tuple[int, Counter[str]]]:
        raise RuntimeError("kabel putus")

    monkeypatch.setattr(copy_jobs, "copy_in_batches", broken)
    for _attempt in range(runs.MAX_ATTEMPTS):
        copy_jobs.run_copy(copy.pk)
    assert RoundCopy.objects.get().state == "failed"


@pytest.mark.usefixtures("large")
def test_a_run_that_kills_its_worker_is_given_up(cast: Cast) -> None:
    copy = copy_jobs.request_copy(round_id=make_round(cast).pk, by=cast.ortala)
    RoundCopy.objects.update(attempts=runs.MAX_ATTEMPTS, state="running")
    assert not copy_jobs.run_copy(copy.pk)
    assert RoundCopy.objects.get().state == "failed"


def test_a_closed_round_is_not_copied_into(cast: Cast) -> None:
    with pytest.raises(DomainError):
        copy_jobs.request_copy(round_id=make_round(cast, closed_at=timezone.now()).pk, by=cast.ortala)
