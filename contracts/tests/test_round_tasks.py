"""The doors from Celery to rounds."""

from datetime import date

import pytest
from django.conf import settings

from contracts import tasks
from contracts.actions import runs
from contracts.actions.calling import request_reminder
from contracts.actions.copy_jobs import request_copy
from contracts.models import RoundCopy
from contracts.tests.rounds import YEAR, make_round, signed_last_year
from kinerja.celery import app
from kinerja.models import History
from organization.models import Notice
from tests.cast import Cast


def test_a_waiting_run_is_handed_to_a_worker_once(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "AT_ONCE", 0)
    signed_last_year(cast.head, cast.mayor, "A")
    copy = request_copy(round_id=make_round(cast).pk, by=cast.ortala)
    handed: list[int] = []
    monkeypatch.setattr(tasks.run_copy, "delay", handed.append)
    tasks.dispatch_copies()
    tasks.dispatch_copies()
    assert handed == [copy.pk]
    tasks.run_copy(copy.pk)
    assert RoundCopy.objects.get().copied == 1
    assert History.objects.filter(table="contracts_version", actor="copy_forward").exists()


def test_a_waiting_call_is_handed_to_a_worker_once(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "AT_ONCE", 0)
    call = request_reminder(round_id=make_round(cast).pk, by=cast.ortala, holder_ids=[cast.staff.pk])
    handed: list[int] = []
    monkeypatch.setattr(tasks.run_call, "delay", handed.append)
    tasks.dispatch_calls()
    tasks.dispatch_calls()
    assert handed == [call.pk]
    tasks.run_call(call.pk)
    tasks.run_call(call.pk)
    assert [notice.employee for notice in Notice.objects.all()] == [cast.staff]


def test_the_late_are_reminded_in_the_morning(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    make_round(cast, levels=["opd_head"])
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_args: date(YEAR, 1, 28))
    tasks.remind_late()
    tasks.remind_late()
    assert {notice.employee for notice in Notice.objects.all()} == {cast.head, cast.other_head}


def test_beat_asks_for_tasks_that_exist() -> None:
    asked = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert {"contracts.dispatch_calls", "contracts.dispatch_copies", "contracts.remind_late"} <= asked
    app.loader.import_default_modules()
    assert asked <= set(app.tasks)
