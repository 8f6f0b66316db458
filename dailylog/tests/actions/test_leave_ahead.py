"""Leave that waits to begin: passed on early enough for a decision before it begins, always with one right decider."""

from datetime import date, datetime, time, timedelta
from unittest.mock import patch

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dailylog.actions.escalating import PASSED_ON, tell_passed_on
from dailylog.actions.requests import decide_leave
from dailylog.actions.returning import decide_return
from dailylog.models import Disturbance, Leave, LeaveRequest, LeaveReturn, PresenceCorrection
from dailylog.queries.awaited import awaited, due_of
from dailylog.queries.request_rows import request_rows
from dailylog.queries.requests import waiting_requests
from dailylog.queries.team import Team
from dailylog.tests.conftest import ZONE
from kinerja.errors import DomainError
from organization.models import Employee, Notice
from tests.cast import Cast

#: Asked on Monday 2 March for Thursday the 12th: Tuesday the 10th is the last day of the superior.
ASKED, START = datetime(2026, 3, 2, 9, tzinfo=ZONE), date(2026, 3, 12)
IN_TIME, LATE = datetime(2026, 3, 10, 15, tzinfo=ZONE), datetime(2026, 3, 11, 7, 15, tzinfo=ZONE)
BEGUN = datetime(2026, 3, 13, 8, tzinfo=ZONE)


@pytest.fixture
def request_ahead(cast: Cast) -> LeaveRequest:
    return asked_by(cast.staff)


def asked_by(person: Employee, *, at: datetime = ASKED) -> LeaveRequest:
    row = LeaveRequest.objects.create(employee=person, kind="dinas_luar", start=START, end=START, reason="Rapat")
    LeaveRequest.objects.filter(pk=row.pk).update(requested_at=at)
    return LeaveRequest.objects.get(pk=row.pk)


def deciders(row: LeaveRequest | LeaveReturn, at: datetime) -> list[Employee]:
    """Whoever finds the request in the queue, of everybody who may log in."""
    found = []
    for person in Employee.objects.filter(is_active=True):
        team = Team(person.pk, first=date(2026, 2, 1), today=at.date(), at=at, requests=True)
        rows = request_rows(person, team.employee_ids(), at.date()).waiting
        if any(each.row == row for each in waiting_requests(team, rows)):
            found.append(person)
    return found


@pytest.mark.parametrize(
    ("name", "at", "expected"),
    [
        ("staff", IN_TIME, "lead"),
        ("staff", LATE, "kabid"),
        ("staff", BEGUN, "kabid"),
        # Nobody leads the division: the head of the office decides, then the mayor.
        ("colleague", IN_TIME, "head"),
        ("colleague", LATE, "mayor"),
    ],
)
def test_one_decider_at_each_instant(cast: Cast, name: str, at: datetime, expected: str) -> None:
    row = asked_by(cast.people[name])
    right = cast.people[expected]
    assert deciders(row, at) == [right]
    for person in Employee.objects.exclude(pk=right.pk):
        with pytest.raises(DomainError) as refusal:
            decide_leave(request_id=row.pk, user_id=person.pk, granted=True, text="", now=at)
        assert refusal.value.code == "request_of_another"
    assert decide_leave(request_id=row.pk, user_id=right.pk, granted=True, text="", now=at).leave is not None


def test_leave_asked_for_after_it_began_follows_the_month(cast: Cast) -> None:
    row = asked_by(cast.staff, at=datetime(2026, 3, 12, 8, tzinfo=ZONE))
    assert due_of(row) is None
    assert deciders(row, datetime(2026, 3, 30, 8, tzinfo=ZONE)) == [cast.lead]


def test_outage_of_the_superiors_unit_gives_more_time(cast: Cast, request_ahead: LeaveRequest) -> None:
    outage = Disturbance.objects.create(
        start="2026-03-10T20:00:00+07:00", end="2026-03-11T06:00:00+07:00", note="Listrik", entered_by=cast.operator
    )
    outage.units.add(cast.units["dki-1a"])
    assert deciders(request_ahead, LATE) == [cast.lead]
    assert deciders(request_ahead, datetime(2026, 3, 11, 16, 1, tzinfo=ZONE)) == [cast.kabid]


def test_both_superiors_are_told_once(cast: Cast, request_ahead: LeaveRequest) -> None:
    assert tell_passed_on(now=IN_TIME) == 0
    assert tell_passed_on(now=LATE) == 2
    assert tell_passed_on(now=BEGUN) == 0
    told = Notice.objects.filter(kind=PASSED_ON)
    what = "Dewi Lestari, Dinas luar, 12 Maret 2026"
    assert told.get(employee=cast.kabid).subject == f"Belum diputuskan Bonar Simanjuntak: {what}"
    assert told.get(employee=cast.lead).subject == f"Diteruskan kepada Sri Wahyuni: {what}"
    # Past the month's deadline it is not counted a second time among what the month left.
    assert tell_passed_on(now=datetime(2026, 4, 9, 7, 15, tzinfo=ZONE)) == 0


def test_a_return_is_passed_on_before_it_begins(cast: Cast) -> None:
    """Asked for in the week before: a decision after it would help nobody."""
    leave = Leave.objects.create(employee=cast.staff, start=date(2026, 3, 2), end=date(2026, 3, 20), kind="annual")
    row = LeaveReturn.objects.create(
        employee=cast.staff, leave=leave, kind="annual", start=leave.start, planned_end=leave.end, back_on=START
    )
    LeaveReturn.objects.filter(pk=row.pk).update(requested_at=ASKED)
    row.refresh_from_db()
    assert deciders(row, IN_TIME) == [cast.lead]
    assert deciders(row, LATE) == [cast.kabid]
    assert tell_passed_on(now=LATE) == 2
    decide_return(request_id=row.pk, user_id=cast.kabid.pk, granted=True, text="", now=LATE)
    leave.refresh_from_db()
    assert leave.end == date(2026, 3, 11)


def test_the_page_says_for_whom_it_waits_and_until_when(
    client: Client, cast: Cast, request_ahead: LeaveRequest
) -> None:
    client.force_login(cast.staff)
    lead, kabid = cast.positions["lead"].title, cast.positions["kabid"].title
    sentences = {
        IN_TIME: f"<b>Bonar Simanjuntak</b> ({lead}), paling lambat 10 Maret 2026",
        LATE: f"sekarang menunggu <b>Sri Wahyuni</b> ({kabid}); Bonar Simanjuntak belum memutuskan sampai 10 Maret",
    }
    for at, sentence in sentences.items():
        with patch.object(timezone, "now", lambda at=at: at):
            assert sentence in client.get(reverse("requests")).content.decode()


def test_the_superior_reads_until_when_and_what_is_due_first_leads(
    client: Client, cast: Cast, request_ahead: LeaveRequest
) -> None:
    month = PresenceCorrection.objects.create(
        employee=cast.staff, date=date(2026, 3, 2), check_in=time(7, 30), mode="wfo", reason="Mesin rusak"
    )
    PresenceCorrection.objects.filter(pk=month.pk).update(requested_at=ASKED - timedelta(days=1))
    client.force_login(cast.lead)
    with patch.object(timezone, "now", lambda: IN_TIME):
        page = client.get(reverse("requests")).content.decode()
    first, second = (
        page.find("Putuskan paling lambat 10 Maret 2026."),
        page.find("Putuskan paling lambat 7 April 2026."),
    )
    assert 0 < first < second


def test_nobody_above_is_said_as_well(client: Client, cast: Cast) -> None:
    row = asked_by(cast.mayor)
    assert awaited([row]) == {}
    client.force_login(cast.mayor)
    with patch.object(timezone, "now", lambda: IN_TIME):
        assert "Belum ada atasan yang dapat memutuskan" in client.get(reverse("requests")).content.decode()
