"""Taps and the marks that follow."""

from datetime import datetime, time, timedelta

import pytest

from dailylog.actions.presence import tap, undo_tap
from dailylog.models import Attendance, PresenceTap
from dailylog.tests.conftest import DAY, ZONE
from kinerja.errors import DomainError
from tests.cast import Cast

MORNING = datetime(2026, 3, 10, 7, 28, 40, tzinfo=ZONE)
EVENING = datetime(2026, 3, 10, 16, 3, 5, tzinfo=ZONE)


def check(cast: Cast, kind: str, now: datetime, mode: str = "wfo") -> PresenceTap:
    return tap(employee_id=cast.staff.pk, kind=kind, mode=mode, now=now)


def marks() -> list[tuple[time | None, time | None, str]]:
    return list(Attendance.objects.filter(date=DAY).values_list("check_in", "check_out", "mode"))


def test_marks_follow_the_clock_of_the_server(cast: Cast) -> None:
    check(cast, "in", MORNING, "wfa")
    check(cast, "out", EVENING)
    assert marks() == [(time(7, 28, 40), time(16, 3, 5), "wfa")]


def test_first_check_in_counts_and_pressing_again_gives_it(cast: Cast) -> None:
    first = check(cast, "in", MORNING)
    assert check(cast, "in", MORNING + timedelta(minutes=5)) == first
    assert marks() == [(time(7, 28, 40), None, "wfo")]


def test_last_check_out_counts(cast: Cast) -> None:
    check(cast, "out", EVENING)
    check(cast, "out", EVENING + timedelta(hours=1))
    assert marks() == [(None, time(17, 3, 5), "wfo")]


def test_mark_of_the_machine_is_not_overwritten_by_a_later_check_in(cast: Cast) -> None:
    Attendance.objects.create(employee=cast.staff, date=DAY, check_in=time(7, 10), mode="wfo")
    with pytest.raises(DomainError, match=r"07\.10"):
        check(cast, "in", MORNING)


def test_undone_tap_leaves_the_day_as_it_was(cast: Cast) -> None:
    found = check(cast, "in", MORNING)
    undo_tap(tap_id=found.pk, employee_id=cast.staff.pk, now=MORNING + timedelta(minutes=10))
    assert marks() == []
    found.refresh_from_db()
    assert found.undone_at is not None


def test_undone_check_out_restores_the_one_before(cast: Cast) -> None:
    check(cast, "out", EVENING)
    again = check(cast, "out", EVENING + timedelta(hours=1))
    undo_tap(tap_id=again.pk, employee_id=cast.staff.pk, now=EVENING + timedelta(hours=1, minutes=1))
    assert marks() == [(None, time(16, 3, 5), "wfo")]


def test_tap_cannot_be_undone_after_ten_minutes(cast: Cast) -> None:
    found = check(cast, "in", MORNING)
    with pytest.raises(DomainError) as refusal:
        undo_tap(tap_id=found.pk, employee_id=cast.staff.pk, now=MORNING + timedelta(minutes=10, seconds=1))
    assert refusal.value.code == "tap_undo_late"


def test_only_the_last_tap_can_be_undone(cast: Cast) -> None:
    first = check(cast, "in", EVENING - timedelta(minutes=5))
    check(cast, "out", EVENING)
    with pytest.raises(DomainError) as refusal:
        undo_tap(tap_id=first.pk, employee_id=cast.staff.pk, now=EVENING)
    assert refusal.value.code == "tap_not_last"
