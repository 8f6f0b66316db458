"""Telling the people of a round in the background."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from contracts.actions import calling, runs
from contracts.actions.calling import call_again, call_opened, request_reminder, run_call
from contracts.actions.rounds import open_round
from contracts.models import Event, Round, RoundCall
from contracts.tests import flow
from contracts.tests.rounds import YEAR, make_round
from kinerja.errors import DomainError
from organization.actions.notices import tell
from organization.models import Notice
from tests.cast import Cast


@pytest.fixture(autouse=True)
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if every call were too large to make while the page waits, in steps of five people."""
    monkeypatch.setattr(runs, "AT_ONCE", 0)
    monkeypatch.setattr(calling, "STEP", 5)


def opened(cast: Cast) -> RoundCall:
    made = make_round(cast, opened_at=None, opened_by=None)
    return open_round(round_id=made.pk, by=cast.ortala).calls.get()


def refusal(asked: Any, **values: Any) -> str:
    with pytest.raises(DomainError) as refused:
        asked(**values)
    return refused.value.code


def test_opening_leaves_the_telling_to_a_worker(cast: Cast) -> None:
    call = opened(cast)
    assert (call.state, call.total, Notice.objects.count()) == ("pending", 14, 0)
    assert run_call(call.pk)
    assert not run_call(call.pk)
    call.refresh_from_db()
    assert (call.state, call.done, call.told, call.percent) == ("done", 14, 14, 100)
    assert Notice.objects.filter(kind="round_opened").count() == 14


def test_a_refused_opening_calls_nobody(cast: Cast) -> None:
    assert refusal(open_round, round_id=make_round(cast).pk, by=cast.ortala) == "round_open"
    assert not RoundCall.objects.exists()


def test_a_call_that_breaks_half_way_tells_the_rest_later(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    call = opened(cast)
    whole = tell

    def once(**values: Any) -> int:
        if Notice.objects.exists():
            raise RuntimeError("kabel putus")
        return whole(**values)

    monkeypatch.setattr(calling, "tell", once)
    assert not run_call(call.pk)
    call.refresh_from_db()
    assert (call.state, call.done, call.error) == ("pending", 5, "RuntimeError: kabel putus")
    monkeypatch.setattr(calling, "tell", whole)
    assert run_call(call.pk)
    call.refresh_from_db()
    assert (call.state, call.told, call.error) == ("done", 14, "")
    assert Notice.objects.count() == 14


def test_what_failed_can_be_tried_again(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    call = opened(cast)

    def broken(**_values: Any) -> int:
        raise RuntimeError("kabel putus")

    with monkeypatch.context() as patch:
        patch.setattr(calling, "tell", broken)
        for _attempt in range(runs.MAX_ATTEMPTS):
            run_call(call.pk)
    assert RoundCall.objects.get().state == "failed"
    assert call_again(call_id=call.pk).state == "pending"
    assert refusal(call_again, call_id=call.pk) == "call_not_failed"
    assert run_call(call.pk)
    assert Notice.objects.count() == 14


def test_a_failed_call_waits_for_one_that_is_not_over(cast: Cast) -> None:
    failed = RoundCall.objects.create(round=make_round(cast), kind="opened", state="failed")
    call_opened(opened=failed.round, by=cast.ortala, total=14)
    assert refusal(call_again, call_id=failed.pk) == "call_running"


def test_a_reminding_that_another_worker_ended_meanwhile_reminds_nobody(cast: Cast) -> None:
    call = request_reminder(round_id=make_round(cast).pk, by=cast.ortala, holder_ids=[cast.staff.pk])
    RoundCall.objects.update(state="done")
    calling._remind(call)
    assert not Notice.objects.exists()


def test_reminding_keeps_who_was_left_out(cast: Cast) -> None:
    version = flow.presented(cast.staff, year=YEAR)
    this = make_round(cast)
    people = [cast.staff.pk, cast.kabid.pk, cast.kabid.pk]
    call = request_reminder(round_id=this.pk, by=cast.ortala, holder_ids=people)
    assert (call.state, call.total) == ("pending", 2)
    assert run_call(call.pk)
    again = request_reminder(round_id=this.pk, by=cast.ortala, holder_ids=people)
    run_call(again.pk)
    again.refresh_from_db()
    names = sorted([cast.staff.name, cast.kabid.name])
    assert (again.told, again.left_out["today"]["count"]) == (0, 2)
    assert sorted(again.left_out["today"]["names"]) == names
    assert [event.version for event in Event.objects.filter(kind="reminded")] == [version]


def test_one_reminding_at_a_time(cast: Cast) -> None:
    this = make_round(cast)
    request_reminder(round_id=this.pk, by=cast.ortala, holder_ids=[cast.staff.pk])
    asked = {"round_id": this.pk, "by": cast.ortala, "holder_ids": [cast.head.pk]}
    assert refusal(request_reminder, **asked) == "call_running"


def test_a_round_that_is_not_open_calls_nobody(cast: Cast) -> None:
    this = make_round(cast, closed_at=timezone.now())
    asked = {"round_id": this.pk, "by": cast.ortala, "holder_ids": [cast.staff.pk]}
    assert refusal(request_reminder, **asked) == "round_not_open"


def test_a_round_closed_in_the_meantime_is_said(cast: Cast) -> None:
    call = opened(cast)
    Round.objects.update(closed_at=timezone.now(), due_on=date(YEAR, 1, 28))
    assert not run_call(call.pk)
    call.refresh_from_db()
    assert (call.state, Notice.objects.count()) == ("failed", 0)
    assert "Hanya putaran yang sedang dibuka" in call.error
