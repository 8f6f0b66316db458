"""Annual leave is granted as long as it lasts, however many ask at once."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from dailylog.actions.annual_leave import enter_opening
from dailylog.actions.requests import ask_leave, decide_leave, take_back_leave, withdraw_request
from dailylog.models import Leave, LeaveRequest, OpeningBalance
from dailylog.queries.leave import entitlements, workdays_by_year
from dailylog.tests.conftest import NOW, ZONE
from kinerja.errors import DomainError
from organization.models import Employee, Holiday, Notice
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("hours")
#: Twelve workdays: three weeks without their weekends.
FIRST, LAST = date(2026, 3, 30), date(2026, 4, 14)


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(DomainError) as refusal:
        act()
    return refusal.value.code


def ask(cast: Cast, start: date, end: date, *, kind: str = "annual", name: str = "staff") -> LeaveRequest:
    return ask_leave(employee_id=cast.people[name].pk, kind=kind, start=start, end=end, reason="Keluarga")


def grant(cast: Cast, request: LeaveRequest) -> None:
    decide_leave(request_id=request.pk, user_id=cast.lead.pk, granted=True, text="", now=NOW)


def left(cast: Cast, year: int = 2026) -> int:
    return entitlements([cast.staff], [year])[cast.staff.pk].balances[year].left


def test_only_workdays_count_and_joint_leave_costs_nothing(cast: Cast) -> None:
    Holiday.objects.create(date=date(2026, 3, 18), name="Cuti bersama", kind="joint_leave")
    # Monday 16 to Sunday 22 March: without the joint leave of the 18th, the holiday of the 20th, and the weekend.
    assert workdays_by_year(cast.staff.pk, date(2026, 3, 16), date(2026, 3, 22)) == {2026: 3}


def test_leave_over_new_year_costs_each_year_its_own_days(cast: Cast) -> None:
    assert workdays_by_year(cast.staff.pk, date(2026, 12, 30), date(2027, 1, 4)) == {2026: 2, 2027: 2}


def test_twelve_days_and_not_one_more(cast: Cast) -> None:
    grant(cast, ask(cast, FIRST, LAST))
    assert left(cast) == 0
    assert code_of(lambda: ask(cast, date(2026, 6, 15), date(2026, 6, 15))) == "annual_beyond"
    # Other kinds are not measured by it.
    ask(cast, date(2026, 6, 15), date(2026, 6, 15), kind="sick")


def test_what_waits_for_a_decision_counts_as_used(cast: Cast) -> None:
    waiting = ask(cast, FIRST, date(2026, 4, 10))
    assert left(cast) == 2
    assert code_of(lambda: ask(cast, date(2026, 6, 15), date(2026, 6, 17))) == "annual_beyond"
    withdraw_request(request=waiting, employee_id=cast.staff.pk)
    assert left(cast) == 12
    ask(cast, date(2026, 6, 15), date(2026, 6, 17))


def test_grant_beyond_the_balance_is_refused(cast: Cast) -> None:
    """Leave that came in by table after the request was made."""
    request = ask(cast, date(2026, 6, 15), date(2026, 6, 17))
    Leave.objects.create(employee=cast.staff, start=FIRST, end=date(2026, 4, 13), kind="annual")
    assert code_of(lambda: grant(cast, request)) == "annual_beyond"
    assert not Leave.objects.filter(start=date(2026, 6, 15)).exists()


def test_what_earlier_years_left_is_added(cast: Cast) -> None:
    opening(cast, carried=6)
    assert left(cast) == 18
    grant(cast, ask(cast, FIRST, LAST))
    grant(cast, ask(cast, date(2026, 6, 15), date(2026, 6, 22)))
    assert left(cast) == 0
    assert left(cast, 2027) == 12


def opening(cast: Cast, *, carried: int, year: int = 2026, note: str = "", since: date | None = None) -> OpeningBalance:
    return enter_opening(employee_id=cast.staff.pk, year=year, carried=carried, served_since=since, note=note)


def test_more_than_six_days_are_entered_with_a_note_and_never_more_than_twelve(cast: Cast) -> None:
    assert code_of(lambda: opening(cast, carried=7)) == "opening_note"
    opening(cast, carried=12, note="Ditangguhkan, SK 800/12")
    assert left(cast) == 24
    assert code_of(lambda: opening(cast, carried=13, note="Salah")) == "openingbalance_at_most_12"
    opening(cast, carried=2)
    assert (left(cast), OpeningBalance.objects.count()) == (14, 1)


def test_nobody_takes_leave_before_a_year_of_service(cast: Cast) -> None:
    opening(cast, carried=0, since=date(2025, 5, 1))
    assert code_of(lambda: ask(cast, date(2026, 4, 30), date(2026, 4, 30))) == "annual_too_early"
    ask(cast, date(2026, 5, 4), date(2026, 5, 4))


def test_number_of_a_pppk_tells_the_year_alone(cast: Cast) -> None:
    Employee.objects.filter(pk=cast.staff.pk).update(nip="198001012025211011")
    with pytest.raises(DomainError) as refusal:
        ask(cast, date(2026, 11, 30), date(2026, 11, 30))
    assert "BKPSDM" in str(refusal.value)
    ask(cast, date(2026, 12, 1), date(2026, 12, 1))


def test_year_of_a_long_leave_has_no_annual_leave(cast: Cast) -> None:
    Leave.objects.create(employee=cast.staff, start=date(2026, 7, 1), end=date(2026, 9, 30), kind="long")
    assert code_of(lambda: ask(cast, FIRST, FIRST)) == "annual_beyond"


def test_leave_of_december_does_not_use_up_what_january_was_granted(cast: Cast) -> None:
    opening(cast, carried=0)
    # 18 days of 2027: twelve of its own, six from 2026.
    for start, end in [(date(2027, 1, 4), date(2027, 1, 19)), (date(2027, 2, 1), date(2027, 2, 8))]:
        ask(cast, start, end)
    grant(cast, ask(cast, date(2026, 6, 15), date(2026, 6, 22)))
    assert code_of(lambda: ask(cast, date(2026, 12, 1), date(2026, 12, 1))) == "annual_beyond"


def test_leave_without_a_workday_is_not_needed(cast: Cast) -> None:
    assert code_of(lambda: ask(cast, date(2026, 3, 20), date(2026, 3, 22))) == "annual_no_workday"


def test_end_before_start_is_refused(cast: Cast) -> None:
    assert code_of(lambda: ask(cast, LAST, FIRST)) == "leaverequest_end_not_before_start"


def test_answer_after_the_leave_began_counts_too(cast: Cast) -> None:
    request = ask(cast, date(2026, 3, 16), date(2026, 3, 17))
    decide_leave(
        request_id=request.pk, user_id=cast.lead.pk, granted=True, text="", now=datetime(2026, 3, 16, 8, tzinfo=ZONE)
    )
    assert left(cast) == 10


def test_granted_leave_is_given_back_before_it_begins(cast: Cast) -> None:
    request = ask(cast, FIRST, LAST)
    grant(cast, request)
    take_back_leave(request_id=request.pk, employee_id=cast.staff.pk, today=date(2026, 3, 29))
    request.refresh_from_db()
    assert (request.state, left(cast), Leave.objects.count()) == ("withdrawn", 12, 0)
    assert "membatalkan" in Notice.objects.get(employee=cast.lead).subject


def test_leave_that_has_begun_is_not_given_back(cast: Cast) -> None:
    request = ask(cast, FIRST, LAST)
    assert code_of(lambda: give_back(cast, request, FIRST)) == "leave_not_granted"
    grant(cast, request)
    assert code_of(lambda: give_back(cast, request, FIRST)) == "leave_begun"
    assert Leave.objects.exists()


def give_back(cast: Cast, request: LeaveRequest, today: date) -> None:
    take_back_leave(request_id=request.pk, employee_id=cast.staff.pk, today=today)
