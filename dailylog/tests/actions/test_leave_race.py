"""Two requests granted at the same moment cannot take more annual leave than there is."""

from datetime import date
from typing import Any
from unittest.mock import patch

import pytest

from dailylog.actions import annual_leave, requests
from dailylog.models import Leave, LeaveRequest
from dailylog.queries.leave import Entitlement, entitlement_with, entitlements
from dailylog.tests.conftest import NOW
from kinerja.errors import DomainError
from organization.models import Schedule, ScheduleHours
from organization.models.employee import EmployeeQuerySet
from tests.cast import Cast, make_cast
from tests.races import Race

pytestmark = pytest.mark.django_db(transaction=True)
#: Seven workdays each, of twelve.
SPANS = [(date(2026, 6, 15), date(2026, 6, 23)), (date(2026, 7, 6), date(2026, 7, 14))]


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    cast = make_cast()
    schedule = Schedule.objects.create(code="5-hari")
    for weekday in range(1, 6):
        ScheduleHours.objects.create(schedule=schedule, weekday=weekday, start="07:30", end="16:00", break_minutes=60)
    cast.units["kota"].schedule = schedule
    cast.units["kota"].save()
    return cast


def grant_both(cast: Cast) -> list[Exception]:
    """Two requests, of which one fits, are granted at once; each waits for the other before it writes. What failed."""
    asked = [
        LeaveRequest.objects.create(employee=cast.staff, kind="annual", start=start, end=end, reason="Keluarga")
        for start, end in SPANS
    ]
    race = Race(2)
    known = entitlement_with

    def slowly(*args: Any, **kwargs: Any) -> Entitlement:
        found = known(*args, **kwargs)
        race.meet()
        return found

    def grant(request: LeaveRequest) -> None:
        requests.decide_leave(request_id=request.pk, user_id=cast.lead.pk, granted=True, text="", now=NOW)

    with patch.object(annual_leave, "entitlement_with", slowly):
        outcomes = race.run(*[lambda request=request: grant(request) for request in asked])
    return [outcome for outcome in outcomes if isinstance(outcome, Exception)]


def taken(cast: Cast) -> int:
    return entitlements([cast.staff], [2026])[cast.staff.pk].balances[2026].taken


def test_of_two_grants_at_once_one_is_refused(cast: Cast) -> None:
    [error] = grant_both(cast)
    assert isinstance(error, DomainError)
    assert error.code == "annual_beyond"
    assert taken(cast) == 7
    assert sorted(LeaveRequest.objects.values_list("state", flat=True)) == ["approved", "requested"]


def test_without_the_lock_more_is_granted_than_there_is(cast: Cast) -> None:
    with patch.object(EmployeeQuerySet, "select_for_update", lambda self, **_options: self):
        assert grant_both(cast) == []
    assert taken(cast) == 14
    assert Leave.objects.count() == 2
