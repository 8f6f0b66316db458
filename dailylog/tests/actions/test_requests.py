"""What is asked for, and what becomes of it."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any
from unittest.mock import patch

import pytest

from dailylog.actions.overtime import order_overtime, withdraw_overtime
from dailylog.actions.requests import ask_correction, ask_leave, decide_correction, decide_leave, withdraw_request
from dailylog.models import Attendance, Leave, LeaveRequest, Overtime, OvertimeOrder, PresenceCorrection
from dailylog.tests.conftest import DAY, NOW, ZONE
from kinerja.errors import DomainError
from organization.models import Employee, Notice
from tests.cast import Cast


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(DomainError) as refusal:
        act()
    return refusal.value.code


def correction(cast: Cast, **asked: Any) -> PresenceCorrection:
    values: dict[str, Any] = {"check_in": time(7, 30), "check_out": None, "mode": "wfo", "reason": "Mesin rusak"}
    return ask_correction(employee_id=cast.staff.pk, today=NOW.date(), **({"day": DAY} | values | asked))


def grant(cast: Cast, request: PresenceCorrection, *, by: str = "lead", granted: bool = True, text: str = "") -> None:
    decide_correction(request_id=request.pk, user_id=cast.people[by].pk, granted=granted, text=text, now=NOW)


def test_granted_correction_sets_the_marks_and_keeps_the_old_ones(cast: Cast) -> None:
    Attendance.objects.create(employee=cast.staff, date=DAY, check_in=time(9, 10), check_out=time(16), mode="wfa")
    request = correction(cast)
    grant(cast, request)
    request.refresh_from_db()
    marks = Attendance.objects.values_list("check_in", "check_out", "mode").get()
    assert marks == (time(7, 30), time(16), "wfo")
    assert request.before == {"check_in": "09:10:00", "check_out": "16:00:00", "mode": "wfa"}
    assert (request.state, request.decided_by) == ("approved", cast.lead)


def test_correction_of_a_day_without_marks_makes_them(cast: Cast) -> None:
    grant(cast, correction(cast))
    assert Attendance.objects.values_list("check_in", "check_out").get() == (time(7, 30), None)


def test_refused_correction_changes_nothing_and_says_why(cast: Cast) -> None:
    request = correction(cast)
    assert code_of(lambda: grant(cast, request, granted=False)) == "refusal_empty"
    grant(cast, request, granted=False, text="Rekaman kamera menunjukkan pukul 09.10.")
    assert not Attendance.objects.exists()
    assert "Rekaman kamera" in Notice.objects.get(employee=cast.staff).body


@pytest.mark.parametrize("name", ["staff", "kabid", "colleague", "bkpsdm"])
def test_correction_is_decided_by_the_superior_alone(cast: Cast, name: str) -> None:
    request = correction(cast)
    assert code_of(lambda: grant(cast, request, by=name)) == "request_of_another"


def test_correction_that_contradicts_the_other_mark_is_refused(cast: Cast) -> None:
    Attendance.objects.create(employee=cast.staff, date=DAY, check_out=time(7), mode="wfo")
    request = correction(cast)
    assert code_of(lambda: grant(cast, request)) == "attendance_out_not_before_in"


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"check_in": None}, "correction_has_a_mark"),
        ({"check_out": time(7)}, "correction_out_not_before_in"),
        ({"day": date(2026, 3, 11)}, "correction_ahead"),
    ],
)
def test_senseless_correction_is_refused(cast: Cast, asked: dict[str, Any], code: str) -> None:
    assert code_of(lambda: correction(cast, **asked)) == code


def test_one_correction_of_a_day_waits_at_a_time(cast: Cast) -> None:
    first = correction(cast)
    assert code_of(lambda: correction(cast)) == "correction_one_waiting"
    withdraw_request(request=first, employee_id=cast.staff.pk)
    correction(cast)


def test_closed_month_is_not_corrected(cast: Cast) -> None:
    with patch("dailylog.actions.requests.is_closed", return_value=True):
        assert code_of(lambda: correction(cast)) == "month_closed"


def leave(cast: Cast, start: int = 16, end: int = 18) -> LeaveRequest:
    days = {"start": date(2026, 3, start), "end": date(2026, 3, end)}
    return ask_leave(employee_id=cast.staff.pk, kind="annual", reason="Keluarga", **days)


def allow(cast: Cast, request: LeaveRequest, *, by: str = "lead") -> LeaveRequest:
    return decide_leave(request_id=request.pk, user_id=cast.people[by].pk, granted=True, text="", now=NOW)


def test_granted_leave_becomes_leave(cast: Cast, hours: None) -> None:
    request = allow(cast, leave(cast))
    row = Leave.objects.get()
    assert (row.employee, row.start, row.end, row.kind) == (cast.staff, date(2026, 3, 16), date(2026, 3, 18), "annual")
    assert request.leave == row


def test_leave_is_granted_once_and_never_by_oneself(cast: Cast, hours: None) -> None:
    request = leave(cast)
    assert code_of(lambda: allow(cast, request, by="staff")) == "request_of_another"
    allow(cast, request)
    assert code_of(lambda: allow(cast, request)) == "request_decided"


def test_refused_leave_is_no_leave_and_says_why(cast: Cast, hours: None) -> None:
    request = leave(cast)
    decided = decide_leave(request_id=request.pk, user_id=cast.lead.pk, granted=False, text="Ada audit", now=NOW)
    assert (decided.state, decided.leave, Leave.objects.count()) == ("refused", None, 0)
    assert Notice.objects.get(employee=cast.staff, kind="request_decided").body == "Ada audit"


@pytest.mark.parametrize(
    ("end", "code"),
    [(date(2029, 3, 20), "leaverequest_end_far"), (date(2026, 3, 15), "leaverequest_end_not_before_start")],
)
def test_leave_of_another_century_is_a_slip_of_the_pen(cast: Cast, end: date, code: str) -> None:
    start = date(2026, 3, 16)
    who = cast.staff.pk
    assert code_of(lambda: ask_leave(employee_id=who, kind="dinas_luar", start=start, end=end, reason="Diklat")) == code


def test_request_for_which_nobody_is_there_tells_nobody(cast: Cast, hours: None) -> None:
    # Above the head of the region there is nobody.
    ask_leave(
        employee_id=cast.mayor.pk, kind="annual", start=date(2026, 3, 16), end=date(2026, 3, 17), reason="Keluarga"
    )
    assert not Notice.objects.exists()
    leave(cast)
    assert [notice.kind for notice in Notice.objects.all()] == ["request_waits"]


def test_leave_does_not_overlap(cast: Cast, hours: None) -> None:
    first = leave(cast)
    assert code_of(lambda: leave(cast, 18, 20)) == "leave_asked"
    allow(cast, first)
    assert code_of(lambda: leave(cast, 10, 16)) == "leave_there"
    leave(cast, 19, 20)


def order(cast: Cast, *, by: str = "lead", start: time = time(16, 30), now: datetime = NOW) -> list[OvertimeOrder]:
    return order_overtime(
        user_id=cast.people[by].pk,
        employee_ids=[cast.staff.pk],
        day=DAY,
        start=start,
        end=time(19),
        order_number="094/12",
        work="Persiapan upacara",
        now=now,
    )


def test_ordered_overtime_counts(cast: Cast) -> None:
    (made,) = order(cast)
    row = Overtime.objects.get()
    assert (row.employee, row.date, row.start, row.end, row.order_number) == (
        cast.staff,
        DAY,
        time(16, 30),
        time(19),
        "094/12",
    )
    assert made.overtime == row


@pytest.mark.parametrize("start", [time(16, 5), time(8)])
def test_overtime_is_not_ordered_afterwards(cast: Cast, start: time) -> None:
    assert code_of(lambda: order(cast, start=start)) == "overtime_begun"


@pytest.mark.parametrize("name", ["staff", "kabid", "colleague"])
def test_overtime_is_ordered_by_the_superior_alone(cast: Cast, name: str) -> None:
    assert code_of(lambda: order(cast, by=name)) == "overtime_of_another"


def test_order_is_withdrawn_before_it_begins_and_leaves_its_trace(cast: Cast) -> None:
    (made,) = order(cast)
    late = datetime(2026, 3, 10, 16, 30, tzinfo=ZONE)
    assert code_of(lambda: withdraw_overtime(order_id=made.pk, user_id=cast.lead.pk, now=late)) == "overtime_begun"
    withdraw_overtime(order_id=made.pk, user_id=cast.lead.pk, now=NOW)
    assert not Overtime.objects.exists()
    made.refresh_from_db()
    assert made.withdrawn_at == NOW


@pytest.mark.parametrize(
    ("kind", "end", "code"),
    [
        ("long", date(2026, 6, 20), "leave_end_long"),
        ("maternity", date(2026, 4, 1), "leave_maternity_male"),
        ("unpaid", date(2029, 3, 17), "leave_end_unpaid"),
    ],
)
def test_leave_against_the_terms_is_refused(cast: Cast, kind: str, end: date, code: str) -> None:
    Employee.objects.filter(pk=cast.staff.pk).update(nip="198001012005011099")
    assert (
        code_of(
            lambda: ask_leave(employee_id=cast.staff.pk, kind=kind, start=date(2026, 3, 16), end=end, reason="Keluarga")
        )
        == code
    )


def test_leave_outside_the_states_charge_is_granted_by_its_decree(cast: Cast) -> None:
    request = ask_leave(
        employee_id=cast.staff.pk, kind="unpaid", start=date(2026, 3, 16), end=date(2027, 3, 15), reason="Suami dinas"
    )
    assert code_of(lambda: allow(cast, request)) == "unpaid_decree"
    decide_leave(request_id=request.pk, user_id=cast.lead.pk, granted=True, text="SK 800/12/2026", now=NOW)
    assert Leave.objects.get().kind == "unpaid"
