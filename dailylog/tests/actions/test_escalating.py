"""What is not decided in time: passed on, decided by the next superior, both told once."""

from datetime import date, datetime, time
from unittest.mock import patch

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dailylog.actions.decide import Seen, approve
from dailylog.actions.escalating import PASSED_ON, tell_passed_on
from dailylog.actions.requests import ask_correction, decide_correction
from dailylog.models import Disturbance, PresenceCorrection
from dailylog.tests.conftest import DAY, ZONE, Make
from kinerja.errors import DomainError
from organization.models import Notice
from tests.cast import Cast

#: March is decided in time until the fifth workday of April, the 7th.
LAST_IN_TIME = datetime(2026, 4, 7, 23, 59, 59, tzinfo=ZONE)
OVERDUE = datetime(2026, 4, 8, 7, 15, tzinfo=ZONE)


def subjects(cast: Cast, name: str) -> list[str]:
    rows = Notice.objects.filter(employee=cast.people[name], kind=PASSED_ON)
    return list(rows.values_list("subject", flat=True))


def ask_for_a_mark(cast: Cast) -> PresenceCorrection:
    return ask_correction(
        employee_id=cast.staff.pk,
        day=DAY,
        check_in=time(7, 30),
        check_out=None,
        mode="wfo",
        reason="Mesin rusak",
        today=DAY,
    )


def test_both_superiors_are_told_once(cast: Cast, make_activity: Make) -> None:
    make_activity(cast.staff)
    make_activity(cast.staff, date=date(2026, 3, 11))
    ask_for_a_mark(cast)
    # April's own entries are not due before May.
    make_activity(cast.staff, date=date(2026, 4, 2))
    assert tell_passed_on(now=LAST_IN_TIME) == 0
    assert tell_passed_on(now=OVERDUE) == 2
    assert tell_passed_on(now=OVERDUE) == 0
    assert subjects(cast, "kabid") == [
        "Lewat batas, dari tim Bonar Simanjuntak: 2 kegiatan dan 1 permohonan Maret 2026 menunggu keputusan Anda"
    ]
    assert subjects(cast, "lead") == [
        "2 kegiatan dan 1 permohonan Maret 2026 lewat batas putusan dan diteruskan kepada Sri Wahyuni"
    ]


def test_requests_alone_are_counted_alone(cast: Cast) -> None:
    ask_for_a_mark(cast)
    assert tell_passed_on(now=OVERDUE) == 2
    assert subjects(cast, "lead") == ["1 permohonan Maret 2026 lewat batas putusan dan diteruskan kepada Sri Wahyuni"]


def test_nobody_is_told_where_it_stays(cast: Cast, make_activity: Make) -> None:
    """Above the head of the office there is the head of region, and above him nobody."""
    make_activity(cast.head)
    assert tell_passed_on(now=OVERDUE) == 0


def test_what_was_decided_in_time_is_not_passed_on(cast: Cast, make_activity: Make) -> None:
    entry = make_activity(cast.staff)
    approve(user_id=cast.lead.pk, seen=[Seen(entry.pk, 1)], today=DAY)
    assert tell_passed_on(now=OVERDUE) == 0


def test_closed_months_are_left_alone(cast: Cast, make_activity: Make) -> None:
    make_activity(cast.staff)
    with patch("dailylog.queries.escalation.is_closed", return_value=True):
        assert tell_passed_on(now=OVERDUE) == 0


def test_outage_puts_it_off_for_whom_it_hit(cast: Cast, make_activity: Make) -> None:
    make_activity(cast.staff)
    make_activity(cast.colleague)
    outage = Disturbance.objects.create(
        start="2026-04-07T08:00:00+07:00", end="2026-04-08T08:00:00+07:00", note="Listrik", entered_by=cast.operator
    )
    outage.units.add(cast.units["dki-1"])
    assert tell_passed_on(now=OVERDUE) == 2
    assert subjects(cast, "lead") == []
    assert "1 kegiatan" in subjects(cast, "head")[0]
    assert tell_passed_on(now=datetime(2026, 4, 9, 8, 1, tzinfo=ZONE)) == 2
    assert "1 kegiatan" in subjects(cast, "lead")[0]


def test_the_request_is_decided_by_the_next_superior_alone(cast: Cast) -> None:
    request = ask_for_a_mark(cast)
    with pytest.raises(DomainError) as refusal:
        decide_correction(request_id=request.pk, user_id=cast.lead.pk, granted=True, text="", now=OVERDUE)
    assert refusal.value.code == "request_of_another"
    decide_correction(request_id=request.pk, user_id=cast.kabid.pk, granted=True, text="", now=OVERDUE)


@pytest.mark.usefixtures("hours")
def test_the_queue_says_whose_team_it_comes_from(client: Client, cast: Cast, make_activity: Make) -> None:
    make_activity(cast.staff)
    with patch.object(timezone, "now", lambda: datetime(2026, 4, 9, 8, tzinfo=ZONE)):
        client.force_login(cast.kabid)
        page = client.get(reverse("approval_day", args=[DAY])).content.decode()
        assert page.count("Lewat batas, dari tim Bonar Simanjuntak") == 2
        client.force_login(cast.lead)
        assert "Dewi Lestari" not in client.get(reverse("approval_day", args=[DAY])).content.decode()


@pytest.mark.usefixtures("hours")
def test_the_entry_says_for_whom_it_waits(client: Client, cast: Cast, make_activity: Make) -> None:
    entry = make_activity(cast.staff)
    client.force_login(cast.staff)
    for day, expected, passed_on in [(7, "Bonar Simanjuntak", False), (9, "Sri Wahyuni", True)]:
        with patch.object(timezone, "now", lambda day=day: datetime(2026, 4, day, 8, tzinfo=ZONE)):
            page = client.get(reverse("activity", args=[entry.pk])).content.decode()
        assert f"Menunggu putusan atasan</b>{expected}" in page
        assert ("diteruskan dari Bonar Simanjuntak" in page) is passed_on
