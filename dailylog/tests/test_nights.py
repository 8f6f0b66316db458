"""Days of people who work shifts over midnight: taps, the page of the day, checks, reminders, the team."""

from datetime import date, datetime, time, timedelta
from typing import Any
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dailylog.actions.check import check_days
from dailylog.actions.presence import tap, undo_tap
from dailylog.actions.requests import ask_correction
from dailylog.limits import limits_on
from dailylog.models import Attendance, Finding
from dailylog.queries.check_facts import person_days
from dailylog.queries.day_rows import page_rows
from dailylog.queries.heat import Share, months_of, months_text
from dailylog.queries.on_duty import empty_by_evening, empty_days, on_duty, workdays_of
from dailylog.queries.scope_units import Circle
from dailylog.queries.team_day import team_day, team_text
from dailylog.queries.workday import work_day
from dailylog.rules.heat import Cell, DayKind
from dailylog.rules.team_day import Presence
from dailylog.tests.conftest import Make
from kinerja.errors import DomainError
from organization.access import access_for
from organization.actions.rosters import publish_roster
from organization.actions.shifts import save_shift
from organization.queries.authority import chart_around
from tests.cast import Cast

ZONE = ZoneInfo("Asia/Jakarta")
#: A holiday, so that the shift that begins on it shows that holidays free nobody.
EVENING = date(2026, 3, 20)
MORNING = EVENING + timedelta(days=1)


def at(day: date, clock: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), ZONE)


@pytest.fixture
def night(cast: Cast, hours: None) -> None:
    """``staff`` works the night of 20 March from 22.00 to 06.00, and nothing else in March."""
    save_shift(code="M", name="Malam", start=time(22), end=time(6), break_minutes=60)
    publish_roster(plan={cast.staff.pk: {EVENING: "M"}})


def marks(cast: Cast) -> list[Any]:
    return list(Attendance.objects.filter(employee=cast.staff).values_list("date", "check_in", "check_out"))


def test_going_in_the_morning_closes_the_night(night: None, cast: Cast) -> None:
    tap(employee_id=cast.staff.pk, kind="in", mode="wfo", now=at(EVENING, "21:50"))
    out = tap(employee_id=cast.staff.pk, kind="out", mode="wfo", now=at(MORNING, "06:05"))
    assert marks(cast) == [(EVENING, time(21, 50), time(6, 5))]
    undo_tap(tap_id=out.pk, employee_id=cast.staff.pk, now=at(MORNING, "06:06"))
    assert marks(cast) == [(EVENING, time(21, 50), None)]


def test_coming_after_midnight_is_of_the_night_that_lasts(night: None, cast: Cast) -> None:
    tap(employee_id=cast.staff.pk, kind="in", mode="wfo", now=at(MORNING, "00:30"))
    assert marks(cast) == [(EVENING, time(0, 30), None)]
    assert work_day(cast.staff, EVENING).presence() == (1470, 1800)


def test_going_past_noon_or_after_coming_again_is_of_the_day_itself(night: None, cast: Cast) -> None:
    tap(employee_id=cast.staff.pk, kind="in", mode="wfo", now=at(EVENING, "21:50"))
    tap(employee_id=cast.staff.pk, kind="in", mode="wfo", now=at(MORNING, "07:00"))
    tap(employee_id=cast.staff.pk, kind="out", mode="wfo", now=at(MORNING, "08:00"))
    assert marks(cast) == [(EVENING, time(21, 50), None), (MORNING, time(7), time(8))]


def test_only_a_night_of_the_roster_lets_going_precede_coming(night: None, cast: Cast) -> None:
    values = {"employee": cast.staff, "check_in": time(21), "check_out": time(6), "mode": "wfo"}
    Attendance.objects.create(date=EVENING, **values)
    with pytest.raises(IntegrityError, match="Nobody goes before coming"), transaction.atomic():
        Attendance.objects.create(date=MORNING, **values)


def test_the_roster_says_what_a_day_is_and_holidays_free_nobody(night: None, cast: Cast) -> None:
    evening, usual = work_day(cast.staff, EVENING), work_day(cast.staff, date(2026, 3, 19))
    assert (evening.required, evening.holiday, evening.hours and evening.hours.effective) == (True, None, 420)
    assert (usual.required, usual.ruled) == (False, True)
    assert work_day(cast.colleague, date(2026, 3, 19)).required
    assert not work_day(cast.colleague, EVENING).required


def test_entries_after_midnight_are_held_against_the_night(night: None, cast: Cast, make_activity: Make) -> None:
    Attendance.objects.create(employee=cast.staff, date=EVENING, check_in=time(22), check_out=time(5, 30), mode="wfo")
    inside = make_activity(cast.staff, date=MORNING, start=time(1), end=time(2))
    over = make_activity(cast.staff, date=MORNING, start=time(5), end=time(6))
    check_days([cast.staff.pk], MORNING, now=at(MORNING, "12:00"))
    (found,) = Finding.objects.all()
    assert (found.kind, list(found.activities.all())) == ("activity_outside_presence", [over])
    assert inside.pk != over.pk


def test_a_night_nobody_came_to_is_absence_for_its_entries(night: None, cast: Cast, make_activity: Make) -> None:
    make_activity(cast.staff, date=MORNING, start=time(1), end=time(2))
    check_days([cast.staff.pk], MORNING, now=at(MORNING + timedelta(days=1), "12:00"))
    assert list(Finding.objects.values_list("kind", "mark")) == [("activity_on_absent_or_leave_day", "night")]


def test_staying_long_after_a_night_needs_an_entry_of_the_next_date(
    night: None, cast: Cast, make_activity: Make
) -> None:
    Attendance.objects.create(employee=cast.staff, date=EVENING, check_in=time(22), check_out=time(7, 30), mode="wfo")
    now = at(MORNING + timedelta(days=1), "12:00")
    assert check_days([cast.staff.pk], EVENING, now=now) == 1
    make_activity(cast.staff, date=MORNING, start=time(6), end=time(7))
    assert check_days([cast.staff.pk], EVENING, now=now) == 0


def test_many_people_are_looked_at_as_one_is(night: None, cast: Cast) -> None:
    together = {
        each.employee_id: each.facts
        for each in person_days([cast.staff.pk, cast.colleague.pk], EVENING, limits_on(EVENING))
    }
    (alone,) = person_days([cast.staff.pk], EVENING, limits_on(EVENING))
    assert together[cast.staff.pk] == alone.facts
    assert (alone.facts.required, alone.facts.day_end) == (True, 1800)
    assert not together[cast.colleague.pk].required


def test_duty_reminders_and_workdays_follow_the_roster(night: None, cast: Cast, make_activity: Make) -> None:
    people = {cast.staff.pk, cast.colleague.pk}
    assert on_duty(EVENING, among=people) == {cast.staff.pk}
    assert on_duty(date(2026, 3, 19), among=people) == {cast.colleague.pk}
    assert workdays_of(people, [EVENING, date(2026, 3, 19)])[cast.staff.pk] == {EVENING}
    assert empty_days([EVENING]) == [(cast.staff.pk, EVENING)]
    assert empty_by_evening(EVENING) == []
    make_activity(cast.staff, date=MORNING, start=time(5, 30), end=time(6))
    assert empty_days([EVENING]) == []


def cells_of(pk: int) -> list[Cell]:
    text = months_text([pk], EVENING)
    return months_of(text, [pk], EVENING.replace(day=1), MORNING, Share(300, 450))[pk]


def test_team_and_calendar_see_the_shift(night: None, cast: Cast, make_activity: Make) -> None:
    Attendance.objects.create(employee=cast.staff, date=EVENING, check_in=time(0, 30), check_out=time(6), mode="wfo")
    make_activity(cast.staff, date=MORNING, start=time(1), end=time(2))
    (cell,) = [each for each in cells_of(cast.staff.pk) if each.day == EVENING]
    assert (cell.kind, cell.late, cell.logged, cell.expected) == (DayKind.WORK, 150, 60, 280)
    units = [cast.units["dki-1a"].pk]
    text = team_text(access_for(cast.lead), Circle(units, units, units, units), day=MORNING, brief=False)
    (member,) = team_day(text, MORNING, datetime.combine(MORNING, time(9))).members
    assert member.presence == Presence.FREE


@pytest.mark.usefixtures("night")
def test_the_page_of_the_morning_shows_the_night_that_lasts(client: Client, cast: Cast) -> None:
    Attendance.objects.create(employee=cast.staff, date=EVENING, check_in=time(21, 50), mode="wfo")
    client.force_login(cast.staff)
    with patch.object(timezone, "now", lambda: at(MORNING, "02:00")):
        page = client.get(reverse("today")).content.decode()
        assert "Giliran Malam 20 Maret 2026" in page
        assert "Catat pulang" in page
        client.post(reverse("presence_tap"), {"jenis": "out"})
    assert marks(cast) == [(EVENING, time(21, 50), time(2))]


def test_a_correction_over_midnight_is_asked_for_in_a_night_only(night: None, cast: Cast) -> None:
    asked: dict[str, Any] = {
        "employee_id": cast.staff.pk,
        "check_in": time(21, 50),
        "check_out": time(6),
        "mode": "wfo",
    }
    assert ask_correction(day=EVENING, reason="Mesin mati", today=MORNING, **asked).pk
    with pytest.raises(DomainError, match="sebelum jam masuk"):
        ask_correction(day=MORNING, reason="Mesin mati", today=MORNING, **asked)


def test_a_night_is_filed_by_its_entries_after_midnight_alone(cast: Cast, night: None, make_activity: Make) -> None:
    """The page of a later day and the reminders agree: the night is filled, the evening after it is not."""
    publish_roster(plan={cast.staff.pk: {EVENING: "M", MORNING: "M"}})
    for day in (EVENING, MORNING):
        Attendance.objects.create(employee=cast.staff, date=day, check_in=time(21, 50), mode="wfo")
    chart = chart_around([cast.staff.pk], MORNING)
    later = MORNING + timedelta(days=2)

    def missing() -> list[date]:
        return list(page_rows(cast.staff.pk, later, superior_id=None, unit_ids=chart.units).missing)

    assert missing() == [EVENING, MORNING]
    make_activity(cast.staff, date=MORNING, start=time(2), end=time(3))
    assert missing() == [MORNING]
    assert [day for person, day in empty_days([EVENING, MORNING]) if person == cast.staff.pk] == [MORNING]
    make_activity(cast.staff, date=MORNING, start=time(22), end=time(23))
    assert missing() == []
    assert cast.staff.pk not in {person for person, _day in empty_days([EVENING, MORNING])}
